import { beforeAll, beforeEach, expect, it } from 'vitest'
import { openSession, whoHas } from '../../src/access/sessions.ts'
import { readSpreadsheet } from '../../src/documents/spreadsheet.ts'
import type { Db } from '../../src/store/db.ts'
import { onEachDatabase } from '../databases.ts'
import { pageTexts } from '../documents/pdf-text.ts'
import { seedCounted } from './counted.ts'
import { askFor, openPages, signedIn, well, words } from './rig.ts'

const path = '/staff/reports/2026-10'
const evil = '=HYPERLINK("https://evil.example","x") <script>alert(1)</script>'

async function actions(db: Db): Promise<string[]> {
  const rows = await db.run('select action from audit order by id', [])
  return rows.map(({ action }) => String(action))
}

onEachDatabase('monthly reports', (db) => {
  beforeAll(() => seedCounted(db(), { accounts: 400, days: 80 }))
  let earlier = 0
  const audited = async (db: Db) => (await actions(db)).slice(earlier)
  beforeEach(async () => {
    await db().run('delete from monthly_report', [])
    earlier = (await actions(db())).length
  })
  const admin = () => signedIn(db(), 'admin')
  const finish = async () => (await admin()).ask(`${path}/finish`, { form: {} })
  const correct = async (reason: string, after = '1') =>
    (await admin()).ask(`${path}/correct`, { form: { reason, after } })
  const page = async (rest = '') => words(await (await signedIn(db(), 'viewer')).ask(`${path}${rest}`))

  it('are a list of the months since the campaign began, each with its state', async () => {
    const said = await words(await (await signedIn(db(), 'viewer')).ask('/staff/reports'))
    expect(said).toContain('November 2026 not over yet')
    expect(said).toContain('October 2026 not final yet; can be made final now')
    expect(said).not.toContain('August 2026')
  })

  it('show the month, and what it is about, before anybody made it final', async () => {
    const said = await page()
    for (const each of [
      'Report for October 2026',
      'Not final; as counted now',
      'Filters none',
      'Time zone Asia/Bishkek',
      'Made at 24 Nov 2026, 14:02',
      'Synthetic data.',
      'How it is counted',
    ])
      expect(said).toContain(each)
    expect(await page('/../2026-11')).toContain('These numbers are provisional.')
  })

  it('stay as they are once final, whatever is counted later, with a hash that fits', async () => {
    expect((await finish()).status).toBe(303)
    const before = await page()
    expect(before).toMatch(/Revision 1, final since 24 Nov 2026/)
    expect(before).toMatch(/[0-9a-f]{64} The numbers fit this hash/)
    const [, reached = ''] = /Accounts reached (\d+)/.exec(before) ?? []
    await db().run('update reach_count set n = n + 1000 where n > 20', [])
    expect(await page()).toContain(`Accounts reached ${reached} `)
    expect(await page('?revision=0')).toContain(`Accounts reached ${reached} 1,${reached}`)
    await db().run('update reach_count set n = n - 1000 where n > 1020', [])
    expect(await audited(db())).toEqual(['report.finish'])
  })

  it('are made final once, by a double click too', async () => {
    const { ask } = await admin()
    const both = await Promise.all([ask(`${path}/finish`, { form: {} }), ask(`${path}/finish`, { form: {} })])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
    const third = await ask(`${path}/finish`, { form: {} })
    expect(third.status).toBe(409)
    expect(await words(third)).toContain('This report is final already. Nothing was changed.')
    expect(await audited(db())).toEqual(['report.finish'])
  })

  it('say loudly that stored numbers were changed', async () => {
    await finish()
    await db().run(
      `update monthly_report set body = jsonb_set(body, '{view,headlines,0,value,count}', '99999')`,
      [],
    )
    const said = await page()
    expect(said).toContain('Do not use this report: its numbers do not fit their hash.')
    expect(said).toContain('THE NUMBERS DO NOT FIT THIS HASH.')
  })

  it('are corrected by a further revision with its reason, and the old one stays', async () => {
    await finish()
    await db().run('update reach_count set n = n + 1000 where n > 20', [])
    expect((await correct(evil)).status).toBe(303)
    await db().run('update reach_count set n = n - 1000 where n > 1020', [])
    const response = await (await signedIn(db(), 'viewer')).ask(path)
    const html = await response.text()
    expect(html).toContain('Revision 2, final since')
    expect(html).toContain('What changed since revision 1')
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toContain('<script>alert')
    const old = await page('?revision=1')
    expect(old).toContain('Revision 1, final since')
    expect(old).not.toContain('What changed since')
    expect(await audited(db())).toEqual(['report.finish', 'report.correct'])
    const again = await correct('counted twice', '1')
    expect(again.status).toBe(409)
    expect(await words(again)).toContain('Somebody else made a new revision meanwhile')
  })

  it.each(['', '  ', 'ab', 'x'.repeat(301), 'a\u0000b'])(
    'take no correction with the reason %j',
    async (reason) => {
      await finish()
      expect((await correct(reason)).status).toBe(422)
      expect(await audited(db())).toEqual(['report.finish'])
    },
  )

  it('cannot be made final before the 4th of the next month', async () => {
    const { who } = await admin()
    for (const [at, says] of [
      ['2026-12-03T17:59:00Z', 'from 4 Dec 2026 on'],
      ['2026-12-03T18:01:00Z', 'not counted to its end yet'],
    ] as const) {
      const now = () => new Date(at)
      const token = await openSession(db(), { staff: who.staff, browser: 'a test', now: now() })
      const csrf = (await whoHas(db(), token, now()))?.csrf ?? ''
      const asked = { method: 'POST', form: { csrf }, headers: { cookie: `sapar=${token}` } }
      const response = await askFor(openPages(db(), { now }), '/staff/reports/2026-11/finish', asked)
      expect(response.status).toBe(409)
      expect(await words(response)).toContain(says)
    }
    expect(await audited(db())).toEqual([])
  })

  it('are a PDF of A4 pages with the same numbers', async () => {
    await finish()
    const response = await (await signedIn(db(), 'viewer')).ask(`${path}.pdf`)
    expect(response.headers.get('content-type')).toBe('application/pdf')
    const pdf = new Uint8Array(await response.arrayBuffer())
    const text = pageTexts(pdf).join('\n')
    expect(text).toContain('Report for October 2026')
    expect(text).toContain('Synthetic data.')
    expect(text).toContain('The numbers fit this hash')
    const [, reached = ''] = /Accounts reached (\d+)/.exec(await page()) ?? []
    expect(text).toContain(`Accounts reached${reached}`)
    expect(Buffer.from(pdf).toString('latin1')).toMatch(/MediaBox \[0 0 595\.28 841\.89\]/)
  })

  it('are an XLSX file with what changed on a sheet of its own', async () => {
    await finish()
    await correct(evil)
    const response = await (await signedIn(db(), 'viewer')).ask(`${path}.xlsx`)
    const sheets = await readSpreadsheet(new Uint8Array(await response.arrayBuffer()))
    expect(sheets[1]?.name).toBe('What changed since revision 1')
    expect(sheets[0]?.rows).toContainEqual(['Reason for the correction', evil.replace(/\s+/g, ' ')])
  })

  it.each([
    ['/staff/reports/2026-13', 404, 'is no period'],
    ['/staff/reports/2026-12', 404, 'has not begun yet'],
    ['/staff/reports/2025-01.pdf', 404, 'before the campaign began'],
    ['/staff/reports/nonsense', 404, 'is no period'],
    [`${path}?revision=7`, 404, 'has no revision 7'],
    [`${path}?revision=x`, 404, 'has no revision x'],
    [`${path}?language=ky`, 400, 'always shows the whole month'],
  ])('refuse %s and say why', async (asked, status, says) => {
    const response = await (await signedIn(db(), 'viewer')).ask(asked)
    expect(response.status).toBe(status)
    expect(await words(response)).toContain(says)
  })

  it('are made final by admins only, and by no stranger', async () => {
    for (const role of ['viewer', 'editor', 'broadcaster', 'auditor'] as const) {
      const { ask } = await signedIn(db(), role)
      expect((await ask(`${path}/finish`, { form: {} })).status).toBe(403)
      expect((await ask(`${path}/correct`, { form: { reason: 'because', after: '1' } })).status).toBe(403)
      expect(await words(await ask(path))).not.toContain('Make this report final')
    }
    const pages = openPages(db())
    expect((await askFor(pages, path)).status).toBe(303)
    expect((await askFor(pages, `${path}/finish`, { method: 'POST', form: {} })).status).toBe(401)
    expect((await askFor(pages, `${path}/finish`)).status).toBe(405)
    expect((await askFor(pages, path, { method: 'POST', form: {} })).status).toBe(405)
    expect(await audited(db())).toEqual([])
  })

  it('draw their chart from the same numbers, and say so while the database is away', async () => {
    const { ask } = await signedIn(db(), 'viewer')
    const chart = await ask(`${path}/chart.svg?revision=0&theme=dark&size=narrow`)
    expect(chart.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
    expect(await chart.text()).toContain('<svg')
    const away = await signedIn(db(), 'viewer', { health: () => ({ ...well, databaseAway: true }) })
    expect((await away.ask(path)).status).toBe(503)
  })
})
