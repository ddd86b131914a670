import { dayIn } from '../campaign/campaign.ts'
import { errorClass, type Log } from '../privacy/log.ts'
import type { Db } from './db.ts'

export type OutageCause = 'database' | 'telegram'
/** First and last day of an outage, in the campaign's time zone. */
type Span = { day: string; until: string }

/** Shorter ones are no news. */
const leastMs = 10 * 60_000
/** Any number that nothing else locks: replicas that come back together write one note. */
const noteLock = 728_612

const add = `
insert into annotation (day, until, kind, text, at)
select j.day, nullif(j.until, j.day), 'outage', '', j.at
from jsonb_to_record($1::text::jsonb) as j(day date, until date, at timestamptz)
where not exists (
  select from annotation a where a.kind = 'outage' and a.removed_at is null
    and a.day <= j.day and coalesce(a.until, a.day) >= j.until)`

/** Writes that the days of an outage are to be read with care, once for all replicas. */
export async function noteOutage(db: Db, span: Span & { at: Date }): Promise<void> {
  await db.transaction(async (run) => {
    await run(`select pg_advisory_xact_lock(${noteLock})`, [])
    await run(add, [JSON.stringify(span)])
  })
}

type Parts = { db: Db; timeZone: string; now: () => Date; log: Log }

/** Remembers what is away since when, and notes it beside the charts when it is over and took more than 10 minutes. */
export class Outages {
  readonly #parts: Parts
  readonly #since = new Map<OutageCause, Date>()
  #waiting: Span[] = []

  constructor(parts: Parts) {
    this.#parts = parts
  }

  began(cause: OutageCause): void {
    if (!this.#since.has(cause)) this.#since.set(cause, this.#parts.now())
  }

  /** Also without a beginning: what could not be written before is tried again. Never throws. */
  async ended(cause: OutageCause): Promise<void> {
    const { now, timeZone } = this.#parts
    const since = this.#since.get(cause)
    this.#since.delete(cause)
    if (since !== undefined && now().getTime() - since.getTime() > leastMs)
      this.#waiting.push({ day: dayIn(timeZone, since), until: dayIn(timeZone, now()) })
    const spans = this.#waiting
    this.#waiting = []
    for (const span of spans) await this.#write(span)
  }

  async #write(span: Span): Promise<void> {
    const { db, now, log } = this.#parts
    try {
      await noteOutage(db, { ...span, at: now() })
    } catch (error) {
      log('debug', 'an outage could not be noted yet', { error: errorClass(error) })
      this.#waiting.push(span)
    }
  }
}
