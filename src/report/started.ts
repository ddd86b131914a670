import { eventNumbers } from '../reach/catalogue.ts'
import type { Db } from '../store/db.ts'
import { begins, ends, ofStaff, type Period, paramsOf } from './period.ts'

const question = `
select count(distinct e.account)::int as n
from event e
where e.kind = ${eventNumbers.started} and e.at >= ${begins} and e.at < ${ends}
  and e.account is not null and not ${ofStaff}
  and not exists (
    select from event b where b.account = e.account and b.kind = ${eventNumbers.started} and b.at < ${begins})`

/** **started** (design, section 4): accounts with a first ever /start in the period. Forgotten accounts are none. */
export async function countStarted(db: Db, period: Period): Promise<number> {
  const rows = await db.run(question, paramsOf(period))
  return Number(rows[0]?.n)
}
