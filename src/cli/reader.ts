import { existsSync, readFileSync } from 'node:fs'
import { readConfig } from '../config.ts'
import { randomSecret } from '../privacy/keys.ts'
import { scramVerifier } from '../privacy/scram.ts'
import { type Db, openDb } from '../store/db.ts'
import { makeReader, readerRole, removeReader } from '../store/reader.ts'
import { readOptions, UsageError } from './usage.ts'

const options = {
  remove: { type: 'boolean', default: false },
  'password-file': { type: 'string' },
} as const

/** `sapar reader`: a role with which Metabase, Grafana or Power BI read the open numbers, and nothing else. */
export async function readerCommand(args: string[]): Promise<number> {
  const { remove, 'password-file': file } = readOptions(args, options).values
  const config = readConfig(process.env)
  if (config.DATABASE_URL === undefined)
    throw new UsageError(
      'Other programs can read the numbers only from PostgreSQL: the embedded database has no roles and no other connections. Set DATABASE_URL.',
    )
  if (remove && file !== undefined) throw new UsageError('--remove needs no --password-file')
  const given = file === undefined ? undefined : readPassword(file)
  const db = await openDb(config)
  try {
    await db.migrate()
    return remove ? await takeAway(db) : await make(db, given)
  } finally {
    await db.close()
  }
}

async function make(db: Db, given: string | undefined): Promise<number> {
  const password = given ?? randomSecret()
  const warnings = await makeReader(db, scramVerifier(password))
  const told = given === undefined ? `Its password, shown this once: ${password}\n` : ''
  process.stdout.write(
    `The role ${readerRole} may read the views of the schema open_numbers in this database, and nothing else.\n${told}`,
  )
  if (warnings.includes('public-create'))
    process.stderr.write(
      'It may also make tables of its own, as everybody may before PostgreSQL 15. To end that: revoke create on schema public from public\n',
    )
  return 0
}

async function takeAway(db: Db): Promise<number> {
  const removed = await removeReader(db)
  process.stdout.write(removed ? `The role ${readerRole} is gone\n` : `There is no role ${readerRole}\n`)
  return 0
}

function readPassword(file: string): string {
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}`)
  const password = readFileSync(file, 'utf8').trimEnd()
  if (/^[\x21-\x7e]{16,200}$/.test(password)) return password
  throw new UsageError(`${file} must hold a password of 16 to 200 letters, digits and signs without spaces`)
}
