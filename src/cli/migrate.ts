import { readConfig } from '../config.ts'
import { withDatabase } from './database.ts'
import { readOptions } from './usage.ts'

/** `sapar migrate`: the tables of the database that the settings name. */
export async function migrateCommand(args: string[]): Promise<number> {
  readOptions(args, {})
  await withDatabase(readConfig(process.env), async () => undefined)
  process.stdout.write('The database is up to date\n')
  return 0
}
