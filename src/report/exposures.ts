import { eventNumbers } from '../reach/catalogue.ts'
import type { Db } from '../store/db.ts'
import { begins, ends, ofStaff, type Period, paramsOf } from './period.ts'

/** Cards shown; the parts of each map sum up to the total. */
export type Exposures = {
  total: number
  /** By day, YYYY-MM-DD; a day without any is missing. */
  byDay: ReadonlyMap<string, number>
  /** By the language in use; null where none was chosen. */
  byLanguage: ReadonlyMap<string | null, number>
  /** By the card's id (`flow.node`). */
  byCard: ReadonlyMap<string | null, number>
}

const question = `
with shown as (
  select (e.at at time zone $1::text)::date as day, e.language, e.item
  from event e
  where e.kind = ${eventNumbers.card_shown} and e.at >= ${begins} and e.at < ${ends} and not ${ofStaff})
select by, to_char(day, 'YYYY-MM-DD') as day, language, item.name as card, n
from (
  select case grouping(day, language, item) when 3 then 'day' when 5 then 'language' else 'card' end as by,
         day, language, item, count(*)::int as n
  from shown group by grouping sets ((day), (language), (item))) counted
left join item on item.id = counted.item`

/**
 * **exposures** (design, section 4): approved cards for which Telegram answered ok, in the period. Those of accounts
 * that were forgotten since still count; those of staff never do.
 */
export async function countExposures(db: Db, period: Period): Promise<Exposures> {
  const by = {
    day: new Map<string | null, number>(),
    language: new Map<string | null, number>(),
    card: new Map<string | null, number>(),
  }
  for (const row of await db.run(question, paramsOf(period))) {
    const kind = row.by === 'day' ? 'day' : row.by === 'language' ? 'language' : 'card'
    by[kind].set(row[kind] === null ? null : String(row[kind]), Number(row.n))
  }
  const byDay = new Map([...by.day].map(([day, n]) => [String(day), n]))
  const total = [...byDay.values()].reduce((sum, n) => sum + n, 0)
  return { total, byDay, byLanguage: by.language, byCard: by.card }
}
