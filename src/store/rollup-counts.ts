import type { Change } from '../reach/account-changes.ts'
import { monthOf, weekOf } from '../reach/account-counts.ts'
import { keptApart, type MeasureName, measures, type Span, spans, spansOf } from '../reach/measures.ts'
import { type Dimension, dimensions } from '../reach/segment.ts'
import type { Run } from './db.ts'
import type { SegmentParts } from './rollup-segments.ts'

/** A span that a measure is kept for, and how its parts are kept beside the total. */
type Keeping = { span: Span; parts: 'segments' | 'coarse' | 'none' }

const keeping = new Map(
  (Object.keys(measures) as MeasureName[]).map((name): [number, Keeping[]] => [
    measures[name].number,
    spansOf(name).map((span) => ({ span, parts: partsOf(name, span) })),
  ]),
)

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

type Of = { span: Span; start: number; measure: number }
type CountRow = Of & { item: number; segment: number; by: number }
type PartRow = Of & { dimension: Dimension; value: string; by: number }

/** What a step of the roll-ups changes in the counts, each count once however often it changes. */
export class Counts {
  readonly #segments: ReadonlyMap<number, SegmentParts>
  readonly #counts = new Map<string, CountRow>()
  readonly #parts = new Map<string, PartRow>()

  /** @param segments the parts of each segment that is changed */
  constructor(changes: readonly Change[], segments: ReadonlyMap<number, SegmentParts>) {
    this.#segments = segments
    for (const change of changes) {
      for (const keep of keeping.get(change.measure) ?? []) this.#take(change, keep)
    }
  }

  /** Rows are written in the order of their tables, so that new ones lie together. */
  async write(run: Run): Promise<void> {
    const counts = sorted(this.#counts, (a, b) => a.item - b.item || a.segment - b.segment)
    const parts = sorted(this.#parts, (a, b) => order(a.dimension, b.dimension) || order(a.value, b.value))
    if (counts.length > 0) await run(addCounts, [JSON.stringify(counts)])
    if (parts.length > 0) await run(addParts, [JSON.stringify(parts)])
  }

  #take({ measure, item, day, segment, by }: Change, { span, parts }: Keeping): void {
    const of = { span, start: beginOf[span](day), measure }
    this.#count(of, { item, segment: whole, by })
    if (parts === 'none') return
    const { coarse, values } = this.#partsOf(segment)
    this.#count(of, { item, segment: parts === 'coarse' ? coarse : segment, by })
    if (parts === 'coarse') return
    for (const [at, dimension] of dimensions.entries())
      this.#part(of, { dimension, value: values[at] ?? '', by })
  }

  #partsOf(segment: number): SegmentParts {
    const parts = this.#segments.get(segment)
    if (parts === undefined) throw new Error(`The parts of segment ${segment} are not known`)
    return parts
  }

  #count(of: Of, own: Pick<CountRow, 'item' | 'segment' | 'by'>): void {
    const key = `${of.span} ${of.start} ${of.measure} ${own.item} ${own.segment}`
    const row = this.#counts.get(key)
    if (row === undefined) this.#counts.set(key, { ...of, ...own })
    else row.by += own.by
  }

  #part(of: Of, own: Pick<PartRow, 'dimension' | 'value' | 'by'>): void {
    const key = `${of.span} ${of.start} ${of.measure} ${own.dimension} ${own.value}`
    const row = this.#parts.get(key)
    if (row === undefined) this.#parts.set(key, { ...of, ...own })
    else row.by += own.by
  }
}

function sorted<T extends Of & { by: number }>(
  rows: ReadonlyMap<string, T>,
  then: (a: T, b: T) => number,
): T[] {
  return [...rows.values()]
    .filter(({ by }) => by !== 0)
    .sort(
      (a, b) =>
        spans.indexOf(a.span) - spans.indexOf(b.span) ||
        a.start - b.start ||
        a.measure - b.measure ||
        then(a, b),
    )
}

function order(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

const addCounts = `
insert into reach_count as r (span, start, measure, item, segment, n)
select span, date '1970-01-01' + start, measure, item, segment, by
from jsonb_to_recordset($1::text::jsonb) as x(span text, start int, measure smallint, item int, segment int, by int)
on conflict (span, start, measure, item, segment) do update set n = r.n + excluded.n`

const addParts = `
insert into reach_part as r (span, start, measure, dimension, value, n)
select span, date '1970-01-01' + start, measure, dimension, value, by
from jsonb_to_recordset($1::text::jsonb) as x(span text, start int, measure smallint, dimension text, value text, by int)
on conflict (span, start, measure, dimension, value) do update set n = r.n + excluded.n`
