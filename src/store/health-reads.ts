import type { Db } from './db.ts'

/** What the state of the bot is told from besides the running process; null where it never happened. */
export type HealthReads = {
  /** When the newest update came in, at whichever replica. */
  lastUpdateAt: Date | null
  /** Updates set aside after their last try, of the last days. */
  setAside: number
  /** Up to when the roll-ups have counted. */
  countedAt: Date | null
  lastBackup: Date | null
  lastRestoreTest: Date | null
}

const read = `
select
  (select max(at) from seen_update) as last_update,
  (select count(*)::int from failed_update where tries >= 3) as set_aside,
  (select counted_at from reach_state where id = 1) as counted,
  (select value #>> '{}' from setting where name = 'last_backup') as last_backup,
  (select value #>> '{}' from setting where name = 'last_restore_test') as last_restore_test`

export async function readHealth(db: Db): Promise<HealthReads> {
  const [row] = await db.run(read, [])
  const time = (value: unknown) => (value === null || value === undefined ? null : new Date(String(value)))
  return {
    lastUpdateAt: time(row?.last_update),
    setAside: Number(row?.set_aside),
    countedAt: time(row?.counted),
    lastBackup: time(row?.last_backup),
    lastRestoreTest: time(row?.last_restore_test),
  }
}

/** Staff look at many pages in a row, and the newest update is found by reading all of three days. */
const freshMs = 20_000

/** Reads it at most every 20 seconds. */
export function rememberHealth(db: Db, now: () => Date): () => Promise<HealthReads> {
  let known: { at: number; reads: HealthReads } | undefined
  return async () => {
    const at = now().getTime()
    if (known === undefined || at - known.at >= freshMs) known = { at, reads: await readHealth(db) }
    return known.reads
  }
}
