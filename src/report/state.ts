import { measures } from '../reach/measures.ts'
import type { Cell } from '../reach/suppress.ts'
import type { Db } from '../store/db.ts'
import { cellOf } from './apart.ts'
import type { Note } from './view.ts'

/** What belongs to every page of numbers besides the numbers of its period. */
export type ReachStateNow = {
  countedAt: string | null
  frozenAsOf: string | null
  reachedInAll: Cell
  reachable: Cell | { kind: 'none'; why: 'not-collected' }
  late: number
  notes: Note[]
  synthetic: boolean
}

const question = `
select
  (select to_char(counted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') from reach_state where id = 1) as counted,
  (select to_char(frozen_as_of, 'YYYY-MM-DD') from reach_state where id = 1) as frozen,
  (select coalesce(sum(n), 0)::int from reach_count
   where span = 'month' and measure = ${measures.reached.number} and item = 0 and segment = 0) as reached,
  (select sum(n)::int from reachable_day where day = (
     select max(day) from reachable_day where day <= (p.j->>'to')::date)) as reachable,
  (select coalesce(sum(n), 0)::int from reach_late
   where month between date_trunc('month', (p.j->>'from')::date)::date and (p.j->>'to')::date) as late,
  exists (select from setting where name = 'synthetic') as synthetic,
  (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'day', to_char(a.day, 'YYYY-MM-DD'),
     'until', to_char(a.until, 'YYYY-MM-DD'), 'kind', a.kind, 'text', a.text, 'by', s.name) order by a.day, a.id), '[]')
   from annotation a left join staff_account s on s.id = a.staff
   where a.removed_at is null and a.day <= (p.j->>'to')::date
     and coalesce(a.until, a.day) >= (p.j->>'from')::date) as notes
from (select $1::text::jsonb as j) p`

export async function readState(
  db: Db,
  asked: { from: string; to: string; today: string },
): Promise<ReachStateNow> {
  const [row] = await db.run(question, [JSON.stringify(asked)])
  if (row === undefined) throw new Error('The state of the numbers cannot be read')
  return {
    countedAt: row.counted === null ? null : String(row.counted),
    frozenAsOf: row.frozen === null ? null : String(row.frozen),
    reachedInAll: cellOf(Number(row.reached)),
    reachable:
      row.reachable === null ? { kind: 'none', why: 'not-collected' } : cellOf(Number(row.reachable)),
    late: Number(row.late),
    notes: row.notes as Note[],
    synthetic: row.synthetic === true,
  }
}
