import type { Change, LiveDays } from '../reach/account-changes.ts'
import { firstLiveDay } from '../reach/freeze.ts'
import type { Db, Run } from './db.ts'
import { depart, forgetFrozen, recount } from './rollup-account.ts'
import { Counts } from './rollup-counts.ts'
import { type Fresh, takeFresh, takeRemoved } from './rollup-events.ts'
import { segmentParts } from './rollup-segments.ts'
import { troubleOf } from './trouble.ts'

const begin = `
select mark, to_char(frozen_as_of, 'YYYY-MM-DD') as frozen, pg_snapshot_xmin(pg_current_snapshot())::text as xmin,
  exists (select from departed) as departed, exists (select from event_removed) as removed
from reach_state where id = 1 for update skip locked`
const finish = `
update reach_state set mark = (j->>'upto')::bigint, frozen_as_of = (j->>'frozen')::date, counted_at = (j->>'now')::timestamptz
from (select $1::text::jsonb as j) p where id = 1`

/*
 * How much one step takes: about how many events, the transactions of the first one, accounts a statement, rows that are
 * cleared away together. On the embedded database everything else waits meanwhile, up to 50 ms: 40 events of some ten
 * accounts take half of that. On PostgreSQL larger steps cost less an event.
 */
const sizes = {
  embedded: { events: 40, transactions: 2, accounts: 100, rows: 500 },
  postgres: { events: 4000, transactions: 64, accounts: 500, rows: 20_000 },
} as const

export type RollupQuestion = { timeZone: string; today: string; now: Date }
export type RollupStep = { events: number; accounts: number; more: boolean }
/** `frozen`: the days that are still live, when others were frozen by this step. */
type Taken = RollupStep & { frozen: LiveDays | null }

/**
 * Keeps the counts that pages read in step with the events. One replica at a time does it; a crash leaves nothing half
 * done. Follows transactions: an event counts once every transaction that began before its own has ended
 * (`pg_snapshot_xmin`; PostgreSQL, "System Information Functions"), so none is passed over.
 */
export class Rollup {
  readonly #db: Db
  readonly #size: (typeof sizes)[Db['kind']]
  /** Transactions taken in one step, adapted so that a step has about as many events as it should. */
  #window: number
  /** While frozen days are cleared away: the account to go on from. */
  #clearing: { live: LiveDays; from: number } | undefined

  constructor(db: Db) {
    this.#db = db
    this.#size = sizes[db.kind]
    this.#window = this.#size.transactions
  }

  /** Takes in what happened since, to the end. Answers how much that was. */
  async catchUp(question: RollupQuestion): Promise<{ events: number; steps: number }> {
    const sum = { events: 0, steps: 0 }
    for (let more = true; more; ) {
      const step = await this.step(question)
      sum.events += step.events
      sum.steps++
      more = step.more
    }
    return sum
  }

  /** One step; nothing happens when another replica is at it. */
  async step(question: RollupQuestion): Promise<RollupStep> {
    try {
      if (this.#clearing !== undefined) return await this.#clear(this.#clearing)
      const { frozen, ...step } = await this.#db.transaction((run) => this.#take(run, question))
      // Only what was saved: days are cleared away when they are frozen for everybody.
      if (frozen !== null) this.#clearing = { live: frozen, from: -1 }
      this.#adapt(step)
      return { ...step, more: step.more || frozen !== null }
    } catch (error) {
      if (troubleOf(error) === 'again') return { events: 0, accounts: 0, more: false }
      throw error
    }
  }

  #adapt({ events, more }: RollupStep): void {
    if (events > this.#size.events) this.#window = Math.max(1, Math.floor(this.#window / 2))
    else if (more && events < this.#size.events / 2) this.#window *= 2
  }

  async #take(run: Run, { timeZone: zone, today, now }: RollupQuestion): Promise<Taken> {
    // One view of the data for the whole step: whoever is forgotten meanwhile is taken out by the next.
    await run('set transaction isolation level repeatable read', [])
    // What a step reads is little and has its index: a table that has grown since the planner looked must not be read whole.
    await run('set local enable_seqscan = off', [])
    const [state] = await run(begin, [])
    if (state === undefined) return { events: 0, accounts: 0, more: false, frozen: null }
    const mark = Number(state.mark)
    const xmin = Number(state.xmin)
    const upto = mark === 0 ? await firstTransaction(run, xmin) : Math.min(xmin, mark + this.#window)
    const frozen = state.frozen === null ? null : String(state.frozen)
    const live = liveDays(frozen)
    const fresh = await takeFresh(run, { zone, mark, upto, live: live[0] })
    const changes = [...fresh.changes]
    if (state.removed === true) changes.push(...(await takeRemoved(run, { zone, mark, live: live[0] })))
    if (state.departed === true) changes.push(...(await depart(run, live)))
    changes.push(...(await this.#recount(run, fresh, { zone, upto, live })))
    await new Counts(changes, await segmentParts(run, changes)).write(run)
    const more = upto < xmin
    const freezes = !more && (frozen === null || frozen < today)
    await run(finish, [JSON.stringify({ upto, frozen: freezes ? today : frozen, now: now.toISOString() })])
    const after = liveDays(freezes ? today : frozen)
    const changed = Object.values(after).some((day, at) => day !== Object.values(live)[at])
    return { events: fresh.events, accounts: fresh.accounts.length, more, frozen: changed ? after : null }
  }

  async #recount(
    run: Run,
    { accounts }: Fresh,
    question: { zone: string; upto: number; live: LiveDays },
  ): Promise<Change[]> {
    const changes: Change[] = []
    for (let at = 0; at < accounts.length; at += this.#size.accounts)
      changes.push(
        ...(await recount(run, { ...question, accounts: accounts.slice(at, at + this.#size.accounts) })),
      )
    return changes
  }

  async #clear({ live, from }: { live: LiveDays; from: number }): Promise<RollupStep> {
    const next = await forgetFrozen(this.#db.run, { live, from, rows: this.#size.rows })
    this.#clearing = next === null ? undefined : { live, from: next }
    return { events: 0, accounts: 0, more: next !== null }
  }
}

function liveDays(asOf: string | null): LiveDays {
  const live = (lag: number) => Date.parse(`${firstLiveDay(asOf, lag)}T00:00:00Z`) / 86_400_000
  return { 0: live(0), 7: live(7), 30: live(30) }
}

/** Where to begin on a database that was never counted: before its first event, however late that was written. */
async function firstTransaction(run: Run, xmin: number): Promise<number> {
  const [row] = await run('select min(tx)::text as first from event', [])
  return row?.first === null || row === undefined ? xmin : Math.min(xmin, Number(row.first) + 1)
}
