import { beforeAll, describe, expect, it } from 'vitest'
import { readSpreadsheet } from '../../src/documents/spreadsheet.ts'
import { addNote } from '../../src/store/annotations.ts'
import { onEachDatabase } from '../databases.ts'
import { seedCounted } from './counted.ts'
import { askFor, openPages, signedIn, well, words } from './rig.ts'

onEachDatabase('exports of the numbers', (db) => {
  beforeAll(async () => {
    await seedCounted(db(), { accounts: 400, days: 80 })
    const note = { text: '=HYPERLINK("https://evil.example","x")<script>', day: '2026-10-05', staff: 1 }
    await addNote(db().run, { ...note, at: '2026-10-06T00:00:00Z' })
  })

  it('say in the first table what they are about', async () => {
    const { ask } = await signedIn(db(), 'viewer')
    const response = await ask('/staff/export.csv?period=2026-10&language=ky')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename="sapar-2026-10-language-ky.csv"',
    )
    const csv = await response.text()
    for (const said of [
      'Period,October 2026',
      'Filters,Language: Kyrgyz',
      'Time zone,Asia/Bishkek',
      'Made at,"24 Nov 2026, 14:02"',
      'State,Final',
      'Warning,Synthetic data.',
    ])
      expect(csv).toContain(said)
  })

  it('hold the same numbers as the page, in CSV and as numbers in XLSX', async () => {
    const { ask } = await signedIn(db(), 'viewer')
    const page = await words(await ask('/staff?period=2026-10'))
    const [, reached = ''] = /Accounts reached at least (\d+)/.exec(page) ?? []
    expect(Number(reached)).toBeGreaterThan(10)
    const csv = await (await ask('/staff/export.csv?period=2026-10')).text()
    expect(csv).toContain(`\r\nAccounts reached,${reached},`)
    const xlsx = await ask('/staff/export.xlsx?period=2026-10')
    const sheets = await readSpreadsheet(new Uint8Array(await xlsx.arrayBuffer()))
    const rows = sheets.flatMap((sheet) => sheet.rows)
    expect(rows.find(([name]) => name === 'Accounts reached')?.[1]).toBe(reached)
    expect(sheets.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['About these numbers', 'Month by month', 'Topics', 'Languages', 'Definitions']),
    )
    expect(rows.some(([name]) => name === 'Knowledge change')).toBe(true)
    expect(rows.flat()).toContain('not collected')
  })

  it('hold the chart as a picture beside its numbers', async () => {
    const { ask } = await signedIn(db(), 'viewer')
    const bytes = Buffer.from(await (await ask('/staff/export.xlsx?period=2026-10')).arrayBuffer())
    expect(bytes.toString('latin1')).toMatch(/xl\/media\/sheet3-image1\.png/)
  })

  it('run no formula that somebody typed', async () => {
    const { ask } = await signedIn(db(), 'viewer')
    const csv = await (await ask('/staff/export.csv?period=2026-10')).text()
    expect(csv).toContain(`"'=HYPERLINK(`)
    expect(csv).not.toMatch(/[,\n"]=HYPERLINK/)
  })

  it.each([
    ['/staff/export.csv?period=2026-13', 400, 'is no period'],
    ['/staff/export.csv?period=2020-01', 400, 'before the campaign'],
    ['/staff/export.xlsx?language=ky&language=ru', 400, 'twice'],
    ['/staff/export.xlsx?language=ky&origin=KG&sex=f', 400, 'At most two'],
    ['/staff/export.csv?widen=1', 400, 'neither the period nor a filter'],
  ])('refuse %s and say why', async (path, status, says) => {
    const { ask } = await signedIn(db(), 'viewer')
    const response = await ask(path)
    expect(response.status).toBe(status)
    expect(await words(response)).toContain(says)
  })

  it('ask a stranger to sign in, and take nothing but GET', async () => {
    for (const path of ['/staff/export.csv', '/staff/export.xlsx']) {
      expect((await askFor(openPages(db()), path)).status).toBe(303)
      expect((await askFor(openPages(db()), path, { method: 'POST', form: {} })).status).toBe(405)
    }
  })

  it('say so while the database is away', async () => {
    const { ask } = await signedIn(db(), 'viewer', { health: () => ({ ...well, databaseAway: true }) })
    expect((await ask('/staff/export.csv')).status).toBe(503)
  })
})

describe('before anything was counted', () => {
  onEachDatabase('an export', (db) => {
    it('is not an empty table but a page that says what to do', async () => {
      const { ask } = await signedIn(db(), 'viewer')
      const response = await ask('/staff/export.csv')
      expect(response.status).toBe(404)
      expect(await words(response)).toContain('Nothing to show yet')
    })
  })
})
