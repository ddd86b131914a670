import { eventNumbers } from '../reach/catalogue.ts'
import type { Db } from '../store/db.ts'
import { begins, ends, ofStaff, type Period, paramsOf } from './period.ts'

/** Accounts reached for the first time; the parts of each map sum up to the total. */
export type Reached = {
  total: number
  /** By day, YYYY-MM-DD; a day without any is missing. */
  byDay: ReadonlyMap<string, number>
  /** By the language in use at the first exposure; null where none was chosen. */
  byLanguage: ReadonlyMap<string | null, number>
}

const question = `
with earliest as (
  select distinct on (e.account) e.account, e.at, e.language
  from event e
  where e.kind = ${eventNumbers.card_shown} and e.at >= ${begins} and e.at < ${ends} and e.account is not null
  order by e.account, e.at, e.language),
first as (
  select (e.at at time zone $1::text)::date as day, e.language
  from earliest e
  where not ${ofStaff}
    and not exists (
      select from event b where b.account = e.account and b.kind = ${eventNumbers.card_shown} and b.at < ${begins}))
select grouping(day)::int as without_day, to_char(day, 'YYYY-MM-DD') as day, language, count(*)::int as n
from first group by grouping sets ((day), (language))`

/**
 * **reached, new** (design, section 4): accounts whose first ever exposure (`card_shown`) is in the period. A /start
 * or a broadcast alone is not reach. Forgotten accounts are none.
 */
export async function countReached(db: Db, period: Period): Promise<Reached> {
  const byDay = new Map<string, number>()
  const byLanguage = new Map<string | null, number>()
  let total = 0
  for (const row of await db.run(question, paramsOf(period))) {
    const n = Number(row.n)
    if (row.without_day === 0) {
      byDay.set(String(row.day), n)
      total += n
    } else byLanguage.set(row.language === null ? null : String(row.language), n)
  }
  return { total, byDay, byLanguage }
}
