import type { Change } from '../reach/account-changes.ts'
import { monthOf, weekOf } from '../reach/account-counts.ts'
import { keptApart, type MeasureName, measures, type Span, spansOf } from '../reach/measures.ts'
import { dimensions } from '../reach/segment.ts'
import { listOf } from './columns.ts'
import type { Run } from './db.ts'
import type { SegmentParts } from './rollup-segments.ts'

/** A span that a measure is kept for, and how its parts are kept beside the total. */
type Keeping = { span: Span; parts: 'segments' | 'coarse' | 'none' }

/** By the number of a measure. */
const keeping: Keeping[][] = []
for (const name of Object.keys(measures) as MeasureName[])
  keeping[measures[name].number] = spansOf(name).map((span) => ({ span, parts: partsOf(name, span) }))

function partsOf(name: MeasureName, span: Span): Keeping['parts'] {
  const apart = keptApart(name, span).length
  if (apart === 0) return 'none'
  return apart < dimensions.length ? 'coarse' : 'segments'
}

const beginOf: Readonly<Record<Span, (day: number) => number>> = {
  day: (day) => day,
  week: weekOf,
  month: monthOf,
}

/** The number of no segment: the sum of all. */
const whole = 0
/** Segments and items are numbers of rows: two of them fit into one exact number. */
const mostSegments = 2 ** 26

/** What changes of one measure in one period: by item and segment together, and by the values of each dimension. */
type Period = {
  span: Span
  start: number
  measure: number
  counts: Map<number, number>
  parts: Map<string, number>[]
}

/**
 * What a step of the roll-ups changes in the counts, each count once however often it changes. A step of some thousand
 * events has a hundred thousand of these: numbers as keys cost a tenth of texts.
 */
export class Counts {
  readonly #segments: ReadonlyMap<number, SegmentParts>
  readonly #periods: Readonly<Record<Span, Map<number, Period>>> = {
    day: new Map(),
    week: new Map(),
    month: new Map(),
  }

  /** @param segments the parts of each segment that is changed */
  constructor(changes: readonly Change[], segments: ReadonlyMap<number, SegmentParts>) {
    this.#segments = segments
    for (const change of changes) {
      for (const keep of keeping[change.measure] ?? []) this.#take(change, keep)
    }
  }

  /** Rows are written in the order of their tables, so that new ones lie together. */
  async write(run: Run): Promise<void> {
    const periods = Object.values(this.#periods)
      .flatMap((each) => [...each.values()])
      .sort((a, b) => order(a.span, b.span) || a.start - b.start || a.measure - b.measure)
    const counts = periods.flatMap(countRows)
    if (counts.length > 0) await run(addCounts, columnsOf(counts))
    const parts = periods.flatMap(partRows)
    if (parts.length > 0) await run(addParts, columnsOf(parts))
  }

  #take({ measure, item, day, segment, by }: Change, { span, parts }: Keeping): void {
    const period = this.#periodOf(span, beginOf[span](day), measure)
    add(period.counts, item * mostSegments + whole, by)
    if (parts === 'none') return
    const { coarse, values } = this.#partsOf(segment)
    add(period.counts, item * mostSegments + (parts === 'coarse' ? coarse : segment), by)
    if (parts === 'coarse') return
    for (const [at, known] of period.parts.entries()) add(known, values[at] ?? '', by)
  }

  #periodOf(span: Span, start: number, measure: number): Period {
    const key = start * 64 + measure
    const there = this.#periods[span].get(key)
    if (there !== undefined) return there
    const period = {
      ...{ span, start, measure, counts: new Map<number, number>() },
      parts: dimensions.map(() => new Map<string, number>()),
    }
    this.#periods[span].set(key, period)
    return period
  }

  #partsOf(segment: number): SegmentParts {
    const parts = this.#segments.get(segment)
    if (parts === undefined) throw new Error(`The parts of segment ${segment} are not known`)
    return parts
  }
}

function add<K>(counts: Map<K, number>, key: K, by: number): void {
  counts.set(key, (counts.get(key) ?? 0) + by)
}

type Cells = readonly (string | number)[]

function countRows({ span, start, measure, counts }: Period): Cells[] {
  return [...counts]
    .filter(([, by]) => by !== 0)
    .sort(([a], [b]) => a - b)
    .map(([key, by]) => [span, start, measure, Math.floor(key / mostSegments), key % mostSegments, by])
}

function partRows({ span, start, measure, parts }: Period): Cells[] {
  return parts.flatMap((known, at) =>
    [...known]
      .filter(([, by]) => by !== 0)
      .map(([value, by]) => [span, start, measure, dimensions[at] ?? '', value, by]),
  )
}

/** A parameter for each column: as arrays, which the database reads several times faster than JSON. */
function columnsOf(rows: readonly Cells[]): string[] {
  return (rows[0] ?? []).map((_, column) => listOf(rows.map((row) => row[column] ?? '')))
}

function order(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

const addCounts = `
insert into reach_count as r (span, start, measure, item, segment, n)
select span, date '1970-01-01' + start, measure, item, segment, by
from unnest($1::text::text[], $2::text::int[], $3::text::smallint[], $4::text::int[], $5::text::int[], $6::text::int[])
  as x(span, start, measure, item, segment, by)
on conflict (span, start, measure, item, segment) do update set n = r.n + excluded.n`

const addParts = `
insert into reach_part as r (span, start, measure, dimension, value, n)
select span, date '1970-01-01' + start, measure, dimension, value, by
from unnest($1::text::text[], $2::text::int[], $3::text::smallint[], $4::text::text[], $5::text::text[], $6::text::int[])
  as x(span, start, measure, dimension, value, by)
on conflict (span, start, measure, dimension, value) do update set n = r.n + excluded.n`
