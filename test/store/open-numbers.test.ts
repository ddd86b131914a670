import { beforeAll, expect, it } from 'vitest'
import { seededRandom } from '../../src/campaign/random.ts'
import { topicsOfCards } from '../../src/counting.ts'
import { publishCounts } from '../../src/store/open-numbers.ts'
import { Rollup } from '../../src/store/rollup.ts'
import { seed } from '../../src/store/seed.ts'
import { seedContent } from '../../src/store/seed-content.ts'
import { onEachDatabase } from '../databases.ts'
import { realScript } from '../walker.ts'
import { settled } from './lives.ts'

const now = new Date('2026-11-24T08:00:00Z')
const content = seedContent(realScript(), topicsOfCards(realScript()))
const views = [
  'activity',
  'activity_people',
  'annotation',
  'card',
  'contact',
  'entry_code',
  'logframe',
  'month_by',
  'month_total',
  'quiz',
  'spend',
  'state',
  'topic',
]

onEachDatabase('the open numbers', (db) => {
  const rows = (statement: string) => db().run(statement, [])
  const number = async (statement: string) => Number((await rows(`select (${statement})::int as n`))[0]?.n)
  const months = async (view: string, where = 'true') =>
    (
      await rows(
        `select distinct to_char(month, 'YYYY-MM') as month from open_numbers.${view} where ${where} order by 1`,
      )
    ).map(({ month }) => month)

  beforeAll(async () => {
    await seed(db(), { accounts: 1500, days: 200, now, content, random: seededRandom(4) })
    await settled(db())
    await new Rollup(db()).catchUp({ timeZone: content.timeZone, today: '2026-11-24', now })
    expect(await publishCounts(db())).toBeGreaterThan(50)
  })

  it('are the views that the documentation names, each of them and each column with its words', async () => {
    const found = await rows(
      `select c.relname as view, obj_description(c.oid) as says, (
         select string_agg(a.attname, ', ') from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and col_description(c.oid, a.attnum) is null) as silent
       from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'open_numbers' order by 1`,
    )
    expect(found.map(({ view }) => view)).toEqual(views)
    for (const { view, says, silent } of found) {
      expect([view, String(says).length > 10]).toEqual([view, true])
      expect([view, silent]).toEqual([view, null])
    }
  })

  it('are of closed months only; what accounts do later is waited for', async () => {
    expect((await months('month_total', `measure = 'reached'`)).at(-1)).toBe('2026-10')
    expect((await months('month_total', `measure = 'funnel_card'`)).at(-1)).toBe('2026-10')
    expect((await months('month_total', `measure = 'returned_30'`)).at(-1)).toBe('2026-09')
    expect((await months('activity_people')).at(-1)).toBe('2026-10')
  })

  it('are the exact totals where they are told', async () => {
    const wrong = `select 1 from open_numbers.month_total o
      join reach_count r on r.start = o.month and r.span = 'month' and r.segment = 0 and r.measure = 2
      where o.measure = 'reached' and o.shown = 'exact' and r.n <> o.count`
    expect(await rows(wrong)).toEqual([])
    expect(
      await number(
        `select count(*) from open_numbers.month_total where measure = 'reached' and shown = 'exact'`,
      ),
    ).toBeGreaterThan(4)
  })

  it('have no count from 1 to 9, and none where it is not told', async () => {
    const counts = {
      month_total: 'count',
      month_by: 'count',
      activity_people: 'count',
      topic: 'begun',
      card: 'exposures',
      contact: 'opened',
      quiz: 'finished',
      entry_code: 'reached',
    }
    for (const [view, column] of Object.entries(counts)) {
      const small = `select count(*) from open_numbers.${view} where ${column} between 1 and 9`
      expect([view, await number(small)]).toEqual([view, 0])
    }
    expect(
      await number(
        `select count(*) from open_numbers.month_by where (shown = 'exact') <> (count is not null)`,
      ),
    ).toBe(0)
    expect(await number(`select count(*) from open_numbers.month_by where shown = 'few'`)).toBeGreaterThan(20)
    expect(await number(`select count(*) from open_numbers.month_by where shown = 'exact'`)).toBeGreaterThan(
      20,
    )
  })

  it('never change once they are there, whatever happens to the counts', async () => {
    const all = () => rows('select * from open_numbers.month_by order by 1, 2, 3, 4')
    const before = await all()
    await rows('update reach_part set n = n + 1')
    expect(await publishCounts(db())).toBe(0)
    expect(await all()).toEqual(before)
  })

  it('follow staff who correct an activity', async () => {
    const people = () =>
      number(
        `select sum(count) from open_numbers.activity_people where breakdown = 'total' and month = '2026-09-01'`,
      )
    const before = await people()
    await rows(
      `insert into activity (day, district, kind, partner, people, remark, at)
       values ('2026-09-12', 'Osh', 'training', '', '{"total": 40, "women": 25}', '', now())`,
    )
    await publishCounts(db())
    expect(await people()).toBe(before + 40)
  })
})
