import { beforeAll, beforeEach, expect, it } from 'vitest'
import { seededRandom } from '../../src/campaign/random.ts'
import { topicsOfCards } from '../../src/counting.ts'
import { stateSchema } from '../../src/flow/state.ts'
import { eventNumbers } from '../../src/reach/catalogue.ts'
import type { Db } from '../../src/store/db.ts'
import { Rollup } from '../../src/store/rollup.ts'
import { hasSynthetic, type SeedRequest, seed } from '../../src/store/seed.ts'
import { seedContent } from '../../src/store/seed-content.ts'
import { onEachDatabase } from '../databases.ts'
import { addAccount } from '../report/events.ts'
import { realScript } from '../walker.ts'
import { settled } from './lives.ts'

const now = new Date('2026-11-24T08:00:00Z')
const content = seedContent(realScript(), topicsOfCards(realScript()))
const request = (start: number, more: Partial<SeedRequest> = {}) => ({
  ...{ accounts: 300, days: 60, now, content, random: seededRandom(start) },
  ...more,
})
const question = { timeZone: content.timeZone, today: '2026-11-24', now }
const contents = async (db: Db) => [
  await db.run('select id, lookup, chat, state, stopped, reachable, created_at from account order by id', []),
  await db.run(
    `select e.at, e.account, e.kind, e.value, item.name, segment.key from event e
     left join item on item.id = e.item join segment on segment.id = e.segment order by 1, 2, 3, 5`,
    [],
  ),
  await db.run('select day, kind, district, people, partner from activity order by day, kind, district', []),
  await db.run('select day, amount, what from spend order by day, amount', []),
]
const tables = [
  'event',
  'account',
  'reach_count',
  'reach_part',
  'reach_counted',
  'activity',
  'spend',
  'logframe_number',
  'annotation',
  'reachable_day',
  'uncounted_day',
  'setting',
]

async function catchUp(db: Db): Promise<void> {
  await settled(db)
  await new Rollup(db).catchUp(question)
}

function ask(db: () => Db) {
  const rows = (statement: string) => db().run(statement, [])
  return {
    rows,
    number: async (statement: string) => Number((await rows(`select (${statement})::int as n`))[0]?.n),
    list: async (statement: string) => (await rows(statement)).map((row) => Object.values(row)[0]),
  }
}

onEachDatabase('seeding', (db) => {
  const { rows, number, list } = ask(db)

  beforeEach(async () => {
    for (const table of tables) await rows(`delete from ${table}`)
    await rows('update reach_state set mark = 0, frozen_as_of = null')
  })

  it('are there after seeding, marked, as many as asked for but those that were forgotten', async () => {
    expect(await hasSynthetic(db())).toBe(false)
    const told: number[] = []
    const made = await seed(db(), { ...request(1), progress: ({ accounts }) => told.push(accounts) })
    expect(made.accounts).toBe(300)
    const kept = await number('select count(*) from account where synthetic and not staff')
    const gone = await number(
      `select count(*) from event where account is null and kind = ${eventNumbers.started}`,
    )
    expect(gone).toBeGreaterThan(2)
    expect(kept + gone).toBe(300)
    expect(await number('select count(*) from event')).toBe(made.events)
    expect(told.at(-1)).toBe(300)
    expect(await hasSynthetic(db())).toBe(true)
  })

  it('are the same for the same chance, and others for another', async () => {
    await seed(db(), request(5))
    const first = await contents(db())
    for (const table of tables) await rows(`delete from ${table}`)
    await seed(db(), request(5))
    expect(await contents(db())).toEqual(first)
    for (const table of tables) await rows(`delete from ${table}`)
    await seed(db(), request(6))
    expect(await contents(db())).not.toEqual(first)
  })

  it('are joined by more when seeding again, and counted anew, with months that are over closed', async () => {
    const started = () =>
      number(`select sum(n) from reach_count where span = 'month' and measure = 1 and segment = 0`)
    const raw = () =>
      number('select count(*) from event where kind = 1 and account is not null and at < now()')
    for (const start of [5, 6]) {
      await seed(db(), request(start))
      await catchUp(db())
      expect(await started()).toBe(await raw())
    }
    expect(await raw()).toBeGreaterThan(530)
    expect(await list(`select to_char(frozen_as_of, 'YYYY-MM-DD') from reach_state`)).toEqual(['2026-11-24'])
    expect(await number(`select count(*) from reach_counted where measure = 4 and day < '2026-11-01'`)).toBe(
      0,
    )
  })

  it('are refused where a real campaign has closed months, and nothing is changed', async () => {
    await addAccount(db(), { id: 5 })
    await rows(`update account set created_at = '2026-09-01'`)
    await rows(`update reach_state set frozen_as_of = '2026-11-24', mark = 3`)
    await expect(seed(db(), request(1))).rejects.toThrow('seed another one')
    expect(await number('select mark from reach_state')).toBe(3)
    expect(await number('select count(*) from event')).toBe(0)
    await rows(`update account set created_at = '2026-11-20'`)
    expect((await seed(db(), request(1))).accounts).toBe(300)
  })
})

onEachDatabase('synthetic accounts', (db) => {
  const { rows, number, list } = ask(db)

  beforeAll(async () => {
    await seed(db(), request(8, { accounts: 3000, days: 365 }))
    await catchUp(db())
  })

  it('can be nobody: neither the number nor the lookup is one that a person could get', async () => {
    expect(await number(`select count(*) from account where id < ${2 ** 47} or length(lookup) = 16`)).toBe(0)
  })

  it('have states that the flow can read', async () => {
    for (const { state } of await rows('select state from account'))
      expect(stateSchema.safeParse({ ...Object(state), version: 1 }).error).toBeUndefined()
  })

  it('do everything that can happen', async () => {
    const kinds = await list('select distinct kind::int from event order by 1')
    expect(kinds).toEqual(Object.values(eventNumbers))
    expect(await list(`select distinct value from event where kind = 17 order by 1`)).toEqual([0, 1])
  })

  it('live in the order of the script, never after now', async () => {
    expect(await number(`select count(*) from event where at >= '${now.toISOString()}'`)).toBe(0)
    const before = (kind: string, earlier: string) =>
      number(`select count(*) from event e where kind = ${kind} and account is not null and not exists (
        select from event s where s.account = e.account and ${earlier} and s.at < e.at)`)
    expect(await before('any (array[2, 3, 4, 5, 6, 7, 8, 9])', 's.kind = 1')).toBe(0)
    expect(await before('4', 's.kind = 2')).toBe(0)
    const ofTopic = 's.kind = 4 and s.item in (select card from card_topic where topic = e.item)'
    expect(await before('5', ofTopic)).toBe(0)
    const ends = [...realScript().flows.values()].flatMap(({ flow, nodes }) =>
      Object.entries(nodes).flatMap(([node, each]) => ('end' in each && each.end ? [`${flow}.${node}`] : [])),
    )
    const last = await list(`select (select item.name from event s join item on item.id = s.item
        where s.account = e.account and s.kind = 4 and s.at < e.at order by s.at desc limit 1)
      from event e where kind = 5 and account is not null`)
    expect(last.length).toBeGreaterThan(100)
    expect(last.filter((card) => !ends.includes(String(card)))).toEqual([])
  })

  it('become fewer from step to step, come back less and less, and leave', async () => {
    const sums = new Map(
      (
        await rows(
          `select measure, sum(n)::int as n from reach_count where span = 'month' and segment = 0 group by 1`,
        )
      ).map(({ measure, n }) => [Number(measure), Number(n)]),
    )
    const falling = (numbers: readonly number[]) => {
      const counts = numbers.map((each) => sums.get(each) ?? 0)
      expect(counts).toEqual([...counts].sort((a, b) => b - a))
      expect(new Set(counts).size).toBe(counts.length)
      expect(counts.at(-1)).toBeGreaterThan(30)
    }
    falling([1, 11, 12, 13, 14])
    falling([2, 15, 16])
    expect(await number(`select count(*) from account where reachable = 'blocked'`)).toBeGreaterThan(20)
    expect(await number('select count(*) from account where stopped')).toBeGreaterThan(10)
    const lastDay = `select sum(n) from reachable_day where day = '2026-11-24'`
    expect(await number(lastDay)).toBe(
      await number(`select count(*) from account where reachable = 'yes' and not stopped`),
    )
  })

  it('grow over the year, more before the season, few at New Year, many after the radio', async () => {
    const starts = (from: string, to: string) =>
      number(`select count(*) from event where kind = 1 and at >= '${from}' and at < '${to}'`)
    const newYear = (await starts('2025-12-29', '2026-01-08')) / 10
    const march = (await starts('2026-03-01', '2026-04-01')) / 31
    const june = (await starts('2026-06-01', '2026-07-01')) / 30
    const november = (await starts('2026-11-01', '2026-11-24')) / 23
    expect(newYear * 2.5).toBeLessThan(march)
    expect(march).toBeGreaterThan(june)
    expect(november).toBeGreaterThan(june)
    const weekday = (days: string) =>
      number(
        `select count(*) from event where kind = 1 and extract(isodow from at + interval '6 hours') in (${days})`,
      )
    expect((await weekday('6, 7')) / 2).toBeGreaterThan(((await weekday('1, 2, 3, 4, 5')) / 5) * 1.1)
    const onAir = `select max(n)::int as n from (select count(*) as n from event join segment on segment.id = event.segment
      where kind = 1 and source = 'radio' group by at::date) x`
    expect((await rows(onAir))[0]?.n).toBeGreaterThan(80)
  })

  it('speak what is spoken where they come from; what some told of themselves is known of them from then on', async () => {
    const speakers = async (origin: string) =>
      Object.fromEntries(
        (
          await rows(`select language, count(distinct account)::int as n from event join segment on segment.id = event.segment
            where origin = '${origin}' group by 1`)
        ).map(({ language, n }) => [String(language), Number(n)]),
      )
    const [kg, tj, uz] = [await speakers('KG'), await speakers('TJ'), await speakers('UZ')]
    expect(kg.ky).toBeGreaterThan((kg.ru ?? 0) * 1.5)
    expect(tj.tg).toBeGreaterThan((tj.ru ?? 0) * 1.5)
    expect(uz.uz).toBeGreaterThan(uz['uz-Cyrl'] ?? 0)
    expect(kg.tg).toBeUndefined()
    for (const dimension of ['destination', 'sex', 'age', 'disability', 'status'])
      expect(await number(`select count(distinct ${dimension}) from segment`)).toBeGreaterThan(1)
  })

  it('that do not want to be counted are in no event, only in numbers of days', async () => {
    const uncounted = `select id from account where counting = 'uncounted'`
    expect(await number(`select count(*) from (${uncounted}) x`)).toBeGreaterThan(20)
    expect(await number(`select count(*) from event where account in (${uncounted})`)).toBe(0)
    expect(await number('select sum(count) from uncounted_day')).toBeGreaterThan(200)
  })

  it('come with work in the field, spend, figures and notes, and all of it says that it is made up', async () => {
    const kinds = await list('select distinct kind from activity where synthetic order by 1')
    expect(kinds).toEqual(['field-event', 'partner', 'posters', 'radio', 'shg-session', 'training'])
    for (const table of ['activity', 'spend', 'logframe_number'])
      expect([table, await number(`select count(*) from ${table} where not synthetic`)]).toEqual([table, 0])
    expect(await number(`select count(*) from logframe_number where evidence not ilike '%synthetic%'`)).toBe(
      0,
    )
    expect(await number(`select count(*) from annotation where text not ilike '%synthetic%'`)).toBe(0)
    expect(await number(`select count(*) from spend where amount <= 0`)).toBe(0)
    const unequal = `select count(*) from activity where kind <> 'radio' and (
      (people->>'total')::int <> (people->>'women')::int + (people->>'men')::int + (people->>'girls')::int + (people->>'boys')::int
      or (people->>'total')::int <> (people->>'under-18')::int + (people->>'18-24')::int + (people->>'25-34')::int + (people->>'35-49')::int)`
    expect(await number(unequal)).toBe(0)
  })
})
