import { createServer, type Server } from 'node:http'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadContent } from '../../src/content/load.ts'
import { loadFlows } from '../../src/flow/load.ts'
import { makeStaffApp } from '../../src/staff/app.tsx'
import { staffListener } from '../../src/staff/listener.ts'
import { type Db, openEmbedded } from '../../src/store/db.ts'
import { seed, seededRandom } from '../../src/store/seed.ts'
import { openBrowser } from '../browser.ts'
import { freePort } from '../postgres-server.ts'

const now = new Date('2026-11-24T08:02:00Z')
const content = loadContent('.', [])
const { script } = loadFlows('.', content, [])
const health = { databaseAway: false, spoolBytes: 0, setAside: 0, lost: 0 }

let db: Db
let server: Server
let browser: Browser
let address: string

beforeAll(async () => {
  db = await openEmbedded('memory://')
  await db.migrate()
  const cards = ['papers.start', 'entry-ban.start', 'job-trap.start', 'help.start']
  await seed(db, { accounts: 300, days: 40, now, cards, languages: ['ky', 'ru'], random: seededRandom(3) })
  server = createServer(
    staffListener(makeStaffApp({ db, content, script, now: () => now, health: () => health })),
  )
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${port}/staff`
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  await db?.close()
})

it.each(['light', 'dark'] as const)('fits a phone 360 wide, all of it open (%s)', async (colorScheme) => {
  const page = await browser.newPage({ viewport: { width: 360, height: 800 }, colorScheme })
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(address, { waitUntil: 'networkidle' })
  for (const summary of await page.locator('summary').all()) await summary.click()
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  expect(await page.evaluate('document.querySelector("picture img").naturalWidth')).toBe(300)
  expect(await page.evaluate('document.querySelector("picture img").currentSrc')).toContain(
    `theme=${colorScheme}`,
  )
  expect(complaints).toEqual([])
  await page.close()
})

it('explains a number to who uses the keyboard only', async () => {
  const page = await browser.newPage()
  await page.goto(address)
  // Past the links to the two pages.
  for (let times = 0; times < 3; times++) await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.locator('details').first().getAttribute('open')).toBe('')
  expect(await page.locator('.more').first().isVisible()).toBe(true)
  await page.close()
})
