import type { Change } from '../reach/account-changes.ts'
import { dimensions } from '../reach/segment.ts'
import type { Run } from './db.ts'

/** What the counts need of a segment: its coarse part, and the value of each dimension in their order, empty where it is not known. */
export type SegmentParts = { coarse: number; values: readonly string[] }

const read = `
select id, coarse, json_build_array(${dimensions.map((name) => `coalesce(${name}, '')`).join(', ')}) as values
from segment where id in (select value::int from jsonb_array_elements_text($1::text::jsonb))`

const key = (of: string) =>
  `coalesce(${of}.language, '') || '|' || coalesce(${of}.origin, '') || '|' || coalesce(${of}.destination, '') || '|||||'`
const make = `
insert into segment (key, language, origin, destination)
select distinct ${key('s')}, s.language, s.origin, s.destination from segment s
where s.id in (select value::int from jsonb_array_elements_text($1::text::jsonb)) order by 1
on conflict (key) do nothing`
const tie = `
update segment s set coarse = c.id from segment c
where s.id in (select value::int from jsonb_array_elements_text($1::text::jsonb)) and c.key = ${key('s')}`

/** The parts of each segment that changes. Coarse ones that are new (of the same language, origin and destination alone) are made. */
export async function segmentParts(run: Run, changes: readonly Change[]): Promise<Map<number, SegmentParts>> {
  const ids = [...new Set(changes.map(({ segment }) => segment))]
  if (ids.length === 0) return new Map()
  const rows = await run(read, [JSON.stringify(ids)])
  const loose = rows.filter(({ coarse }) => coarse === null).map(({ id }) => Number(id))
  if (loose.length === 0) return byId(rows)
  await run(make, [JSON.stringify(loose)])
  await run(tie, [JSON.stringify(loose)])
  return byId(await run(read, [JSON.stringify(ids)]))
}

function byId(rows: readonly Record<string, unknown>[]): Map<number, SegmentParts> {
  return new Map(
    rows.map(({ id, coarse, values }) => [
      Number(id),
      { coarse: Number(coarse), values: values as readonly string[] },
    ]),
  )
}
