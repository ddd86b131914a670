import { beforeAll, expect, it } from 'vitest'
import type { Cell } from '../../src/reach/suppress.ts'
import { type Overview, overview } from '../../src/report/overview.ts'
import { seed, seededRandom } from '../../src/store/seed.ts'
import { onEachDatabase } from '../databases.ts'

const now = new Date('2026-11-24T14:30:00Z')
const inPeriod = `at >= '2026-10-26T00:00+06:00' and at < '2026-11-25T00:00+06:00'`
const firsts = `(
  select account, min(at) as at from event join account on account.id = event.account
  where kind = 4 and not staff group by account) f where ${inPeriod}`
const counted = `event where kind = 4 and ${inPeriod}
  and (account is null or account in (select id from account where not staff))`
const day = `to_char(at + interval '6 hours', 'YYYY-MM-DD')`

onEachDatabase('each number of the overview', (db) => {
  let numbers: Overview
  const count = async (statement: string) =>
    Object.fromEntries((await db().run(statement, [])).map(({ key, n }) => [String(key), Number(n)]))

  beforeAll(async () => {
    const random = seededRandom(11)
    await seed(db(), {
      accounts: 900,
      days: 60,
      now,
      cards: ['papers.start', 'papers.more', 'ban.start', 'help.start'],
      topics: ['papers', 'ban'],
      languages: ['ky', 'ru', 'en'],
      random,
    })
    await db().run('update account set staff = true where id % 17 = 0', [])
    await db().run('update event set account = null where account % 19 = 0', [])
    await db().run('delete from account where id % 19 = 0', [])
    numbers = await overview(db(), {
      days: 30,
      today: '2026-11-24',
      timeZone: 'Asia/Bishkek',
      languages: ['ky', 'ru', 'en'],
      topics: ['papers', 'ban'],
      topicOf: (card) => card.split('.')[0] ?? card,
    })
  })

  it('equals a plain recount: accounts started', async () => {
    const { n } = await count(`
      select 'n' as key, count(*) as n from (
        select account, min(at) as at from event join account on account.id = event.account
        where kind = 1 and not staff group by account) f where ${inPeriod}`)
    expect(n).toBeGreaterThan(200)
    expect(numbers.started).toBe(n)
  })

  it('equals a plain recount: accounts reached, each day and in all', async () => {
    const days = await count(`select ${day} as key, count(*) as n from ${firsts} group by 1`)
    expect(numbers.reached).toBe(sum(days))
    for (const each of numbers.daily)
      expect([each.day, each.reached]).toEqual([each.day, days[each.day] ?? 0])
  })

  it('equals a plain recount: cards shown, each day and in all', async () => {
    const days = await count(`select ${day} as key, count(*) as n from ${counted} group by 1`)
    expect(numbers.exposures).toBe(sum(days))
    for (const each of numbers.daily)
      expect([each.day, each.exposures]).toEqual([each.day, days[each.day] ?? 0])
  })

  it('equals a plain recount: by language', async () => {
    const shown = await count(`select language as key, count(*) as n from ${counted} group by 1`)
    const reached = await count(`
      select language as key, count(*) as n from (
        select (select e.language from event e where e.account = f.account and e.kind = 4 order by e.at limit 1) as language
        from ${firsts}) x group by 1`)
    expect(numbers.byLanguage).toHaveLength(3)
    for (const row of numbers.byLanguage) {
      expect([row.language, countOf(row.exposures)]).toEqual([row.language, shown[String(row.language)]])
      expect([row.language, countOf(row.reached)]).toEqual([row.language, reached[String(row.language)]])
    }
  })

  it('equals a plain recount: by topic', async () => {
    const cards = await count(`
      select split_part(item.name, '.', 1) as key, count(*) as n from (select item from ${counted}) c
      join item on item.id = c.item group by 1`)
    const rows = numbers.byTopic.map(({ topic, exposures }) => [topic, countOf(exposures)])
    expect(Object.fromEntries(rows)).toEqual(cards)
  })
})

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, n) => all + n, 0)
const countOf = (cell: Cell) => (cell.kind === 'exact' ? cell.count : cell.kind)
