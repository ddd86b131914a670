import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { openMemory } from '../databases.ts'
import { featureScript } from '../flow/features.ts'
import { realScript } from '../walker.ts'
import { openBot, openTelegram, problemsIn, type Shown, type Telegram, until } from './rig.ts'

let db: Db
let telegram: Telegram
let bot: Awaited<ReturnType<typeof openBot>>
let id = 100

beforeAll(async () => {
  db = await openMemory()
  telegram = await openTelegram()
  bot = await openBot({ telegram, script: realScript(), db })
})
afterAll(async () => {
  expect(await problemsIn(telegram)).toEqual([])
  await bot.close()
  await telegram.close()
  await db.close()
})
beforeEach(async () => {
  id++
  await telegram.say(id, '/start')
  await telegram.seen(id, 'Выберите язык')
  await telegram.tap(id, 'Русский')
  await telegram.seen(id, 'Три вещи')
  await telegram.tap(id, 'Далее')
  await telegram.seen(id, 'посчитать')
  await telegram.tap(id, 'Продолжить')
  await telegram.seen(id, 'Что вам нужно')
})

const bots = async (): Promise<Shown[]> => (await telegram.chat(id)).filter(({ from }) => from === 'bot')
const idle = () =>
  until(async () => (bot.bot.health().inFlight === 0 ? true : undefined), 'everything to be handled')
const exposures = async () =>
  Number((await db.run('select count(*)::int as n from event where kind = 4', []))[0]?.n)

describe('a reply', () => {
  it('that is shown already is a success', async () => {
    const last = (await bots()).at(-1)
    const data = 'n:ru:entry-ban.fines'
    const before = await exposures()
    for (let n = 0; n < 3; n++)
      await telegram.post(`/sim/users/${id}/taps`, { message_id: last?.message_id, data })
    await telegram.seen(id, 'Два штрафа')
    await idle()
    expect((await bots()).length).toBe(1)
    expect(await exposures()).toBe(before + 3)
  })

  it('becomes a new message when the old one is gone', async () => {
    const last = (await bots()).at(-1)
    await telegram.post('/sim/faults', { method: 'editMessageText', status: 400, times: 1 })
    await telegram.post(`/sim/users/${id}/taps`, {
      message_id: last?.message_id,
      data: 'n:ru:entry-ban.fines',
    })
    await idle()
    await telegram.say(id, '/menu')
    await telegram.seen(id, 'Что вам нужно')
  })

  it('is sent again when Telegram asks to wait, and counted once', async () => {
    const before = await exposures()
    await telegram.post('/sim/faults', { method: 'editMessageText', status: 429, retry_after: 1, times: 1 })
    await telegram.tap(id, 'Россия')
    await telegram.seen(id, 'Правила меняются')
    await telegram.tap(id, 'Полиция и запреты')
    await telegram.seen(id, 'Опасность прямо сейчас')
    await telegram.tap(id, 'Запрет на въезд')
    await telegram.seen(id, 'Два разных списка')
    await idle()
    expect(await exposures()).toBe(before + 1)
  })

  it('survives an answer that is lost after Telegram accepted', async () => {
    await telegram.post('/sim/faults', { method: 'sendMessage', status: 0, times: 1, after_accepting: true })
    await telegram.say(id, '/menu')
    await telegram.seen(id, 'Что вам нужно')
    await idle()
    await telegram.tap(id, 'Россия')
    await telegram.seen(id, 'Правила меняются')
  })

  it('to a person who blocked the bot makes no exposure and ends nothing', async () => {
    const last = (await bots()).at(-1)
    await telegram.post('/sim/faults', { method: 'editMessageText', status: 403, times: 1 })
    const before = await exposures()
    await telegram.post(`/sim/users/${id}/taps`, {
      message_id: last?.message_id,
      data: 'n:ru:entry-ban.fines',
    })
    const blocked = async () =>
      (await db.run(`select 1 from account where reachable = 'blocked'`, [])).length === 1 ? true : undefined
    await until(blocked, 'the mark')
    expect(await exposures()).toBe(before)
    await telegram.say(id, '/menu')
    await telegram.seen(id, 'Что вам нужно')
  })

  it('that is kept stays as a message without buttons, and the chat goes on below it', async () => {
    await telegram.say(id, '/start ban')
    await telegram.seen(id, 'Запрет')
    await telegram.tap(id, 'Сохранить')
    await telegram.seen(id, 'осталась в чате')
    const [kept, now] = (await bots()).slice(-2)
    expect(kept?.buttons).toEqual([])
    expect(kept?.text).toContain('Запрет')
    expect(now?.buttons.length).toBeGreaterThan(0)
  })

  it('of voice or a photo is kind, and nothing is fetched', async () => {
    for (const media of ['voice', 'photo', 'document', 'sticker']) {
      await telegram.post(`/sim/users/${id}/messages`, { media })
      await telegram.seen(id, 'Бот это не открывал')
    }
    const calls = await telegram.calls()
    expect(calls.filter(({ method }) => method === 'getFile')).toEqual([])
  })
})

describe('/clear', () => {
  it('takes the bot’s messages away and leaves one', async () => {
    for (const command of ['/menu', '/privacy', '/mydata']) {
      const before = (await bots()).length
      await telegram.say(id, command)
      await until(async () => ((await bots()).length > before ? true : undefined), command)
    }
    await idle()
    await telegram.say(id, '/clear')
    await telegram.seen(id, 'Сообщения бота убраны')
    await until(async () => ((await bots()).length === 1 ? true : undefined), 'one message')
  })
})

describe('/forget', () => {
  it('asks once, then everything of the person goes', async () => {
    const accounts = async () => Number((await db.run('select count(*)::int as n from account', []))[0]?.n)
    const before = await accounts()
    await telegram.say(id, '/forget')
    await telegram.seen(id, /даль|удал/i)
    expect(await accounts()).toBe(before)
    await telegram.tap(id, 'Удалить')
    await until(async () => ((await accounts()) === before - 1 ? true : undefined), 'the account to go')
    await idle()
    await telegram.say(id, '/menu')
    await telegram.seen(id, /./)
  })
})

describe('the bot’s profile', () => {
  it('is set in every language, and its failure stops nothing', async () => {
    const other = await openTelegram()
    for (const method of ['setMyCommands', 'setMyName', 'setMyDescription', 'setMyShortDescription']) {
      await other.post('/sim/faults', { method, status: 400, times: 100 })
    }
    const failing = await openBot({
      telegram: other,
      script: realScript(),
      db: await openMemory(),
    })
    await other.say(1, '/start')
    await other.seen(1, 'Выберите язык')
    expect(failing.logged.some(({ message }) => message.includes('profile'))).toBe(true)
    await failing.close()
    await other.close()
    const calls = (await telegram.calls()).filter(({ method }) => method === 'setMyCommands')
    expect(calls.map(({ payload }) => payload.language_code ?? '')).toEqual([
      '',
      'ky',
      'ru',
      'tg',
      'uz',
      'kk',
      'en',
    ])
  })
})

describe('a card with a picture, a document or a voice file', () => {
  it.each(['picture', 'document', 'voice'] as const)('sends the %s with its words below', async (kind) => {
    const root = mkdtempSync(join(tmpdir(), 'sapar-media-'))
    mkdirSync(join(root, 'content', 'media'), { recursive: true })
    const onePixel =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='
    writeFileSync(join(root, 'content', 'media', 'map.png'), Buffer.from(onePixel, 'base64'))
    const other = await openTelegram()
    const database = await openMemory()
    const media = await openBot({ telegram: other, script: featureScript(kind), db: database, root })
    await other.say(1, '/start visit')
    await other.seen(1, /./)
    await other.tap(1, 'Русский')
    const shown = await other.seen(1, 'Первая карточка')
    expect(shown.media?.kind).toBe({ picture: 'photo', document: 'document', voice: 'voice' }[kind])
    expect(shown.buttons.length).toBeGreaterThan(5)
    expect(await problemsIn(other)).toEqual([])
    await media.close()
    await database.close()
    await other.close()
  })
})
