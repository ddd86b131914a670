import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { type Db, openPostgres } from '../../src/store/db.ts'
import { type HiddenThing, hide, showAgain } from '../../src/store/hidden.ts'
import { freshPostgres, openMemory } from '../databases.ts'
import { freePort, startPostgres } from '../postgres-server.ts'
import { realScript } from '../walker.ts'
import { openBot, openTelegram, problemsIn, type Telegram, until } from './rig.ts'

const { phrases } = realScript().content
const safe = 'Эту карточку сейчас проверяют'
const title = (key: string) =>
  phrases
    .plain('ru', key)
    .split('\n')[0]
    ?.replace(/<[^>]+>/g, '') ?? ''
const hideNow = (db: Db, thing: HiddenThing) =>
  hide(db.run, { ...thing, reason: 'A test', staff: 1, at: new Date() })

/** Past language and consent, at a flow. */
async function come(telegram: Telegram, person: number, entry: string): Promise<void> {
  const steps = [
    ['Выберите язык', 'Русский'],
    ['Три вещи до дороги', phrases.plain('ru', 'ui.next')],
    ['Можно вас посчитать?', phrases.plain('ru', 'welcome.consent.count')],
  ] as const
  await telegram.say(person, '/start')
  for (const [seen, label] of steps) {
    await telegram.seen(person, seen)
    await telegram.tap(person, label)
  }
  await telegram.seen(person, 'Что вам нужно')
  await telegram.say(person, `/start ${entry}`)
}

/** Asks for help again and again until it is what is expected: how long that takes, in ms. */
async function helpIs(telegram: Telegram, person: number, expected: string): Promise<number> {
  const from = Date.now()
  await until(async () => {
    await telegram.say(person, '/help')
    const last = (await telegram.seen(person, /112/)).text
    return last.includes(expected) ? true : undefined
  }, `help to be ${expected}`)
  return Date.now() - from
}

describe('what staff hide', () => {
  let telegram: Telegram
  let db: Db
  beforeEach(async () => {
    telegram = await openTelegram()
    db = await openMemory()
  })
  afterEach(async () => {
    expect(await problemsIn(telegram)).toEqual([])
    await telegram.close()
    await db.close()
  })

  it('is gone from the conversation within seconds, with the numbers of an emergency, and comes back', async () => {
    const bot = await openBot({ telegram, script: realScript(), db })
    await come(telegram, 1, 'help')
    await telegram.seen(1, title('help.start'))
    const shown = async () =>
      Number(
        (
          await db.run(
            "select count(*)::int as n from event e join item i on i.id = e.item where e.kind = 4 and i.name = 'help.start'",
            [],
          )
        )[0]?.n,
      )
    await until(async () => ((await shown()) === 1 ? true : undefined), 'the exposure')
    await hideNow(db, { kind: 'fact', id: 'ru-c1' })
    expect(await helpIs(telegram, 1, safe)).toBeLessThan(10_000)
    const before = await shown()
    await telegram.say(1, '/help')
    await until(async () => (bot.bot.health().inFlight === 0 ? true : undefined), 'the turn')
    expect(await shown()).toBe(before)
    expect(bot.bot.health().hidden).toBe(1)
    await showAgain(db.run, { kind: 'fact', id: 'ru-c1' })
    expect(await helpIs(telegram, 1, title('help.start'))).toBeLessThan(10_000)
    await bot.close()
  })

  it('is hidden from the first answer after a start on, also when the database is away by then', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sapar-bot-'))
    const first = await openBot({ telegram, script: realScript(), db, folder })
    await hideNow(db, { kind: 'card', id: 'help.start' })
    await first.live.look()
    await first.close()
    const refused = () => Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }))
    const away: Db = { ...db, kind: 'postgres', run: refused, transaction: refused, migrate: refused }
    const second = await openBot({ telegram, script: realScript(), db: away, folder })
    await telegram.say(2, '/start help')
    await telegram.seen(2, safe)
    expect(second.bot.health().databaseAway).toBe(true)
    await second.close()
    const third = await openBot({ telegram, script: realScript(), db })
    await telegram.say(3, '/start help')
    await telegram.seen(3, safe)
    await third.close()
  })

  it('is gone from the offline file, which Telegram then gets anew', async () => {
    const bot = await openBot({ telegram, script: realScript(), db })
    const label = phrases.plain('ru', 'ui.as_pack')
    const told = phrases.html('ru', 'passport-taken.start').split('\n\n')[1] ?? ''
    const keepIt = async (person: number) => {
      await telegram.say(person, '/start keep-it')
      await until(async () => {
        const last = (await telegram.chat(person)).filter(({ from }) => from === 'bot').at(-1)
        return last?.buttons.flat().some(({ text }) => text === label) ? true : undefined
      }, 'the button for the file')
      const files = async () =>
        (await telegram.chat(person)).filter((message) => message.media?.kind === 'document')
      const before = (await files()).length
      await telegram.tap(person, label)
      const url = await until(async () => (await files())[before]?.media?.url, 'the file')
      return await (await fetch(`${telegram.url}${url}`)).text()
    }
    await come(telegram, 1, 'keep-it')
    expect((await keepIt(1)).includes(told)).toBe(true)
    await hideNow(db, { kind: 'card', id: 'passport-taken.start' })
    await hideNow(db, { kind: 'contact', id: 'kg-mfa' })
    await bot.live.look()
    const file = await keepIt(1)
    expect([told, phrases.html('ru', 'contacts.kg-mfa'), safe].map((words) => file.includes(words))).toEqual([
      false,
      false,
      true,
    ])
    expect(bot.files.pack('ky').includes(phrases.html('ky', 'contacts.kg-mfa'))).toBe(false)
    await bot.close()
  })
})

describe.skipIf(inject('postgres') === null)('what staff hide on a server', () => {
  it('is gone at every replica', async () => {
    const url = await freshPostgres()
    const dbs = [await openPostgres(url), await openPostgres(url)]
    const telegram = await openTelegram()
    const bots = []
    for (const db of dbs) bots.push(await openBot({ telegram, script: realScript(), db }))
    const [one] = dbs
    if (one !== undefined) await hideNow(one, { kind: 'card', id: 'help.start' })
    const from = Date.now()
    for (const bot of bots) {
      await until(
        async () => (bot.live.now.hidden.cards.has('help.start') ? true : undefined),
        'each replica to know',
      )
    }
    expect(Date.now() - from).toBeLessThan(10_000)
    for (const bot of bots) await bot.close()
    for (const db of dbs) await db.close()
    await telegram.close()
  })

  it('stays hidden while the database goes away, and no statement piles up meanwhile', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sapar-pg-'))
    const port = await freePort()
    const server = await startPostgres(port, folder)
    const db = await openPostgres(server?.url ?? '')
    const telegram = await openTelegram()
    const bot = await openBot({ telegram, script: realScript(), db })
    await hideNow(db, { kind: 'card', id: 'help.start' })
    await bot.live.look()
    await server?.stop()
    await telegram.say(1, '/start help')
    await telegram.seen(1, safe)
    await until(async () => (bot.bot.health().databaseAway ? true : undefined), 'the database to be missed')
    const asked = db.roundTrips()
    await new Promise((resolve) => setTimeout(resolve, 4500))
    // The bot itself asks every second whether the database is back.
    expect(db.roundTrips() - asked).toBeLessThanOrEqual(9)
    await telegram.say(1, '/help')
    await telegram.seen(1, safe)
    await bot.close()
    await db.close()
    await telegram.close()
  })
})
