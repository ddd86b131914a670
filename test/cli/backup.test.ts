import { mkdtempSync, readdirSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, inject, it, vi } from 'vitest'
import { backupCommand } from '../../src/cli/backup.ts'
import { openDb, openEmbedded } from '../../src/store/db.ts'
import { readHealth } from '../../src/store/health-reads.ts'
import { lockFolder } from '../../src/store/lock.ts'
import { tieToSecret } from '../../src/store/upkeep.ts'
import { freshPostgres } from '../databases.ts'

/** Each opens the embedded database several times. */
vi.setConfig({ testTimeout: 240_000 })

let folder: string
let said = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sapar-backup-'))
  said = ''
  vi.stubEnv('DATA_DIR', folder)
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((text) => {
      said += String(text)
      return true
    })
})
afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

/** A data folder with a database in it that a bot has filled. */
async function fill(secret: string, accounts: number): Promise<void> {
  const db = await openEmbedded(folder)
  await db.migrate()
  await tieToSecret(db, secret)
  for (let id = 1; id <= accounts; id++)
    await db.run(
      `insert into account (id, lookup, chat, version, state, counting, created_at, turn_at)
       values ($1::text::bigint, decode(lpad($1::text, 32, '0'), 'hex'), '\\x00', 1, '{}', 'counted', now(), now())`,
      [String(id)],
    )
  await db.close()
}

async function noted() {
  const db = await openDb({ DATA_DIR: folder, DATABASE_URL: process.env.DATABASE_URL })
  const reads = await readHealth(db)
  await db.close()
  return { backup: reads.lastBackup !== null, restore: reads.lastRestoreTest !== null }
}

it('copies the embedded database to a dated file, tests that it can be used, and notes both', async () => {
  await fill('a'.repeat(16), 3)
  const out = join(folder, 'copies')
  expect(await backupCommand(['--out', out])).toBe(0)
  const [name = ''] = readdirSync(out)
  expect(name).toMatch(/^sapar-\d{8}T\d{6}Z\.tar\.gz$/)
  expect(statSync(join(out, name)).mode & 0o777).toBe(0o600)
  expect(said).toContain('without the secret nobody')
  expect(await noted()).toEqual({ backup: true, restore: false })
  expect(await backupCommand(['--restored-from', join(out, name)])).toBe(0)
  expect(said).toMatch(/^account +3 in the copy, 3 here$/m)
  expect(said).toContain('The copy can be used. Noted.')
  expect(await noted()).toEqual({ backup: true, restore: true })
})

it('says what is wrong with a copy, and notes nothing', async () => {
  await fill('a'.repeat(16), 0)
  const out = join(folder, 'copies')
  await backupCommand(['--out', out])
  const file = join(out, readdirSync(out)[0] ?? '')
  await fill('b'.repeat(16), 2)
  expect(await backupCommand(['--restored-from', file])).toBe(1)
  expect(said).toContain('The copy is not good: account are empty in it and not here')
  truncateSync(file, 1000)
  await expect(backupCommand(['--restored-from', file])).rejects.toThrow('cannot be opened as a copy')
  await expect(backupCommand(['--restored-from', join(out, 'none')])).rejects.toThrow(
    'cannot be read (ENOENT)',
  )
  expect((await noted()).restore).toBe(false)
})

it('does not touch the folder of a bot that runs, nor take two wishes at once', async () => {
  const unlock = lockFolder(folder)
  await expect(backupCommand([])).rejects.toThrow(/in use by process \d+\. Stop it/)
  unlock()
  writeFileSync(join(folder, 'file'), '')
  await expect(backupCommand(['--note', '--note-restore'])).rejects.toThrow('backup takes one of')
})

it.skipIf(inject('postgres') === null)(
  'tells how PostgreSQL is copied, without its password, and notes what was done',
  async () => {
    const url = await freshPostgres()
    vi.stubEnv('DATABASE_URL', url)
    vi.stubEnv('SAPAR_SECRET', 'a secret of the tests, long enough')
    expect(await backupCommand([])).toBe(0)
    expect(said).toContain('pg_dump --format=custom')
    expect(said).not.toContain(url)
    await expect(backupCommand(['--out', folder])).rejects.toThrow('are for the embedded database')
    expect(await backupCommand(['--note'])).toBe(0)
    expect(await noted()).toEqual({ backup: true, restore: false })
    expect(await backupCommand(['--note-restore'])).toBe(0)
    expect(await noted()).toEqual({ backup: true, restore: true })
  },
)
