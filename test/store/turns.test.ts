import { expect, it } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { type Group, readGroup, type TurnRow, writeGroup } from '../../src/store/turns.ts'
import { onEachDatabase } from '../databases.ts'

const at = '2026-11-24T08:00:00.000Z'
const lookupOf = (n: number) => n.toString(16).padStart(32, '0')

function turn(update: number, account: number, more: Partial<TurnRow> = {}): TurnRow {
  return {
    update,
    account,
    fresh: true,
    version: 0,
    lookup: lookupOf(account),
    chat: 'AAAA',
    state: { place: 'x' },
    language: 'ky',
    counting: 'counted',
    stopped: false,
    source: 'none',
    secrets: null,
    secrets_until: null,
    at,
    cards: ['a.b'],
    reachable: 'yes',
    forget: false,
    uncount: false,
    ...more,
  }
}
function group(more: Partial<Group>): Group {
  return { turns: [], events: [], requests: [], tallies: [], outcomes: [], ...more }
}
const event = (update: number, account: number, item: string | null = null) => ({
  update,
  account,
  at,
  kind: 2,
  item,
  value: null,
  segment: 'ky|||||||',
})
const outcome = (update: number, account: number, more = {}) => ({
  update,
  account,
  at,
  delivered: true,
  cleared: [],
  reachable: null,
  segment: 'ky|||||||',
  messages: [10],
  ...more,
})
async function count(db: Db, where: string): Promise<number> {
  return Number((await db.run(`select count(*)::int as n from ${where}`, []))[0]?.n)
}

onEachDatabase('a group of turns', (db) => {
  it('is saved with its events and read again', async () => {
    const won = await writeGroup(
      db(),
      group({ turns: [turn(1, 101), turn(2, 102)], events: [event(1, 101, 'ky'), event(2, 102)] }),
    )
    expect(won.sort()).toEqual([1, 2])
    const read = await readGroup(db(), [lookupOf(101), lookupOf(999)], [1, 2, 3])
    expect(read.accounts).toMatchObject([
      { id: 101, version: 1, state: { place: 'x' }, keyboard: null, secrets: null },
    ])
    expect(read.seen.sort()).toEqual([1, 2])
    expect(await count(db(), 'event where account in (101, 102)')).toBe(2)
  })

  it('loses to a writer who was faster, with all that belongs to it', async () => {
    await writeGroup(db(), group({ turns: [turn(11, 111)] }))
    const late = turn(12, 111, { fresh: false, version: 0 })
    expect(await writeGroup(db(), group({ turns: [late], events: [event(12, 111)] }))).toEqual([])
    expect(await count(db(), 'event where account = 111')).toBe(0)
    expect(await count(db(), 'seen_update where id = 12')).toBe(0)
  })

  it('makes one account of a person who comes twice at once', async () => {
    await writeGroup(db(), group({ turns: [turn(21, 121)] }))
    const twin = turn(22, 122, { lookup: lookupOf(121) })
    expect(await writeGroup(db(), group({ turns: [twin] }))).toEqual([])
  })

  it('turns a delivered card into one exposure, however often it is said', async () => {
    await writeGroup(db(), group({ turns: [turn(31, 131)] }))
    await writeGroup(db(), group({ outcomes: [outcome(31, 131)] }))
    await writeGroup(db(), group({ outcomes: [outcome(31, 131)] }))
    expect(await count(db(), 'event where account = 131 and kind = 4')).toBe(1)
    expect((await readGroup(db(), [lookupOf(131)], [])).accounts[0]?.keyboard).toBe(10)
  })

  it('makes no exposure of a doubtful reply, nor of the uncounted', async () => {
    await writeGroup(db(), group({ turns: [turn(41, 141), turn(42, 142, { counting: 'uncounted' })] }))
    await writeGroup(db(), group({ outcomes: [outcome(41, 141, { delivered: false }), outcome(42, 142)] }))
    expect(await count(db(), 'event where account in (141, 142)')).toBe(0)
  })

  it('does not take an update that a spool has brought already, however late it comes', async () => {
    await db().run(`insert into seen_update (id, at) values (45, now())`, [])
    expect(await writeGroup(db(), group({ turns: [turn(45, 145)], events: [event(45, 145)] }))).toEqual([])
    expect(await count(db(), 'account where id = 145')).toBe(0)
  })

  it('forgets which messages were deleted', async () => {
    await writeGroup(db(), group({ turns: [turn(46, 146), turn(47, 147)] }))
    await writeGroup(db(), group({ outcomes: [outcome(46, 146, { messages: [1, 2] })] }))
    await writeGroup(db(), group({ outcomes: [outcome(47, 146, { messages: [3], cleared: [1, 2] })] }))
    expect(await db().run('select id::int from sent_message where account = 146', [])).toEqual([{ id: 3 }])
  })

  it('forgets a person: the account goes, events stay without it, nothing comes back later', async () => {
    await writeGroup(db(), group({ turns: [turn(51, 151)], events: [event(51, 151)] }))
    await writeGroup(
      db(),
      group({
        requests: [],
        turns: [turn(52, 151, { fresh: false, version: 1, forget: true })],
        outcomes: [outcome(51, 151)],
      }),
    )
    expect(await count(db(), 'account where id = 151')).toBe(0)
    expect(await count(db(), 'event where account = 151')).toBe(0)
    expect(await count(db(), 'sent_message where account = 151')).toBe(0)
    await writeGroup(db(), group({ outcomes: [outcome(52, 151)] }))
    expect(await count(db(), 'event where account = 151')).toBe(0)
  })

  it('takes the events of a person who does not want to be counted, and counts days instead', async () => {
    await writeGroup(db(), group({ turns: [turn(61, 161)], events: [event(61, 161)] }))
    const quit = turn(62, 161, { fresh: false, version: 1, uncount: true, counting: 'uncounted' })
    await writeGroup(
      db(),
      group({
        turns: [quit],
        tallies: [{ update: 62, day: '2026-11-24', kind: 2 }],
        outcomes: [outcome(61, 161)],
      }),
    )
    expect(await count(db(), 'event where account = 161')).toBe(0)
    expect(await count(db(), 'uncounted_day where kind = 2')).toBe(1)
  })

  it('marks a person whom Telegram says is gone, until that person acts again', async () => {
    await writeGroup(db(), group({ turns: [turn(71, 171)] }))
    await writeGroup(
      db(),
      group({ outcomes: [outcome(71, 171, { delivered: false, reachable: 'blocked' })] }),
    )
    expect(await count(db(), `account where id = 171 and reachable = 'blocked'`)).toBe(1)
    await writeGroup(db(), group({ turns: [turn(72, 171, { fresh: false, version: 1 })] }))
    expect(await count(db(), `account where id = 171 and reachable = 'yes'`)).toBe(1)
  })
})
