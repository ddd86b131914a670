import type { Db } from './db.ts'

/*
 * Tries are kept by the minute. The row of this minute is locked while it is counted up: of many tries at once each
 * sees a number of its own.
 */
const hit = `
with p as (select j->>'name' as name, (j->>'at')::timestamptz as at, (j->>'minutes')::int * interval '1 minute' as span
           from (select $1::text::jsonb as j) x),
now_tried as (
  insert into throttle (name, began, tries) select name, date_trunc('minute', at), 1 from p
  on conflict (name, began) do update set tries = throttle.tries + 1 returning tries),
before as (
  select coalesce(sum(t.tries), 0) as tries, min(t.began) as began from throttle t, p
  where t.name = p.name and t.began > p.at - p.span and t.began < date_trunc('minute', p.at))
select now_tried.tries + before.tries as tries,
  ceil(extract(epoch from coalesce(before.began, date_trunc('minute', p.at)) + p.span - p.at)) as wait
from now_tried, before, p`

/**
 * Notes a try of something and answers how often it was tried in the last minutes, this one included, and in how many
 * seconds the oldest of these tries is forgotten.
 */
export async function countTry(
  db: Db,
  tried: { name: string; at: string; minutes: number },
): Promise<{ tries: number; wait: number }> {
  const [row] = await db.run(hit, [JSON.stringify(tried)])
  return { tries: Number(row?.tries), wait: Number(row?.wait) }
}
