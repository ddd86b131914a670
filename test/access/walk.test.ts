import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Child } from '../bot/child.ts'
import { openBrowser } from '../browser.ts'

/*
 * Signing in as it is done: an admin of the demonstration invites, the invited one opens the line in the chat, asks for
 * a page, taps the number in the chat, and the page opens.
 */
describe('somebody who is invited', () => {
  const demo = new Child({ DATA_DIR: mkdtempSync(join(tmpdir(), 'sapar-walk-')) })
  const complaints: string[] = []
  let browser: Browser
  let admin: Page
  let own: BrowserContext
  let page: Page
  let chat: Page

  const watched = async (context: BrowserContext) => {
    const opened = await context.newPage()
    opened.on('console', (message) => {
      if (/Content Security Policy|Refused/.test(message.text())) complaints.push(message.text())
    })
    opened.on('pageerror', (error) => complaints.push(error.message))
    return opened
  }

  beforeAll(async () => {
    await demo.start()
    browser = await openBrowser()
    admin = await watched(await browser.newContext())
    own = await browser.newContext({ viewport: { width: 360, height: 800 } })
    page = await watched(own)
    chat = await watched(own)
  })
  afterAll(async () => {
    await browser?.close()
    await demo.end('SIGKILL')
  })

  const send = async (line: string) => {
    await chat.getByRole('textbox', { name: 'Message', exact: true }).last().fill(line)
    await chat.getByRole('button', { name: 'Send' }).last().click()
  }

  it('signs in by the bot and stays in, and the admin sees it', async () => {
    expect(demo.out).toMatch(/^staff (http:\/\/127\.0\.0\.1:\d+)\/staff\/demo\/[\w-]{22}\nready \1\n$/)
    await admin.goto(/staff (\S+)/.exec(demo.out)?.[1] ?? '')
    await admin.getByRole('button', { name: 'Enter as demo admin' }).click()
    await admin.goto(`${demo.url}/staff/people`)
    await admin.getByLabel('Name').fill('Айгүл')
    await admin.getByRole('button', { name: 'Invite' }).click()
    const invitation = await admin.locator('.told code').innerText()

    await chat.goto(`${demo.url}/chat`)
    await chat.getByRole('button', { name: /start/i }).last().click()
    await chat.getByText('Тилди тандаңыз').or(chat.getByText('Выберите язык')).last().waitFor()
    await send(invitation)
    await chat.getByText('Айгүл').last().waitFor()

    await page.goto(`${demo.url}/staff`)
    expect(new URL(page.url()).pathname).toBe('/staff/sign-in')
    await page.getByRole('button', { name: 'Begin to sign in' }).click()
    const number = await page.locator('.two-digits').innerText()
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
    await send(await page.locator('.sign-in-steps code').innerText())
    await chat.getByRole('button', { name: number, exact: true }).last().click()
    // The page looks by itself.
    await page.getByRole('button', { name: 'Go on' }).click({ timeout: 20_000 })
    await page.waitForURL(`${demo.url}/staff`)
    await page.goto(`${demo.url}/staff/account`)
    // The chat is in Kyrgyz: so is the page of whoever came by it.
    expect(await page.getByLabel('Аты').inputValue()).toBe('Айгүл')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)

    await admin.goto(`${demo.url}/staff/audit?check=yes`)
    const log = await admin.locator('table').innerText()
    for (const action of ['sign-in.demo', 'staff.invite', 'staff.bind', 'sign-in.open'])
      expect(log).toContain(action)
    expect(await admin.getByRole('status').innerText()).toContain('Whole: 4 rows.')
    expect(await demo.end('SIGTERM')).toBe(0)
    expect(complaints).toEqual([])
  })
})
