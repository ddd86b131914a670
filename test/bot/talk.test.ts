import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { onEachDatabase } from '../databases.ts'
import { realScript } from '../walker.ts'
import { openBot, openTelegram, problemsIn, type Telegram, until } from './rig.ts'

async function events(db: Db): Promise<Record<string, number>> {
  const rows = await db.run('select kind::int, count(*)::int as n from event group by kind', [])
  return Object.fromEntries(rows.map(({ kind, n }) => [String(kind), Number(n)]))
}

onEachDatabase('a person who talks to the bot', (db) => {
  let telegram: Telegram
  let bot: Awaited<ReturnType<typeof openBot>>
  beforeAll(async () => {
    telegram = await openTelegram()
    bot = await openBot({ telegram, script: realScript(), db: db() })
  })
  afterAll(async () => {
    expect(await problemsIn(telegram)).toEqual([])
    await bot.close()
    await telegram.close()
  })

  it('is greeted, chooses a language, and every step is counted', async () => {
    await telegram.say(1, '/start')
    await telegram.seen(1, 'Выберите язык')
    await telegram.tap(1, 'Русский')
    await telegram.seen(1, 'Три вещи до дороги')
    await telegram.tap(1, 'Далее')
    await telegram.seen(1, 'Можно вас посчитать?')
    await telegram.tap(1, 'Продолжить')
    const menu = await telegram.seen(1, 'Что вам нужно')
    expect(menu.buttons.flat().map(({ text }) => text)).toContain('Срочная помощь')
    await until(async () => ((await events(db()))['4'] === 1 ? true : undefined), 'the exposure')
    expect(await events(db())).toEqual({ 1: 1, 2: 1, 3: 1, 4: 1 })
  })

  it('sees one message edited in place, and a new one after typing, with the old keyboard gone', async () => {
    const bots = (await telegram.chat(1)).filter(({ from }) => from === 'bot')
    expect(bots.length).toBe(1)
    await telegram.say(1, 'салам')
    await telegram.seen(1, 'Спросите своими словами')
    const [old] = await until(async () => {
      const messages = (await telegram.chat(1)).filter(({ from }) => from === 'bot')
      return messages.length === 2 && messages[0]?.buttons.length === 0 ? messages : undefined
    }, 'the old keyboard to go')
    expect(old?.buttons).toEqual([])
  })
})
