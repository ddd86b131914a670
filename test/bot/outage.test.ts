import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { noteOutage, Outages } from '../../src/store/outages.ts'
import { onEachDatabase, openMemory } from '../databases.ts'
import { realScript } from '../walker.ts'
import { openBot, openTelegram, type Telegram, until } from './rig.ts'

const notes = (db: Db) =>
  db.run(
    `select to_char(day, 'YYYY-MM-DD') as day, to_char(until, 'YYYY-MM-DD') as until, kind, text, staff from annotation order by id`,
    [],
  )
const minutes = (n: number) => n * 60_000
const note = (day: string, until: string | null = null) => ({
  day,
  until,
  kind: 'outage',
  text: '',
  staff: null,
})

describe('an outage', () => {
  let telegram: Telegram
  let db: Db
  let time: Date
  const now = () => time
  const wait = (ms: number) => {
    time = new Date(time.getTime() + ms)
  }
  beforeEach(async () => {
    telegram = await openTelegram()
    db = await openMemory()
    // 23:50 in Bishkek.
    time = new Date('2026-11-24T17:50:00Z')
  })
  afterEach(async () => {
    await telegram.close()
    await db.close()
  })

  it('of Telegram is noted beside the charts when it is over and took more than 10 minutes', async () => {
    const bot = await openBot({ telegram, script: realScript(), db, now })
    const fails = async () => {
      await telegram.post('/sim/faults', { method: 'getUpdates', times: 1000 })
      // An answer ends the poll under way, so that the fault meets the next.
      await telegram.say(1, '/start')
      await until(
        async () => (bot.bot.health().telegram?.failingSince === null ? undefined : true),
        'a failed poll',
      )
    }
    const answersAgain = async () => {
      await fetch(`${telegram.url}/sim/faults`, { method: 'DELETE' })
      await until(
        async () => (bot.bot.health().telegram?.failingSince === null ? true : undefined),
        'Telegram to answer',
      )
    }
    await fails()
    wait(minutes(9))
    await answersAgain()
    expect(bot.bot.health().telegram?.lastError?.what).toBe('unreachable')
    await fails()
    wait(minutes(11))
    await answersAgain()
    const found = await until(
      async () => ((await notes(db)).length > 0 ? await notes(db) : undefined),
      'the note',
    )
    expect(found).toEqual([note('2026-11-24', '2026-11-25')])
    await bot.close()
  })

  it('of the database is noted once it is back', async () => {
    let broken = false
    const run: Db['run'] = (statement, params) =>
      broken
        ? Promise.reject(Object.assign(new Error('away'), { code: 'ECONNREFUSED' }))
        : db.run(statement, params)
    const bot = await openBot({ telegram, script: realScript(), db: { ...db, run }, now })
    broken = true
    await telegram.say(1, '/start')
    await telegram.seen(1, 'Выберите язык')
    expect(bot.bot.health().databaseAway).toBe(true)
    wait(minutes(30))
    broken = false
    await until(async () => (bot.bot.health().databaseAway ? undefined : true), 'the database to be back')
    const found = await until(
      async () => ((await notes(db)).length > 0 ? await notes(db) : undefined),
      'the note',
    )
    expect(found).toEqual([note('2026-11-24', '2026-11-25')])
    await bot.close()
  })
})

onEachDatabase('the note of an outage', (db) => {
  beforeEach(async () => {
    await db().run('delete from annotation', [])
  })
  const at = new Date('2026-11-24T08:00:00Z')

  it('is one for all replicas that come back together, and for a second one of the same day', async () => {
    const span = { day: '2026-11-24', until: '2026-11-24', at }
    await Promise.all([noteOutage(db(), span), noteOutage(db(), span), noteOutage(db(), span)])
    expect(await notes(db())).toEqual([note('2026-11-24')])
    await noteOutage(db(), { ...span, until: '2026-11-25' })
    expect(await notes(db())).toEqual([note('2026-11-24'), note('2026-11-24', '2026-11-25')])
  })

  it('waits until the database takes it', async () => {
    let broken = true
    let time = at
    const transaction: Db['transaction'] = (work) =>
      broken ? Promise.reject(new Error('away')) : db().transaction(work)
    const parts = {
      db: { ...db(), transaction },
      timeZone: 'Asia/Bishkek',
      now: () => time,
      log: () => undefined,
    }
    const outages = new Outages(parts)
    outages.began('telegram')
    outages.began('telegram')
    time = new Date(at.getTime() + minutes(20))
    await outages.ended('telegram')
    expect(await notes(db())).toEqual([])
    broken = false
    await outages.ended('telegram')
    await outages.ended('telegram')
    expect(await notes(db())).toEqual([note('2026-11-24')])
  })
})
