import { knownValues } from '../../src/report/known.ts'
import { reachView } from '../../src/report/reach-view.ts'
import { topicsOf } from '../../src/report/topics.ts'
import type { Filter } from '../../src/report/view.ts'
import { type Db, openEmbedded, openPostgres } from '../../src/store/db.ts'
import { Rollup } from '../../src/store/rollup.ts'
import { recount } from '../../src/store/rollup-account.ts'
import type { Ground } from './ground.ts'
import {
  lastDay,
  makeAccounts,
  makeCounts,
  makeEvents,
  type NewEvent,
  nextEvents,
  writeEvents,
} from './reach-data.ts'
import type { Measured, Options } from './steps.ts'
import { median, spread, table } from './table.ts'
import { Watch } from './watch.ts'

/** Events on PostgreSQL unless told otherwise, and on the embedded database. */
const usual = 2_000_000
const embeddedEvents = 1_000_000
/** How often the first screen is asked for. */
const times = 25
/** Events that come while it is measured, and how many are written together. */
const coming = 40_000
/** In so many batches: the first ones find the program not yet warm. */
const batches = 10
const together = 500
const zone = 'Asia/Bishkek'
const first = '2024-11-25'

/** The reach page and the roll-ups, at a size and at a tenth of it. */
export async function measureReach(ground: Ground, options: Options): Promise<Measured> {
  const events = options.events ?? usual
  const small = await onPostgres(ground, Math.round(events / 10))
  const large = await onPostgres(ground, events)
  const inside = await onEmbedded(ground, Math.min(events, embeddedEvents))
  const growth = median(large.page) / median(small.page)
  const work = median(large.rollup) / median(large.insert)
  return {
    text: report([small, large], inside),
    goals: [
      {
        what: 'First screen of the reach page, its queries',
        value: median(large.page),
        most: 50,
        unit: ' ms',
      },
      { what: 'The same against a tenth of the events', value: growth, most: 1.2, unit: ' times', digits: 2 },
      { what: 'Roll-up of an event against writing it', value: work, most: 5, unit: ' times', digits: 1 },
      { what: 'Raw event with its indexes', value: large.bytes, most: 90, unit: ' B' },
      { what: 'Embedded: longest wait behind the page', value: median(inside.page), most: 50, unit: ' ms' },
      {
        what: 'Embedded: longest wait behind the roll-ups',
        value: median(inside.rollup),
        most: 50,
        unit: ' ms',
      },
    ],
  }
}

type OnPostgres = {
  events: number
  /** Milliseconds: of the whole view, and while its queries were under way. */
  whole: number[]
  page: number[]
  filtered: number[]
  /** Microseconds an event. */
  insert: number[]
  rollup: number[]
  bytes: number
}
type OnEmbedded = { events: number; page: number[]; rollup: number[] }

async function onPostgres(ground: Ground, events: number): Promise<OnPostgres> {
  const url = await ground.database()
  const filling = await openPostgres(url, 1)
  await fill(filling, events).finally(() => filling.close())
  const db = await openPostgres(url)
  try {
    const watch = new Watch(db)
    const ask = pageOf(ground, watch.db)
    const under: readonly Filter[] = [{ dimension: 'language', value: 'ky' }]
    await ask([])
    await ask(under)
    const whole = await repeat(times, () => timed(() => ask([])))
    const page = await repeat(times, () => watch.time(() => ask([])))
    const filtered = await repeat(times, () => watch.time(() => ask(under)))
    const bytes = await bytesAnEvent(db, events)
    return { events, whole, page, filtered, bytes, ...(await countComing(db, events)) }
  } finally {
    await db.close()
  }
}

async function fill(db: Db, events: number): Promise<void> {
  await db.migrate()
  // Holds for the one connection that fills.
  await db.run('set statement_timeout = 0', [])
  await makeAccounts(db, events + coming)
  await makeEvents(db, events)
  await makeCounts(db)
  await db.run(db.kind === 'postgres' ? 'vacuum analyze' : 'analyze', [])
}

/** Writes new events as the bot does, some together, and counts them: both in microseconds an event. */
async function countComing(db: Db, events: number): Promise<{ insert: number[]; rollup: number[] }> {
  const rollup = new Rollup(db)
  const insert: number[] = []
  const counting: number[] = []
  for (let from = 0; from < coming; from += coming / batches) {
    const rows = await nextEvents(db, { from: events + from, many: coming / batches, of: events })
    await countBefore(db, rows)
    const written = await timed(async () => {
      for (let at = 0; at < rows.length; at += together) await writeEvents(db, rows.slice(at, at + together))
    })
    const counted = await timed(() => rollup.catchUp(now()))
    insert.push((written * 1000) / rows.length)
    counting.push((counted * 1000) / rows.length)
  }
  return { insert, rollup: counting }
}

/** What the accounts of new events did before is counted, as it would have been long ago. */
async function countBefore(db: Db, rows: readonly NewEvent[]): Promise<void> {
  const accounts = [...new Set(rows.map(({ account }) => Number(account)))]
  const day = (text: string) => Date.parse(`${text}T00:00:00Z`) / 86_400_000
  const live = { 0: day('2026-11-01'), 7: day('2026-11-01'), 30: day('2026-10-01') }
  for (let at = 0; at < accounts.length; at += 500) {
    const some = { accounts: accounts.slice(at, at + 500), zone, upto: Number.MAX_SAFE_INTEGER, live }
    await db.transaction((run) => recount(run, some))
  }
}

/** How long a turn has to wait on the embedded database, where everything waits for one connection. */
async function onEmbedded(ground: Ground, events: number): Promise<OnEmbedded> {
  const db = await openEmbedded('memory://')
  try {
    await fill(db, events)
    await new Rollup(db).catchUp(now())
    const ask = pageOf(ground, db)
    await ask([])
    const page = await repeat(times, () => longestWait(db, () => ask([])))
    const rollup: number[] = []
    const counter = new Rollup(db)
    for (let n = 0; n < times; n++) {
      const rows = await nextEvents(db, { from: events + n * 60, many: 60, of: events })
      await countBefore(db, rows)
      for (let at = 0; at < rows.length; at += 6) await writeEvents(db, rows.slice(at, at + 6))
      for (let more = true; more; ) {
        const wait = await longestWait(db, async () => {
          const step = await counter.step(now())
          more = step.more
        })
        rollup.push(wait)
      }
    }
    return { events, page, rollup }
  } finally {
    await db.close()
  }
}

/** The longest time that a turn's statement waits which comes while something else goes on. */
async function longestWait(db: Db, work: () => Promise<unknown>): Promise<number> {
  let going = true
  const done = work().finally(() => {
    going = false
  })
  let longest = 0
  while (going) {
    longest = Math.max(longest, await timed(() => db.run('select 1', [])))
  }
  await done
  return longest
}

function pageOf({ script }: Ground, db: Db) {
  const topics = topicsOf(script)
  const known = knownValues(script)
  const period = { span: 'month', start: `${lastDay.slice(0, 7)}-01` } as const
  return (filters: readonly Filter[]) =>
    reachView(db, { period, filters, today: lastDay, timeZone: zone, first, topics, known })
}

function now() {
  return { timeZone: zone, today: lastDay, now: new Date(`${lastDay}T12:00:00Z`) }
}

async function bytesAnEvent(db: Db, events: number): Promise<number> {
  const [row] = await db.run(`select pg_total_relation_size('event')::text as bytes`, [])
  return Number(row?.bytes) / events
}

async function repeat(many: number, measure: () => Promise<number>): Promise<number[]> {
  const taken: number[] = []
  for (let n = 0; n < many; n++) taken.push(await measure())
  return taken
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

function report(sizes: readonly OnPostgres[], inside: OnEmbedded): string {
  const row = (name: string, of: (size: OnPostgres) => string) => [name, ...sizes.map(of)]
  const head = sizes.map(({ events }) => `${events.toLocaleString('en')} events`)
  const outside = table([
    ['Reach, on PostgreSQL', ...head],
    row('first screen, its queries, ms', ({ page }) => spread(page, 1)),
    row('first screen, with what is worked out, ms', ({ whole }) => spread(whole, 1)),
    row('queries under a filter, ms', ({ filtered }) => spread(filtered, 1)),
    row('writing an event, µs', ({ insert }) => spread(insert)),
    row('counting it, µs', ({ rollup }) => spread(rollup)),
    row('raw event with indexes, bytes', ({ bytes }) => bytes.toFixed(1)),
  ])
  const within = table([
    ['Reach, on the embedded database', `${inside.events.toLocaleString('en')} events`],
    ['a turn waits behind the page, ms', spread(inside.page, 1)],
    ['a turn waits behind a step of the roll-ups, ms', spread(inside.rollup, 1)],
  ])
  return `${outside}\n${within}`
}
