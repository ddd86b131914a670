import { expect, it } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { replayRecord } from '../../src/store/replay.ts'
import type { SpoolRecord } from '../../src/store/spool.ts'
import { type Group, type TurnRow, writeGroup } from '../../src/store/turns.ts'
import { onEachDatabase } from '../databases.ts'

const early = '2026-11-24T08:00:00.000Z'
const late = '2026-11-24T09:00:00.000Z'
const lookupOf = (n: number) => n.toString(16).padStart(32, '0')
const record = (update: number, person: number, more: Partial<SpoolRecord> = {}): SpoolRecord => ({
  update,
  lookup: lookupOf(person),
  chat: 'AAAA',
  at: late,
  received: late,
  language: null,
  counting: null,
  stopped: null,
  source: null,
  segment: 'ky|||||||',
  forget: false,
  blocked: false,
  delivered: true,
  events: [{ kind: 4, item: 'a.b', value: null }],
  ...more,
})
const turn = (update: number, account: number, more: Partial<TurnRow> = {}): TurnRow => ({
  update,
  account,
  fresh: true,
  version: 0,
  lookup: lookupOf(account),
  chat: 'AAAA',
  state: { language: 'ru' },
  language: 'ru',
  counting: 'counted',
  stopped: false,
  source: 'none',
  secrets: null,
  secrets_until: null,
  at: early,
  cards: ['a.b'],
  reachable: 'yes',
  forget: false,
  uncount: false,
  ...more,
})
const save = (db: Db, ...turns: TurnRow[]) =>
  writeGroup(db, { turns, events: [], requests: [], tallies: [], outcomes: [] } satisfies Group)
const replay = (db: Db, given: SpoolRecord, account = 999_000 + given.update) =>
  replayRecord(db, given, { fresh: { account, state: { language: given.language } }, day: '2026-11-24' })
const one = async (db: Db, sql: string) => (await db.run(sql, []))[0]

onEachDatabase('replaying a spooled turn', (db) => {
  it('counts it once, however often it is replayed', async () => {
    await save(db(), turn(1, 101))
    await replay(db(), record(2, 101))
    await replay(db(), record(2, 101))
    expect(await one(db(), 'select count(*)::int as n from event where account = 101')).toEqual({ n: 1 })
  })

  it('makes an account of a person whom the database has not met', async () => {
    await replay(db(), record(12, 112, { language: 'ky', source: 'poster' }), 5112)
    expect(await one(db(), 'select language, source, version from account where id = 5112')).toEqual({
      language: 'ky',
      source: 'poster',
      version: 1,
    })
  })

  it('leaves a newer state alone', async () => {
    await save(db(), turn(21, 121, { at: late, language: 'en' }))
    await replay(db(), record(22, 121, { received: early, language: 'ky', stopped: true }))
    expect(await one(db(), 'select language, stopped from account where id = 121')).toEqual({
      language: 'en',
      stopped: false,
    })
  })

  it('drops the uncounted and counts their day', async () => {
    await save(db(), turn(31, 131))
    await replay(db(), record(32, 131, { counting: 'uncounted' }))
    await replay(db(), record(33, 131))
    expect(await one(db(), 'select count(*)::int as n from event where account = 131')).toEqual({ n: 0 })
    expect(await one(db(), `select sum(count)::int as n from uncounted_day where kind = 4`)).toEqual({ n: 2 })
  })

  it('forgets, and a late write of the same person does not un-forget', async () => {
    await replay(db(), record(41, 141, { source: 'none' }), 5141)
    await replay(db(), record(42, 141, { forget: true }))
    expect(await save(db(), turn(41, 141))).toEqual([])
    expect(
      await one(
        db(),
        `select count(*)::int as n from account where lookup = decode('${lookupOf(141)}', 'hex')`,
      ),
    ).toEqual({ n: 0 })
    expect(await one(db(), 'select count(*)::int as n from event where account = 5141')).toEqual({ n: 0 })
  })

  it('gives a turn its exposures whose write was given up and came through after all', async () => {
    await save(db(), turn(51, 151))
    await replay(db(), record(51, 151))
    await replay(db(), record(51, 151))
    expect(await one(db(), 'select count(*)::int as n from event where account = 151 and kind = 4')).toEqual({
      n: 1,
    })
  })

  it('marks who blocked the bot, and makes no account of a stranger who did', async () => {
    await save(db(), turn(61, 161))
    await replay(db(), record(62, 161, { blocked: true }))
    expect(await one(db(), 'select reachable from account where id = 161')).toEqual({ reachable: 'blocked' })
    await replay(db(), record(63, 163, { blocked: true }), 5163)
    expect(await one(db(), 'select count(*)::int as n from account where id = 5163')).toEqual({ n: 0 })
  })
})
