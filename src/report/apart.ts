import type { MeasureName, Span } from '../reach/measures.ts'
import type { Dimension } from '../reach/segment.ts'
import { type Cell, isFew, sum, suppress } from '../reach/suppress.ts'
import { rate } from '../reach/suppress-rate.ts'
import { suppressTable } from '../reach/suppress-table.ts'
import type { Db } from '../store/db.ts'
import { type Tally, tally, totals } from './tally.ts'
import type { Filter, Value } from './view.ts'

/** The values of a dimension that have a place in its tables even when nobody is there. */
export type KnownValues = Readonly<Partial<Record<Dimension, readonly string[]>>>

/** Counts of a chosen part of the accounts in several periods of one kind, as they may be shown. */
export type Apart = {
  count(start: string, measure: MeasureName): Cell
  rate(start: string, part: MeasureName, whole: MeasureName): Value
}

export type ApartQuestion = {
  span: Span
  /** First days of the periods, without a gap. */
  starts: readonly string[]
  measures: readonly MeasureName[]
  filters: readonly Filter[]
  known: KnownValues
  /** First day of the campaign: numbers of all periods since then add up to what is shown of all together. */
  first: string
}

const none: Value = { kind: 'none', why: 'too-fine' }

/** Reads the counts of some periods under no, one or two filters. More would leave groups in which somebody could be recognised. */
export function readApart(db: Db, question: ApartQuestion): Promise<Apart> {
  const [first, second, third] = question.filters
  if (third !== undefined) throw new RangeError('At most two filters can be combined')
  if (first === undefined) return allTogether(db, question)
  return second === undefined ? oneFilter(db, question, first) : twoFilters(db, question, [first, second])
}

async function allTogether(db: Db, { span, starts, measures, first }: ApartQuestion): Promise<Apart> {
  const last = starts.at(-1) ?? first
  const early = starts[0] === undefined || first < starts[0] ? first : starts[0]
  const rows = await totals(db, { span, from: early, to: '9999-12-31', measures })
  const counts = new Map(rows.map(({ start, measure, n }) => [`${measure} ${start}`, n]))
  const count = (start: string, measure: MeasureName) => counts.get(`${measure} ${start}`) ?? 0
  const periods = [...new Set([...rows.map(({ start }) => start), ...starts, last])].sort()
  // All periods together are shown as "reached in all": no small one may be worked out from it.
  const reached = suppress(periods.map((start) => count(start, 'reached')))
  return {
    count: (start, measure) =>
      measure === 'reached' ? cellAt(reached, periods.indexOf(start)) : cellOf(count(start, measure)),
    rate: (start, part, whole) => ({ kind: 'rate', rate: rate(count(start, part), count(start, whole)) }),
  }
}

async function oneFilter(db: Db, question: ApartQuestion, filter: Filter): Promise<Apart> {
  const [rows = []] = await tally(db, question, [[filter.dimension]])
  const values = valuesOf(rows, 0, question.known[filter.dimension])
  const at = values.indexOf(filter.value)
  const along = (start: string, measure: MeasureName) =>
    values.map((value) => sumOf(rows, { start, measure, values: [value] }))
  const chosen = (counts: readonly number[]) => (at < 0 ? cellOf(0) : cellAt(suppress(counts), at))
  return {
    count: (start, measure) => chosen(along(start, measure)),
    rate(start, part, whole) {
      const parts = along(start, part)
      const wholes = along(start, whole)
      const rest = wholes.map((n, each) => Math.max(0, n - (parts[each] ?? 0)))
      const shown = [parts, wholes, rest].every((counts) => chosen(counts).kind === 'exact')
      if (!shown) return { kind: 'hidden' }
      return { kind: 'rate', rate: rate(parts[at] ?? 0, wholes[at] ?? 0) }
    },
  }
}

async function twoFilters(db: Db, question: ApartQuestion, [a, b]: [Filter, Filter]): Promise<Apart> {
  const [rows = []] = await tally(db, question, [[a.dimension, b.dimension]])
  const down = valuesOf(rows, 0, question.known[a.dimension])
  const across = valuesOf(rows, 1, question.known[b.dimension])
  const at = { row: down.indexOf(a.value), column: across.indexOf(b.value) }
  return {
    count(start, measure) {
      if (at.row < 0 || at.column < 0) return cellOf(0)
      const counts = down.map((row) =>
        across.map((column) => sumOf(rows, { start, measure, values: [row, column] })),
      )
      return cellAt(cellAt(twoWay(counts), at.row), at.column)
    },
    rate: () => none,
  }
}

/** A count whose total nobody is shown. */
export function cellOf(count: number): Cell {
  return isFew(count) ? { kind: 'few' } : { kind: 'exact', count }
}

/** A two-way table whose margins are shown elsewhere, each by itself. */
export function twoWay(counts: readonly (readonly number[])[]): Cell[][] {
  const rows = counts.map((row) => sum(row))
  const columns = (counts[0] ?? []).map((_, at) => sum(counts.map((row) => row[at] ?? 0)))
  return suppressTable(counts, {
    rows: suppress(rows),
    columns: suppress(columns),
    total: cellOf(sum(rows)),
  })
}

/** Known values first, in their order; then the others; what is not known of an account last. */
export function valuesOf(
  rows: readonly Tally[],
  at: number,
  known: readonly string[] = [],
): (string | null)[] {
  const found = rows.flatMap(({ values }) => values[at] ?? [])
  return [...new Set([...known, ...found.sort()]), null]
}

/** Several rows may stand for one value: counts of the same start and measure add up. */
export function sumOf(
  rows: readonly Tally[],
  wanted: { start: string; measure: MeasureName; values: readonly (string | null)[] },
): number {
  return sum(
    rows
      .filter(
        ({ start, measure, values }) =>
          start === wanted.start &&
          measure === wanted.measure &&
          values.every((value, at) => value === wanted.values[at]),
      )
      .map(({ n }) => n),
  )
}

function cellAt<T>(cells: readonly T[], at: number): T {
  const cell = cells[at]
  if (cell === undefined) throw new RangeError(`There is no cell ${at}`)
  return cell
}

/** Counts that may be added up, as one: known only when each is. */
export function sumOfCells(cells: readonly Cell[]): Cell {
  const counts = cells.map((cell) => (cell.kind === 'exact' ? cell.count : null))
  if (counts.includes(null))
    return cells.length === 1 && cells[0] !== undefined ? cells[0] : { kind: 'hidden' }
  return { kind: 'exact', count: sum(counts.map((n) => n ?? 0)) }
}
