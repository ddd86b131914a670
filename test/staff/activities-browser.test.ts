import { createServer, type Server } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSession } from '../../src/access/sessions.ts'
import { staffListener } from '../../src/staff/listener.ts'
import { addActivity } from '../../src/store/activities.ts'
import type { Db } from '../../src/store/db.ts'
import { addFigure } from '../../src/store/logframe.ts'
import { addSpend } from '../../src/store/spend.ts'
import { addStaff } from '../../src/store/staff.ts'
import { openBrowser } from '../browser.ts'
import { openMemory } from '../databases.ts'
import { freePort } from '../postgres-server.ts'
import { now, openPages } from './rig.ts'

let db: Db
let server: Server
let browser: Browser
let address: string
let token: string

beforeAll(async () => {
  db = await openMemory()
  await db.migrate()
  const staff = await addStaff(db, {
    name: 'Somebody with a Long Name',
    role: 'editor',
    at: now().toISOString(),
  })
  token = await openSession(db, { staff, browser: 'a test', now: now() })
  const by = { staff, at: now() }
  const words = {
    partner: 'An organisation',
    remark: 'w'.repeat(90),
    evidenceLink: `https://a.kg/${'x'.repeat(80)}`,
  }
  const people = { total: 20, women: 12, men: 8, '18-24': 5, 'age-unknown': 15 }
  const entry = {
    day: '2026-11-01',
    district: 'Ноокат',
    kind: 'shg-session' as const,
    people,
    entryCode: 'shg',
    ...words,
  }
  await addActivity(db.run, entry, undefined, by)
  const figure = {
    indicator: 'reached',
    kind: 'target' as const,
    day: '2027-09-30',
    value: '20000',
    evidence: 'Annex 2',
  }
  await addFigure(db.run, figure, by)
  await addSpend(
    db.run,
    { day: '2026-03-01', output: null, amount: '12500.50', what: 'Posters', evidence: 'Invoice' },
    by,
  )
  const { app } = openPages(db, { actuals: async () => ({ kind: 'exact', count: 5000 }) })
  server = createServer(staffListener(app))
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${port}`
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  await db?.close()
})

async function openPage(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext(options)
  await context.addCookies([{ name: 'sapar', value: token, url: address }])
  return context.newPage()
}

/** How far to the right what is on the page reaches; what scrolls in a box of its own ends at the box. */
const reach = `Math.max(...[...document.querySelectorAll('main *')]
  .filter((each) => each.parentElement.closest('.scroll') === null)
  .map((each) => each.getBoundingClientRect().right))`

describe.each(['en', 'ru', 'ky'])('in %s', (tongue) => {
  it.each([
    '/staff/activities',
    '/staff/activities/new',
    '/staff/activities/import',
    '/staff/logframe',
    '/staff/logframe/indicator/reached',
    '/staff/logframe/spend',
  ])('%s fits a phone 360 wide, and names every field', async (path) => {
    await db.run('update staff_account set tongue = $1::text', [tongue])
    const page = await openPage({ viewport: { width: 360, height: 800 } })
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    await page.goto(`${address}${path}`)
    for (const summary of await page.locator('main summary').all()) await summary.click()
    expect(await page.evaluate(reach)).toBeLessThanOrEqual(360)
    const nameless = `[...document.querySelectorAll('main :is(input:not([type=hidden]), select, textarea)')]
      .filter((each) => each.labels.length === 0).length`
    expect(await page.evaluate(nameless)).toBe(0)
    expect(complaints).toEqual([])
    await page.context().close()
  })
})

it('prints the logframe on A4 across, black on white, without what can only be clicked', async () => {
  await db.run(`update staff_account set tongue = 'en'`, [])
  const page = await openPage({ colorScheme: 'dark' })
  await page.goto(`${address}/staff/logframe`)
  await page.emulateMedia({ media: 'print' })
  for (const gone of ['.pages', '.as-of', '.doors', 'footer', '.meaning'])
    expect([gone, await page.locator(gone).first().isVisible()]).toEqual([gone, false])
  const colours = `(({ color, backgroundColor }) => [color, backgroundColor])(getComputedStyle(document.body))`
  expect(await page.evaluate(colours)).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)'])
  const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1')
  const boxes = [...pdf.matchAll(/\/MediaBox ?\[0 0 ([\d.]+) ([\d.]+)\]/g)].map(([, wide, high]) => [
    Math.round(Number(wide)),
    Math.round(Number(high)),
  ])
  expect(boxes.length).toBeGreaterThan(0)
  for (const box of boxes) expect(box).toEqual([842, 595])
  await page.context().close()
})

it('an import works without a script, by the keyboard', async () => {
  await db.run(`update staff_account set tongue = 'en'`, [])
  const page = await openPage({ javaScriptEnabled: false })
  await page.goto(`${address}/staff/activities/import`)
  const csv = 'Date,District,Type of activity,Women\n20.11.2026,Batken,Training,14\n'
  await page.setInputFiles('#file', { name: 'log.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  for (const step of ['Go on', 'Check the rows', 'Write 1 row']) {
    await page.getByRole('button', { name: step }).focus()
    await page.keyboard.press('Enter')
    await page.waitForLoadState()
  }
  await page.getByText('Rows written: 1').waitFor()
  expect(await page.getByText('Batken').last().isVisible()).toBe(true)
  await page.context().close()
})
