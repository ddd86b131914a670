import { createServer, type Server } from 'node:http'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSession } from '../../src/access/sessions.ts'
import { type Tongue, tongues } from '../../src/content/interface.ts'
import { staffListener } from '../../src/staff/listener.ts'
import type { Db } from '../../src/store/db.ts'
import { addStaff } from '../../src/store/staff.ts'
import { openBrowser } from '../browser.ts'
import { openMemory } from '../databases.ts'
import { freePort } from '../postgres-server.ts'
import { realScript } from '../walker.ts'
import { openPages } from './rig.ts'

/** A day on which some facts are overdue and many are due. */
const now = () => new Date('2027-01-20T08:00:00Z')

let db: Db
let server: Server
let browser: Browser
let address: string

beforeAll(async () => {
  db = await openMemory()
  await db.migrate()
  const script = realScript()
  const { app } = openPages(db, { content: script.content, script, now })
  server = createServer(staffListener(app))
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${port}/staff/content`
  browser = await openBrowser()
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
  await db?.close()
})

type Look = { width: number; colorScheme: 'light' | 'dark'; tongue?: Tongue }

/** A browser of somebody who has signed in. */
async function opened(path: string, { width, colorScheme, tongue = 'en' }: Look) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
  await signIn(context, tongue)
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  await page.goto(address + path, { waitUntil: 'networkidle' })
  return { page, complaints }
}

async function signIn(context: BrowserContext, tongue: Tongue): Promise<void> {
  const staff = await addStaff(db, { name: 'Aigul', role: 'viewer', at: now().toISOString() })
  await db.run('update staff_account set tongue = $1 where id = $2::int', [tongue, String(staff)])
  const value = await openSession(db, { staff, browser: 'a test', now: now() })
  await context.addCookies([{ name: 'sapar', value, url: address }])
}

/** What sticks out of the room that a page has on a phone. */
const overTheEdge =
  '[...document.querySelectorAll("main *:not(.unseen)")].filter((each) => each.getBoundingClientRect().right > 345)' +
  '.map((each) => each.className + ": " + each.textContent)'

const widthOf = (page: Page) => page.evaluate('document.documentElement.scrollWidth')

it.each(
  tongues.flatMap((tongue) =>
    (
      [
        ['', 'light'],
        ['', 'dark'],
        ['/due', 'light'],
        ['/due/2027-01', 'dark'],
        ['/undialled', 'light'],
        ['/part/topic/ru.patent', 'dark'],
        ['/part/shared/ui', 'light'],
        ['/part/topic/nothing', 'light'],
        ['/card/help.start?lang=ky', 'light'],
        ['/card/job-trap.test?lang=uz-Cyrl&citizenship=KG', 'dark'],
        ['/card/registration.deadline', 'light'],
      ] as const
    ).map(([path, scheme]) => [path, scheme, tongue] as const),
  ),
)(
  'fits a phone 360 wide with everything unfolded: /staff/content%s (%s, %s)',
  async (path, colorScheme, tongue) => {
    const { page, complaints } = await opened(path, { width: 360, colorScheme, tongue })
    await page.evaluate('for (const each of document.querySelectorAll("details")) each.open = true')
    expect(await widthOf(page)).toBe(360)
    expect(await page.evaluate(overTheEdge)).toEqual([])
    expect(complaints.filter((each) => !each.includes('404'))).toEqual([])
    await page.context().close()
  },
)

it('stands the person’s card beside the Russian on a wide screen', async () => {
  const { page } = await opened('/card/help.start?lang=ky', { width: 1280, colorScheme: 'light' })
  const [own, source] = await Promise.all([0, 1].map((at) => page.locator('.phone').nth(at).boundingBox()))
  expect(own?.y).toBe(source?.y)
  expect((own?.x ?? 0) + (own?.width ?? 0)).toBeLessThan(source?.x ?? 0)
  await page.context().close()
})

it('is walked through like the bot: a tap on a button of the phone opens the next card', async () => {
  const { page } = await opened('/card/welcome.useful?lang=ky', { width: 1280, colorScheme: 'light' })
  await page.locator('.phone').first().locator('a.button').first().click()
  await page.waitForURL(/\/card\/welcome\.consent\?lang=ky$/)
  await page.locator('nav.switches a', { hasText: 'Russian' }).click()
  await page.waitForURL(/\/card\/welcome\.consent\?lang=ru$/)
  expect(await page.locator('.phone').count()).toBe(1)
  await page.context().close()
})

it('is walked with the keyboard: from the list to a topic, to a card, and back', async () => {
  const { page } = await opened('', { width: 1280, colorScheme: 'light' })
  const follow = async (selector: string) => {
    await page.locator(selector).first().focus()
    await page.keyboard.press('Enter')
  }
  await follow('.parts a')
  await page.waitForURL(/\/part\/topic\//)
  await follow('.cards a')
  await page.waitForURL(/\/card\//)
  await follow('.way li:last-child a')
  await page.waitForURL(/\/part\/topic\//)
  await follow('.way a')
  await page.waitForURL(/\/staff\/content$/)
  await page.context().close()
})
