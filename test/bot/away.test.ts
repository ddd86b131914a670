import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { type Db, openPostgres } from '../../src/store/db.ts'
import { freshPostgres } from '../databases.ts'
import { freePort, startPostgres } from '../postgres-server.ts'
import { realScript } from '../walker.ts'
import { openBot, openTelegram, problemsIn, type Telegram, until } from './rig.ts'

type Bot = Awaited<ReturnType<typeof openBot>>

async function greet(telegram: Telegram, id: number): Promise<void> {
  await telegram.say(id, '/start')
  await telegram.seen(id, 'Выберите язык')
  await telegram.tap(id, 'Русский')
  await telegram.seen(id, 'Три вещи до дороги')
  await telegram.tap(id, 'Далее')
  await telegram.seen(id, 'Можно вас посчитать?')
  await telegram.tap(id, 'Продолжить')
  await telegram.seen(id, 'Что вам нужно')
}
const number = async (db: Db, sql: string) => Number((await db.run(sql, []))[0]?.n)

describe.skipIf(inject('postgres') === null)('while the database is away', () => {
  let telegram: Telegram
  let db: Db
  let bot: Bot
  let server: { url: string; stop: () => Promise<void> } | undefined
  let folder: string
  let port: number

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sapar-pg-'))
    port = await freePort()
    server = await startPostgres(port, folder)
    db = await openPostgres(server?.url ?? '')
    telegram = await openTelegram()
    bot = await openBot({ telegram, script: realScript(), db })
  })
  afterEach(async () => {
    await bot.close()
    await db.close()
    await server?.stop()
    await telegram.close()
  })

  it('cards, contacts, emergencies, quizzes, /stop and /forget still answer, and all of it is counted once, later', async () => {
    await greet(telegram, 1)
    await greet(telegram, 2)
    const before = await until(
      async () =>
        (await number(db, 'select count(*)::int as n from event where kind = 4')) === 2 ? 2 : undefined,
      'two exposures',
    )
    await server?.stop()
    await telegram.tap(1, 'Россия')
    await telegram.seen(1, 'Правила меняются')
    expect(bot.bot.health().databaseAway).toBe(true)
    await telegram.tap(1, 'Въезд и регистрация')
    await telegram.seen(1, 'Выберите шаг')
    await telegram.tap(1, 'Регистрация')
    await telegram.seen(1, 'Регистрация в России')
    await telegram.tap(1, 'Срочная помощь')
    await telegram.seen(1, '112')
    await telegram.tap(1, 'Полиция, врач, близкие')
    await telegram.seen(1, 'Что случилось?')
    await telegram.tap(1, 'Кто поможет')
    await telegram.seen(1, /./)
    await telegram.say(1, '/start offer')
    await telegram.seen(1, /./)
    await telegram.say(1, '/start sim')
    await telegram.seen(1, 'Первый день в России')
    await telegram.tap(1, 'Купить SIM-карту')
    await telegram.seen(1, 'Купить SIM-карту в России')
    await telegram.tap(1, 'Не полезно')
    await telegram.seen(1, 'ваш голос учтён')
    await telegram.say(1, '/stop')
    await telegram.seen(1, 'Рассылок больше не будет')
    await telegram.say(2, '/forget')
    await telegram.seen(2, /Удалить|удал/)
    await telegram.tap(2, 'Удалить')
    await until(async () => (bot.bot.health().inFlight === 0 ? true : undefined), 'everything to be kept')
    expect(bot.bot.health().spoolBytes).toBeGreaterThan(0)

    server = await startPostgres(port, folder)
    await until(
      async () => (bot.bot.health().databaseAway ? undefined : true),
      'the database to be back',
      30_000,
    )
    expect(bot.bot.health().spoolBytes).toBe(0)
    expect(await number(db, 'select count(*)::int as n from account')).toBe(1)
    expect(await number(db, 'select count(*)::int as n from account where stopped')).toBe(1)
    expect(await number(db, 'select count(*)::int as n from event where kind = 4')).toBeGreaterThan(before)
    expect(await number(db, 'select count(*)::int as n from event where kind = 13')).toBe(1)
    expect(await number(db, 'select count(*)::int as n from event where kind = 17 and value = 0')).toBe(1)
    await telegram.say(1, '/menu')
    await telegram.seen(1, 'Что вам нужно')
    expect(await problemsIn(telegram)).toEqual([])
  })

  it('a person who comes for the first time is served and known afterwards', async () => {
    await server?.stop()
    await telegram.say(3, '/start poster')
    await telegram.seen(3, 'Выберите язык')
    await telegram.tap(3, 'English')
    await telegram.seen(3, 'Three')
    await until(async () => (bot.bot.health().inFlight === 0 ? true : undefined), 'everything to be kept')
    server = await startPostgres(port, folder)
    await until(
      async () => (bot.bot.health().databaseAway ? undefined : true),
      'the database to be back',
      30_000,
    )
    const rows = await db.run("select language, source, state->>'language' as said from account", [])
    expect(rows).toEqual([{ language: 'en', source: 'poster', said: 'en' }])
    await telegram.say(3, '/menu')
    await telegram.seen(3, 'What do you need')
  })

  it('a bot that starts then serves too, and makes its tables when the database comes', async () => {
    await bot.close()
    await db.close()
    await server?.stop()
    db = await openPostgres(server?.url ?? '')
    bot = await openBot({ telegram, script: realScript(), db })
    expect(bot.bot.health().databaseAway).toBe(true)
    server = await startPostgres(port, folder)
    await until(
      async () => (bot.bot.health().databaseAway ? undefined : true),
      'the database to be back',
      30_000,
    )
    await greet(telegram, 4)
  })
})

describe.skipIf(inject('postgres') === null)('while the database is slow', () => {
  it('people are answered from memory after a second, and nothing is counted twice', async () => {
    const url = await freshPostgres()
    const db = await openPostgres(url)
    const telegram = await openTelegram()
    const bot = await openBot({ telegram, script: realScript(), db })
    const other = postgres(url, { max: 1 })
    await greet(telegram, 1)
    const lock = other.begin(async (sql) => {
      await sql`lock table account in access exclusive mode`
      await telegram.tap(1, 'Россия')
      await telegram.seen(1, 'Правила меняются')
      expect(bot.bot.health().databaseAway).toBe(true)
    })
    await lock
    await until(async () => (bot.bot.health().databaseAway ? undefined : true), 'the database to be back')
    expect(bot.bot.health().spoolBytes).toBe(0)
    await telegram.tap(1, 'Меню')
    await telegram.seen(1, 'Что вам нужно')
    const doubled = await db.run(
      'select at, kind, item, count(*) from event group by 1, 2, 3 having count(*) > 1',
      [],
    )
    expect(doubled).toEqual([])
    await bot.close()
    await other.end()
    await db.close()
    await telegram.close()
  })
})
