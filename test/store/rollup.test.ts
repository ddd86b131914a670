import { beforeEach, expect, it } from 'vitest'
import { seededRandom } from '../../src/campaign/random.ts'
import { measures } from '../../src/reach/measures.ts'
import { dimensions } from '../../src/reach/segment.ts'
import type { Db } from '../../src/store/db.ts'
import { Rollup, type RollupQuestion } from '../../src/store/rollup.ts'
import { onEachDatabase } from '../databases.ts'
import { addAccount } from '../report/events.ts'
import { add, counted, keptIn, lives, question, raw, settled, startOver, topicOf } from './lives.ts'
import { recount, sums } from './recount.ts'

onEachDatabase('the roll-ups', (db) => {
  beforeEach(() => startOver(db()))

  const catchUp = async (rollup: Rollup, asked: RollupQuestion) => {
    await settled(db())
    return rollup.catchUp(asked)
  }
  const sameAsRaw = async () => {
    const told = await raw(db())
    expect(await counted(db())).toEqual(sums(recount(told, topicOf), keptIn))
    for (const dimension of dimensions) {
      const apart = `select r.span, r.start, r.measure, coalesce(s.${dimension}, '') as value, sum(r.n)::int as n
        from reach_count r join segment s on s.id = r.segment where r.item = 0 group by 1, 2, 3, 4 having sum(r.n) <> 0`
      const parts = `select span, start, measure, value, n from reach_part where dimension = '${dimension}' and n <> 0`
      const different = `(${apart} except ${parts}) union all (${parts} except ${apart})`
      expect(await db().run(different, [])).toEqual([])
    }
    return told.length
  }
  /** A day on which the month that everything happens in is not over. */
  const before = { ...question, today: '2026-09-30' }
  const people = async (n: number) => {
    const accounts = Array.from({ length: n }, (_, at) => at + 1)
    for (const id of accounts) await addAccount(db(), { id })
    return accounts
  }
  /** What `writeGroup` and `replayRecord` do with the events of whoever leaves. */
  const forget = (account: number) =>
    db().transaction(async (run) => {
      await run(`update event set account = null where account = ${account}`, [])
      await run(`delete from account where id = ${account}`, [])
      await run(`insert into departed values (${account}) on conflict do nothing`, [])
    })
  const uncount = (account: number) =>
    db().transaction(async (run) => {
      await run(
        `with gone as (delete from event where account = ${account} returning at, item, value, kind, segment, tx)
         insert into event_removed (at, item, value, kind, segment, tx) select * from gone`,
        [],
      )
      await run(`insert into departed values (${account}) on conflict do nothing`, [])
    })

  it.each([1, 2, 3])(
    'equal a recount of raw events, whatever order they came in (chance %i)',
    async (seed) => {
      const random = seededRandom(seed)
      const waiting = lives(random, await people(40), '2026-09-20', 60).sort(() => random() - 0.5)
      const rollup = new Rollup(db())
      while (waiting.length > 0) {
        await add(db(), waiting.splice(0, 1 + Math.floor(random() * 40)))
        if (random() < 0.6) await catchUp(rollup, before)
      }
      await catchUp(rollup, before)
      expect(await sameAsRaw()).toBeGreaterThan(150)
    },
  )

  it.each([4, 5])('equal it when people leave in between, and come back (chance %i)', async (seed) => {
    const random = seededRandom(seed)
    const accounts = await people(30)
    const waiting = lives(random, accounts, '2026-09-20', 40).sort(() => random() - 0.5)
    const rollup = new Rollup(db())
    while (waiting.length > 0) {
      await add(db(), waiting.splice(0, 1 + Math.floor(random() * 15)))
      const account = accounts[Math.floor(random() * accounts.length)] ?? 1
      if (random() < 0.3) await (account % 2 === 0 ? forget : uncount)(account)
      if (random() < 0.4) await catchUp(rollup, before)
    }
    await catchUp(rollup, before)
    await sameAsRaw()
    const [left] = await db().run(
      `select ((select count(*) from departed) + (select count(*) from event_removed))::int as waiting,
        (select count(*)::int from reach_counted where account not in (select account from event where account is not null)) as known`,
      [],
    )
    expect(left).toMatchObject({ waiting: 0, known: 0 })
  })

  it('are the same when nothing new came', async () => {
    await add(db(), lives(seededRandom(6), await people(10), '2026-09-20', 20))
    const rollup = new Rollup(db())
    await catchUp(rollup, before)
    const once = await counted(db())
    expect(await catchUp(rollup, before)).toMatchObject({ events: 0 })
    expect(await counted(db())).toEqual(once)
  })

  it('never count staff', async () => {
    await addAccount(db(), { id: 7, staff: true })
    await add(db(), lives(seededRandom(8), [7], '2026-09-20', 20))
    await catchUp(new Rollup(db()), before)
    expect(await counted(db())).toEqual(new Map())
  })

  it('leave a frozen month as it was, and say what came too late', async () => {
    await people(3)
    const shown = (account: number, at: string) => ({ account, name: 'card_shown', item: 'a.start', at })
    await add(db(), [shown(1, '2026-09-10T08:00:00Z'), shown(2, '2026-10-10T08:00:00Z')])
    const rollup = new Rollup(db())
    const months = async () =>
      (
        await db().run(
          `select to_char(start, 'YYYY-MM') as month, sum(n)::int as n from reach_count
           where span = 'month' and measure = ${measures.reached.number} and segment = 0 group by 1 order by 1`,
          [],
        )
      ).map(({ month, n }) => `${month}: ${n}`)
    await catchUp(rollup, { ...question, today: '2026-10-03' })
    expect(await months()).toEqual(['2026-09: 1', '2026-10: 1'])
    await forget(1)
    await catchUp(rollup, { ...question, today: '2026-10-03' })
    expect(await months()).toEqual(['2026-09: 0', '2026-10: 1'])

    await add(db(), [shown(3, '2026-09-12T08:00:00Z')])
    await catchUp(rollup, { ...question, today: '2026-10-04' })
    expect(await months()).toEqual(['2026-09: 1', '2026-10: 1'])
    await forget(3)
    await add(db(), [shown(2, '2026-09-20T08:00:00Z')])
    await catchUp(rollup, { ...question, today: '2026-10-05' })
    expect(await months()).toEqual(['2026-09: 1', '2026-10: 1'])
    expect(await db().run(`select to_char(month, 'YYYY-MM-DD') as month, n from reach_late`, [])).toEqual([
      { month: '2026-09-01', n: 1 },
    ])
    await forget(2)
    await catchUp(rollup, { ...question, today: '2026-10-06' })
    expect(await months()).toEqual(['2026-09: 1', '2026-10: 0'])
  })

  it('count who was reached in a frozen month never again, also when the events have lost the account', async () => {
    await people(1)
    const shown = (at: string) => ({ account: 1, name: 'card_shown', item: 'a.start', at })
    await add(db(), [shown('2026-08-10T08:00:00Z')])
    const rollup = new Rollup(db())
    await catchUp(rollup, { ...question, today: '2026-10-04' })
    await db().run('update event set account = null', [])
    await add(db(), [shown('2026-10-05T08:00:00Z')])
    await catchUp(rollup, { ...question, today: '2026-10-05' })
    const rows = await db().run(
      `select to_char(start, 'YYYY-MM') as month, n from reach_count where span = 'month' and measure = ${measures.reached.number} and segment = 0`,
      [],
    )
    expect(rows).toEqual([{ month: '2026-08', n: 1 }])
  })

  it('count everything once when several replicas do it while others write', async () => {
    const accounts = await people(30)
    const waiting = lives(seededRandom(9), accounts, '2026-09-20', 30)
    const writers = [0, 1, 2].map(async (writer) => {
      const own = waiting.filter(({ account }) => account % 3 === writer)
      while (own.length > 0) await add(db(), own.splice(0, 7))
    })
    let writing = true
    const counters = [0, 1].map(async () => {
      const rollup = new Rollup(db())
      while (writing) {
        await rollup.catchUp(before)
        await new Promise((resolve) => setImmediate(resolve))
      }
    })
    await Promise.all(writers)
    writing = false
    await Promise.all(counters)
    await catchUp(new Rollup(db()), before)
    await sameAsRaw()
  })

  it('lose nothing when a step breaks off anywhere', async () => {
    await add(db(), lives(seededRandom(10), await people(12), '2026-09-20', 30))
    for (let statement = 1; statement < 10; statement++) {
      let n = 0
      const breaking: Db = {
        ...db(),
        transaction: (work) =>
          db().transaction((run) =>
            work((text, params) => {
              if (++n === statement) return Promise.reject(new Error('broken off'))
              return run(text, params)
            }),
          ),
      }
      await expect(new Rollup(breaking).step(before)).rejects.toThrow('broken off')
    }
    expect(await counted(db())).toEqual(new Map())
    await catchUp(new Rollup(db()), before)
    await sameAsRaw()
  })
})
