import { firstLiveDay } from '../reach/freeze.ts'
import type { Db } from './db.ts'

/** Whether months are closed that real accounts were counted in: what they lost since then could not be counted again. */
export async function hasClosedMonths(db: Db): Promise<boolean> {
  const [row] = await db.run(
    `select to_char(frozen_as_of, 'YYYY-MM-DD') as frozen,
       (select to_char(min(created_at), 'YYYY-MM-DD') from account where not synthetic and not staff) as first
     from reach_state where id = 1`,
    [],
  )
  if (row === undefined || row.frozen === null || row.first === null) return false
  return String(row.first) < firstLiveDay(String(row.frozen), 0)
}

/** Empties the roll-ups, so that they take in all events again, closed months with them. */
export async function countAnew(db: Db): Promise<void> {
  await db.transaction(async (run) => {
    await run('select mark from reach_state where id = 1 for update', [])
    for (const table of [
      'reach_count',
      'reach_part',
      'reach_counted',
      'reach_late',
      'event_removed',
      'departed',
    ])
      await run(`delete from ${table}`, [])
    await run('update reach_state set mark = 0, frozen_as_of = null, counted_at = null where id = 1', [])
  })
}
