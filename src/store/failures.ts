import type { Db } from './db.ts'

const failed = `
insert into failed_update (id, tries, error, at) select (j->>'update')::bigint, 1, j->>'error', now()
from (select $1::text::jsonb as j) p
on conflict (id) do update set tries = failed_update.tries + 1, error = excluded.error, at = excluded.at
returning tries`

/** Counts a failed try of an update; only its id and the error's class are kept. Answers how many there were. */
export async function countFailure(db: Db, update: number, error: string): Promise<number> {
  const rows = await db.run(failed, [JSON.stringify({ update, error })])
  return Number(rows[0]?.tries)
}
