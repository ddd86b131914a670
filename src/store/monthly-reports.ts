import type { Run } from './db.ts'

/** A report as it is kept. `body` is JSON, `hash` SHA-256 over it, hexadecimal. */
export type NewRevision = {
  /** First day of the month. */
  month: string
  revision: number
  body: unknown
  hash: string
  /** Why it was made anew; empty for the first. */
  reason: string
  staff: number
  /** ISO instant. */
  at: string
}

const add = `
insert into monthly_report (month, revision, body, hash, reason, staff, at)
select (j->>'month')::date, (j->>'revision')::int, j->'body', decode(j->>'hash', 'hex'), j->>'reason',
  (j->>'staff')::int, (j->>'at')::timestamptz
from (select $1::text::jsonb as j) p
where (j->>'revision')::int = (select coalesce(max(m.revision), 0) + 1 from monthly_report m
  where m.month = (j->>'month')::date)
on conflict do nothing returning revision`

/** Keeps the next revision of a month's report. False when it is there already, made by a second click or somebody else. */
export async function addRevision(run: Run, revision: NewRevision): Promise<boolean> {
  return (await run(add, [JSON.stringify(revision)])).length === 1
}
