import { execFileSync } from 'node:child_process'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../browser.ts'
import { openRig, type Rig } from './rig.ts'

let rig: Rig
let browser: Browser
let page: Page
let answering = true
const problems: string[] = []

/** A bot that greets, and says which button was pressed. */
async function answerPeople() {
  const keyboard = { inline_keyboard: [[{ text: 'Ооба', callback_data: 'yes' }]] }
  let offset = 0
  while (answering) {
    const updates = await rig.updates({ offset, timeout: 1 })
    for (const { update_id, message, callback_query: query } of updates) {
      offset = update_id + 1
      if (message) {
        const text = `<b>Салам!</b> ${message.text} &lt;img&gt;`
        await rig.call('sendMessage', {
          chat_id: message.chat.id,
          text,
          parse_mode: 'HTML',
          reply_markup: keyboard,
        })
      }
      if (!query) continue
      await rig.call('answerCallbackQuery', { callback_query_id: query.id, text: 'Кабыл алынды' })
      const { message_id } = query.message
      await rig.call('editMessageText', { chat_id: query.from.id, message_id, text: `Тандоо: ${query.data}` })
    }
  }
}

let bot: Promise<void>

beforeAll(async () => {
  execFileSync(process.execPath, [
    'node_modules/typescript/bin/tsc',
    '-p',
    'src/simulator/page/tsconfig.json',
  ])
  rig = await openRig()
  await rig.call('setMyDescription', { description: 'Мигранттар үчүн' })
  await rig.call('setMyCommands', { commands: [{ command: 'help', description: 'Жардам' }] })
  bot = answerPeople()
  browser = await openBrowser()
  const context = await browser.newContext({ viewport: { width: 360, height: 720 } })
  page = await context.newPage()
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (line) => {
    if (line.type() === 'error' && !line.location().url.endsWith('/sim/bot')) problems.push(line.text())
  })
})
afterAll(async () => {
  await browser?.close()
  answering = false
  await bot
  await rig.close()
})

test('a person starts the bot, taps a button and uses the commands menu with the keyboard', async () => {
  await page.goto(`${rig.url}/chat?start=CODE`)
  await page.getByText('Мигранттар үчүн').waitFor()
  await page.getByRole('button', { name: 'START' }).click()
  await page.getByText('Салам! /start CODE <img>').waitFor()
  expect(await page.locator('.bubble b').innerText()).toBe('Салам!')
  expect(await page.locator('.bubble img').count()).toBe(0)

  await page.getByRole('button', { name: 'Ооба' }).click()
  await page.getByText('Тандоо: yes').waitFor()
  await page.getByRole('status').getByText('Кабыл алынды').waitFor()

  await page.getByRole('button', { name: 'Commands' }).press('Enter')
  await page.getByRole('menuitem', { name: '/help Жардам' }).waitFor()
  await page.keyboard.press('Escape')
  expect(await page.getByRole('menu').count()).toBe(0)
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await page.getByText('Салам! /help').waitFor()
})

test('fits a narrow phone, with targets that a thumb can meet', async () => {
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
  for (const button of await page.locator('button:visible').all()) {
    const box = await button.boundingBox()
    expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(44)
  }
})

test('remembers people and shows all of them side by side on a wide screen', async () => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await page.getByRole('button', { name: '+ Person' }).click()
  expect(await page.locator('.phone:visible').count()).toBe(2)
  await page.reload()
  await page.getByText('Салам! /help').waitFor()
  expect(await page.locator('.phone:visible').count()).toBe(2)
  expect(problems).toEqual([])
})
