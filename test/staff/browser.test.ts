import { createServer, type Server } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { seededRandom } from '../../src/campaign/random.ts'
import { tongues } from '../../src/content/interface.ts'
import { staffListener } from '../../src/staff/listener.ts'
import type { Db } from '../../src/store/db.ts'
import { Rollup } from '../../src/store/rollup.ts'
import { openBrowser } from '../browser.ts'
import { openMemory } from '../databases.ts'
import { freePort } from '../postgres-server.ts'
import { addAccount } from '../report/events.ts'
import { add, lives, startOver } from '../store/lives.ts'
import { now, signedIn } from './rig.ts'

let db: Db
let server: Server
let browser: Browser
let address: string
let cookie: { name: string; value: string; url: string }

beforeAll(async () => {
  db = await openMemory()
  await db.migrate()
  await startOver(db)
  const accounts = Array.from({ length: 200 }, (_, at) => at + 1)
  for (const id of accounts) await addAccount(db, { id })
  await add(db, lives(seededRandom(3), accounts, '2026-09-01', 80))
  await new Rollup(db).catchUp({ timeZone: 'Asia/Bishkek', today: '2026-11-24', now: now() })
  const { app, cookie: signed } = await signedIn(db, 'editor')
  server = createServer(staffListener(app))
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${port}/staff`
  const [name = '', value = ''] = signed.split('=')
  cookie = { name, value, url: address }
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  await db?.close()
})

async function open(path: string, look: { width: number; colorScheme: 'light' | 'dark' }) {
  const context = await browser.newContext({
    viewport: { width: look.width, height: 800 },
    colorScheme: look.colorScheme,
  })
  await context.addCookies([cookie])
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(address + path, { waitUntil: 'networkidle' })
  return { page, complaints, close: () => context.close() }
}

const widthOf = (page: Page) => page.evaluate('document.documentElement.scrollWidth')

const views = tongues.flatMap((tongue) => [
  { tongue, path: '', colorScheme: 'light' as const },
  { tongue, path: '?period=2026-10&language=ky', colorScheme: 'dark' as const },
  { tongue, path: '/flow/registration', colorScheme: 'light' as const },
])

it.each(views)(
  'fits a phone 360 wide, all of it open ($tongue, /staff$path, $colorScheme)',
  async ({ tongue, path, colorScheme }) => {
    await db.run(`update staff_account set tongue = '${tongue}'`, [])
    const { page, complaints, close } = await open(path, { width: 360, colorScheme })
    await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true')
    expect(await widthOf(page)).toBe(360)
    expect(await page.evaluate('document.querySelector("picture img").naturalWidth')).toBeGreaterThan(290)
    expect(await page.evaluate('document.querySelector("picture img").currentSrc')).toContain(
      `theme=${colorScheme}`,
    )
    expect(complaints).toEqual([])
    await close()
  },
)

it('takes filters away with Esc, and is walked by keyboard', async () => {
  await db.run(`update staff_account set tongue = 'en'`, [])
  const { page, close } = await open('?period=2026-10&language=ky', { width: 1200, colorScheme: 'light' })
  await page.keyboard.press('Escape')
  await page.waitForURL('**/staff?period=2026-10')
  await page.locator('summary.meaning').first().focus()
  await page.keyboard.press('Enter')
  expect(await page.locator('.more').first().isVisible()).toBe(true)
  await close()
})

it('chooses other months with the browser’s own picker, without a script', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false })
  await context.addCookies([cookie])
  const page = await context.newPage()
  await page.goto(address)
  await page.locator('summary', { hasText: 'Other months' }).click()
  await page.locator('input[name=from]').fill('2026-09')
  await page.locator('input[name=to]').fill('2026-10')
  await page.locator('.choose button').click()
  expect(page.url()).toContain('period=2026-09..2026-10')
  expect(await page.locator('.steps strong').textContent()).toBe('September 2026 – October 2026')
  await context.close()
})
