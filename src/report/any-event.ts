import type { Db } from '../store/db.ts'

/** Whether anything was ever counted, whenever and of whomever. */
export async function hasAnyEvent(db: Db): Promise<boolean> {
  const rows = await db.run('select exists (select from event) as found', [])
  return rows[0]?.found === true
}
