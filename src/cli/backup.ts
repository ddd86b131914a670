import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Config, readConfig } from '../config.ts'
import { type Care, noteCare, secretCheckOf, tableCounts } from '../store/backup.ts'
import { type Db, openDb, openEmbedded } from '../store/db.ts'
import { codeOf, lockFolder } from '../store/lock.ts'
import { readOptions, UsageError } from './usage.ts'

const options = {
  out: { type: 'string' },
  'restored-from': { type: 'string' },
  note: { type: 'boolean', default: false },
  'note-restore': { type: 'boolean', default: false },
} as const

/** `sapar backup`: a copy of the database, a test that a copy can be used, and notes of both for the staff pages. */
export async function backupCommand(args: string[]): Promise<number> {
  const { values } = readOptions(args, options)
  const { note, 'note-restore': noteRestore, 'restored-from': file, out } = values
  const chosen = [note, noteRestore, file !== undefined, out !== undefined].filter(Boolean)
  if (chosen.length > 1)
    throw new UsageError('backup takes one of --out, --restored-from, --note, --note-restore')
  const config = readConfig(process.env)
  if (note) return await noteOnly(config, 'last_backup')
  if (noteRestore) return await noteOnly(config, 'last_restore_test')
  if (config.DATABASE_URL !== undefined) return tellHow(values)
  return await whileStopped(config, () =>
    file === undefined ? makeCopy(config, out ?? 'backups') : testCopy(config, file),
  )
}

async function noteOnly(config: Config, care: Care): Promise<number> {
  await whileStopped(config, () => withDb(config, (db) => noteCare(db, care, new Date())))
  process.stdout.write(`Noted: ${care === 'last_backup' ? 'a backup was made' : 'a backup was restored'}\n`)
  return 0
}

/** The embedded database belongs to one process: the bot must be stopped. */
async function whileStopped<T>(config: Config, work: () => Promise<T>): Promise<T> {
  const unlock = config.DATABASE_URL === undefined ? lockFolder(config.DATA_DIR) : () => undefined
  try {
    return await work()
  } finally {
    unlock()
  }
}

async function withDb<T>(config: Config, work: (db: Db) => Promise<T>): Promise<T> {
  const db = await openDb(config)
  try {
    await db.migrate()
    return await work(db)
  } finally {
    await db.close()
  }
}

/** A server has tools of its own, which copy it while it runs. */
function tellHow({ out, 'restored-from': file }: { out?: string; 'restored-from'?: string }): number {
  if (out !== undefined || file !== undefined)
    throw new UsageError(
      '--out and --restored-from are for the embedded database; run backup alone to see what to do',
    )
  process.stdout.write(`This installation keeps its data in PostgreSQL. Make a copy, while the bot runs, with

  pg_dump --format=custom --no-owner --file=sapar-$(date +%F).dump "$DATABASE_URL"

and note it:  npm run -s sapar -- backup --note

Once in three months see whether a copy can be used:

  createdb sapar_restore_test
  pg_restore --no-owner --dbname=sapar_restore_test sapar-2026-11-24.dump
  psql -c 'select count(*) from account' sapar_restore_test
  dropdb sapar_restore_test

and note it:  npm run -s sapar -- backup --note-restore

Keep SAPAR_SECRET elsewhere: without it nobody in a copy can be recognised or reached.
`)
  return 0
}

async function makeCopy(config: Config, folder: string): Promise<number> {
  const at = new Date()
  const file = join(folder, `sapar-${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z.tar.gz`)
  const db = await openEmbedded(config.DATA_DIR)
  try {
    await db.migrate()
    const copy = await db.copy()
    writeCopy(file, copy)
    await noteCare(db, 'last_backup', at)
    process.stdout.write(`${file} ${Math.ceil(copy.length / 1024)} KB
Keep it on another disk, and the file ${join(config.DATA_DIR, 'secret')} apart from it: without the secret nobody in the
copy can be recognised or reached. See whether it can be used: npm run -s sapar -- backup --restored-from ${file}
`)
    return 0
  } finally {
    await db.close()
  }
}

function writeCopy(file: string, copy: Uint8Array): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, copy, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    throw new UsageError(
      `The copy cannot be written to ${file} (${codeOf(error)}). Name another folder with --out.`,
    )
  }
}

/** Opens a copy in a folder of its own, as after the loss of the disk, and compares it with what is here. */
async function testCopy(config: Config, file: string): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'sapar-restore-'))
  try {
    const copy = await openCopy(file, folder)
    try {
      return await withDb(config, (db) => compare(copy, db))
    } finally {
      await copy.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function openCopy(file: string, folder: string): Promise<Db> {
  const bytes = readCopy(file)
  try {
    // Unpacked here: of a file cut short PGlite would tell nobody that it could not unpack it.
    const tar = new Blob([gunzipSync(bytes)], { type: 'application/x-tar' })
    const copy = await openEmbedded(folder, tar)
    await copy.migrate()
    return copy
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError(
      `${file} cannot be opened as a copy of the database (${why}). Make a new one: sapar backup`,
    )
  }
}

function readCopy(file: string): Buffer<ArrayBuffer> {
  try {
    return readFileSync(file)
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${codeOf(error)})`)
  }
}

async function compare(copy: Db, here: Db): Promise<number> {
  const [before, now] = [await tableCounts(copy), await tableCounts(here)]
  for (const [table, count] of now)
    process.stdout.write(`${table.padEnd(20)} ${before.get(table) ?? 'missing'} in the copy, ${count} here\n`)
  const problem = await problemOf(copy, here, { before, now })
  if (problem !== undefined) {
    process.stderr.write(`The copy is not good: ${problem}. Make a new one: npm run -s sapar -- backup\n`)
    return 1
  }
  await noteCare(here, 'last_restore_test', new Date())
  process.stdout.write('The copy can be used. Noted.\n')
  return 0
}

type Counts = Record<'before' | 'now', ReadonlyMap<string, number>>

async function problemOf(copy: Db, here: Db, { before, now }: Counts): Promise<string | undefined> {
  const missing = [...now.keys()].filter((table) => !before.has(table))
  if (missing.length > 0) return `it lacks ${missing.join(', ')}`
  const lost = ['account', 'event', 'setting'].filter(
    (table) => before.get(table) === 0 && now.get(table) !== 0,
  )
  if (lost.length > 0) return `${lost.join(', ')} are empty in it and not here`
  const [theirs, ours] = [await secretCheckOf(copy), await secretCheckOf(here)]
  return theirs === ours ? undefined : 'it was filled under another secret than the data here'
}
