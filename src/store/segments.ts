import { dimensions } from '../reach/segment.ts'

const columns = dimensions.join(', ')
const values = dimensions.map((_, at) => `nullif(split_part(key, '|', ${at + 1}), '')`).join(', ')

/**
 * Parts of a statement that turn segment keys into their ids, making those that are new.
 *
 * @param keys a query of one column, `key`
 * @returns two parts of a `with`: the second, `place`, has `id` and `key`
 */
export function segmentIds(keys: string): string {
  return `wanted_segment as (${keys}),
new_segment as (
  insert into segment (key, ${columns}) select key, ${values} from (select distinct key from wanted_segment) w
  where key is not null and key not in (select key from segment) order by key
  on conflict (key) do update set key = excluded.key returning id, key),
place as materialized (
  select id, key from new_segment union all
  select s.id, s.key from segment s
  where s.key in (select key from wanted_segment) and s.key not in (select key from new_segment))`
}
