import { readConfig } from '../config.ts'
import { openDb } from '../store/db.ts'
import { lockFolder } from '../store/lock.ts'
import { readOptions } from './usage.ts'

/** `sapar migrate`: the tables of the database that the settings name. */
export async function migrateCommand(args: string[]): Promise<number> {
  readOptions(args, {})
  const config = readConfig(process.env)
  const unlock = config.DATABASE_URL === undefined ? lockFolder(config.DATA_DIR) : () => undefined
  const db = await openDb(config)
  try {
    await db.migrate()
    process.stdout.write('The database is up to date\n')
    return 0
  } finally {
    await db.close()
    unlock()
  }
}
