import { createServer, type Server } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeStaffApp } from '../../src/staff/app.tsx'
import { staffListener } from '../../src/staff/listener.ts'
import type { Db } from '../../src/store/db.ts'
import { openBrowser } from '../browser.ts'
import { freePort } from '../postgres-server.ts'
import { realScript } from '../walker.ts'

/** A day on which some facts are overdue and many are due. */
const now = () => new Date('2027-01-20T08:00:00Z')
const health = () => ({ databaseAway: false, spoolBytes: 0, setAside: 0, lost: 0 })
const noDb = { run: () => Promise.reject(new Error('asked')) } as Partial<Db> as Db

let server: Server
let browser: Browser
let address: string

beforeAll(async () => {
  const script = realScript()
  server = createServer(
    staffListener(makeStaffApp({ db: noDb, content: script.content, script, now, health })),
  )
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${port}/staff/content`
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
})

async function opened(path: string, width: number, colorScheme: 'light' | 'dark') {
  const page = await browser.newPage({ viewport: { width, height: 800 }, colorScheme })
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(address + path, { waitUntil: 'networkidle' })
  return { page, complaints }
}

const widthOf = (page: Page) => page.evaluate('document.documentElement.scrollWidth')

it.each([
  ['', 'light'],
  ['', 'dark'],
  ['/card/help.start?lang=ky', 'light'],
  ['/card/job-trap.test?lang=ky&citizenship=KG', 'dark'],
  ['/card/registration.deadline', 'light'],
] as const)('fits a phone 360 wide with everything unfolded: /staff/content%s (%s)', async (path, scheme) => {
  const { page, complaints } = await opened(path, 360, scheme)
  await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true')
  expect(await widthOf(page)).toBe(360)
  expect(complaints).toEqual([])
  await page.close()
})

it('stands the person’s card beside the Russian on a wide screen', async () => {
  const { page } = await opened('/card/help.start?lang=ky', 1280, 'light')
  const [own, source] = await Promise.all([0, 1].map((at) => page.locator('.phone').nth(at).boundingBox()))
  expect(own?.y).toBe(source?.y)
  expect((own?.x ?? 0) + (own?.width ?? 0)).toBeLessThan(source?.x ?? 0)
  await page.close()
})

it('is walked through like the bot: a tap on a button of the phone opens the next card', async () => {
  const { page } = await opened('/card/welcome.useful?lang=ky', 1280, 'light')
  await page.locator('.phone').first().locator('a.button').first().click()
  await page.waitForURL(/\/card\/welcome\.consent\?lang=ky$/)
  await page.locator('nav.switches a', { hasText: 'Russian' }).click()
  await page.waitForURL(/\/card\/welcome\.consent\?lang=ru$/)
  expect(await page.locator('.phone').count()).toBe(1)
  await page.close()
})
