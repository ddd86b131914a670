import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { openEmbedded, openPostgres } from '../../src/store/db.ts'
import { freshPostgres } from '../databases.ts'
import { projectRoot } from '../walker.ts'

const secret = 'a secret of the tests, long enough'
const fresh = () => mkdtempSync(join(tmpdir(), 'sapar-cli-'))

function sapar(args: string[], { env = {}, input = '' }: { env?: NodeJS.ProcessEnv; input?: string } = {}) {
  const run = spawnSync(process.execPath, [join(projectRoot, 'dist', 'cli', 'sapar.js'), ...args], {
    env: { PATH: process.env.PATH, ...env },
    input,
    encoding: 'utf8',
  })
  return { code: run.status, out: run.stdout, err: run.stderr }
}

describe('sapar', () => {
  it('tells its commands, and a wrong one from a right one', () => {
    expect(sapar([])).toMatchObject({ code: 2, err: expect.stringContaining('Usage') })
    expect(sapar(['dance'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('There is no command dance'),
    })
    expect(sapar(['seed', '--accounts', 'many'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--accounts takes a whole number'),
    })
    expect(sapar(['lint', '--loud'])).toMatchObject({ code: 2, err: expect.stringContaining('--loud') })
  })

  it('lint finds nothing wrong with the project’s own content, for people and for programs', () => {
    expect(sapar(['lint'])).toMatchObject({ code: 0, out: expect.stringContaining('Nothing is wrong') })
    const json = JSON.parse(sapar(['lint', '--json']).out)
    expect(json.findings).toEqual([])
    expect(json.warnings[0]).toMatchObject({
      rule: expect.any(String),
      file: expect.any(String),
      line: expect.any(Number),
    })
  })

  it('lint tells a translator what waits in one language, by file and text', () => {
    const { out } = sapar(['lint', '--warnings', '--lang', 'ky'])
    expect(out).toContain('content/ky/help.yaml\n')
    expect(out).not.toMatch(/content\/(ru|en)|flows\//)
    expect(out).toContain('What the rules hold:')
    expect(sapar(['lint', '--lang', 'xx'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--lang takes one of'),
    })
  })

  it('chat talks in the terminal: numbers tap, everything else is typed', () => {
    const { code, out } = sapar(['chat', '--lang', 'ky'], { input: '1\n1\n1\n/help\nсалам\n/quit\n' })
    expect(code).toBe(0)
    expect(out).toContain('Тилди тандаңыз')
    expect(out).toContain('Жолго чыгардан мурун үч нерсе')
    expect(out).toContain('112')
    expect(out).not.toMatch(/<b>|<i>/)
    expect(sapar(['chat', '--lang', 'xx'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--lang takes one of'),
    })
  })

  it('pack writes a language’s topics for the phone and to print, and says so file by file', () => {
    const folder = fresh()
    const { code, err } = sapar(['pack', '--lang', 'ky', '--out', folder])
    expect(code).toBe(0)
    expect(readFileSync(join(folder, 'sapar-ky.html'), 'utf8')).toContain('<html lang="ky">')
    expect(readFileSync(join(folder, 'sapar-ky.pdf'), 'latin1')).toMatch(/^%PDF-/)
    expect(err).toMatch(/sapar-ky\.html \d+ KB\n.*sapar-ky\.pdf \d+ KB\n/)
    expect(sapar(['pack', '--lang', 'xx'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--lang takes one of'),
    })
  })

  it('seed fills the embedded database, and seed again adds', async () => {
    const folder = fresh()
    expect(sapar(['seed', '--accounts', '30', '--days', '10'], { env: { DATA_DIR: folder } })).toMatchObject({
      code: 0,
      out: expect.stringContaining('30 synthetic accounts'),
    })
    const db = await openEmbedded(folder)
    const made = `select ((select count(*) from account where synthetic)
      + (select count(*) from event where account is null and kind = 1))::int as n`
    expect(await db.run(made, [])).toEqual([{ n: 30 }])
    await db.close()
    expect(sapar(['migrate'], { env: { DATA_DIR: folder } }).code).toBe(0)
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
  })

  it('reader says that only PostgreSQL has roles', () => {
    const told = sapar(['reader'], { env: { DATA_DIR: fresh() } })
    expect(told).toMatchObject({ code: 2, err: expect.stringContaining('only from PostgreSQL') })
  })

  it('schema writes what the test of the schema wants', () => {
    const before = readFileSync(join(projectRoot, 'flows', 'schema.json'), 'utf8')
    expect(sapar(['schema']).code).toBe(0)
    expect(readFileSync(join(projectRoot, 'flows', 'schema.json'), 'utf8')).toBe(before)
  })
})

describe.skipIf(inject('postgres') === null)('migrate', () => {
  it('is safe when three replicas start at once', async () => {
    const url = await freshPostgres()
    const replicas = await Promise.all([1, 2, 3].map(() => openPostgres(url, 2)))
    await Promise.all(replicas.map((db) => db.migrate()))
    const applied = await replicas[0]?.run('select count(*)::int as n from drizzle.__drizzle_migrations', [])
    const files = readFileSync(join(projectRoot, 'drizzle', 'meta', '_journal.json'), 'utf8')
    expect(applied).toEqual([{ n: JSON.parse(files).entries.length }])
    for (const db of replicas) await db.close()
    expect(sapar(['migrate'], { env: { DATABASE_URL: url, SAPAR_SECRET: secret } })).toMatchObject({
      code: 0,
      out: expect.stringContaining('up to date'),
    })
  })
})
