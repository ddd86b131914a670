import { measures } from '../reach/measures.ts'
import type { Db } from '../store/db.ts'

/** The first day on which anything was counted; null before. */
export async function firstDayCounted(db: Db): Promise<string | null> {
  const rows = await db.run(
    `select to_char(min(start), 'YYYY-MM-DD') as first from reach_count
     where span = 'day' and segment = 0 and item = 0 and n <> 0
       and measure in (${measures.started.number}, ${measures.exposures.number})`,
    [],
  )
  const first = rows[0]?.first
  return first === null || first === undefined ? null : String(first)
}
