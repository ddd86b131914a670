import { type Dimension, dimensions } from '../reach/segment.ts'
import { type Cell, suppress } from '../reach/suppress.ts'
import type { Db } from '../store/db.ts'
import { type KnownValues, sumOf, twoWay, valuesOf } from './apart.ts'
import { startsUpTo } from './reach-series.ts'
import { isSpike, spikeMemory } from './spike.ts'
import { tally } from './tally.ts'
import type { Filter, Row, Table } from './view.ts'

type TablesQuestion = {
  span: 'week' | 'month'
  start: string
  filters: readonly Filter[]
  known: KnownValues
  /** First day of the campaign. */
  first: string
}

const shown = ['reached', 'exposures'] as const

/**
 * Who was reached: a table for each dimension. Under one filter each table is a row of a two-way table; under two
 * filters there are none, because the groups become too small.
 */
export async function dimensionTables(db: Db, question: TablesQuestion): Promise<Table[]> {
  const { filters } = question
  if (filters.length > 1) return dimensions.map((dimension) => empty(dimension))
  const [filter] = filters
  return filter === undefined ? await oneWay(db, question) : await underFilter(db, question, filter)
}

function empty(dimension: Dimension): Table {
  return { id: dimension, columns: shown, rows: [], absent: 'too-fine' }
}

async function oneWay(db: Db, question: TablesQuestion): Promise<Table[]> {
  const { span, start, known } = question
  const asked = { span, starts: [start], measures: shown }
  const [sets, spiking] = await Promise.all([
    tally(
      db,
      asked,
      dimensions.map((dimension) => [dimension]),
    ),
    spikingCodes(db, question),
  ])
  return dimensions.map((dimension, at) => {
    const rows = sets[at] ?? []
    const values = valuesOf(rows, 0, known[dimension])
    const columns = shown.map((measure) =>
      suppress(values.map((value) => sumOf(rows, { start, measure, values: [value] }))),
    )
    const table = tableOf(dimension, values, columns)
    return dimension === 'source' ? flagged(table, spiking) : table
  })
}

/** Codes of links that suddenly bring many more accounts than in the periods before. */
async function spikingCodes(db: Db, question: TablesQuestion): Promise<ReadonlySet<string | null>> {
  const { span, start, known, first } = question
  const starts = startsUpTo(span, start, { many: spikeMemory + 1, first })
  const [rows = []] = await tally(db, { span, starts, measures: ['reached'] }, [['source']])
  const values = valuesOf(rows, 0, known.source)
  const cells = starts.map((each) =>
    suppress(values.map((value) => sumOf(rows, { start: each, measure: 'reached', values: [value] }))),
  )
  const spikes = values.filter((_, at) => {
    const along = cells.flatMap((row) => row[at] ?? [])
    const now = along.at(-1)
    return now !== undefined && isSpike(now, along.slice(0, -1))
  })
  return new Set(spikes)
}

function flagged(table: Table, spiking: ReadonlySet<string | null>): Table {
  const rows = table.rows.map(
    (row): Row =>
      row.filter !== undefined && spiking.has(row.filter.value) ? { ...row, flag: 'spike' } : row,
  )
  return { ...table, rows }
}

async function underFilter(db: Db, question: TablesQuestion, filter: Filter): Promise<Table[]> {
  const { span, start, known } = question
  const others = dimensions.filter((dimension) => dimension !== filter.dimension)
  const sets = await tally(
    db,
    { span, starts: [start], measures: shown },
    others.map((dimension) => [filter.dimension, dimension]),
  )
  return others.map((dimension, set) => {
    const rows = sets[set] ?? []
    const down = valuesOf(rows, 0, known[filter.dimension])
    const across = valuesOf(rows, 1, known[dimension])
    const at = down.indexOf(filter.value)
    const columns = shown.map((measure) => {
      const counts = down.map((row) =>
        across.map((column) => sumOf(rows, { start, measure, values: [row, column] })),
      )
      return twoWay(counts)[at] ?? across.map((): Cell => ({ kind: 'exact', count: 0 }))
    })
    return tableOf(dimension, across, columns)
  })
}

function tableOf(dimension: Dimension, values: readonly (string | null)[], columns: Cell[][]): Table {
  const rows = values.map((value, at): Row => {
    const cells = columns.map((column): Cell => column[at] ?? { kind: 'exact', count: 0 })
    return { name: { kind: 'dimension', dimension, value }, values: cells, filter: { dimension, value } }
  })
  return { id: dimension, columns: shown, rows: inOrder(rows) }
}

/** Largest first, then what is not shown in numbers, then zeros: an order that tells nothing of hidden numbers. */
export function inOrder(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => rank(b) - rank(a))
}

function rank({ values }: Row): number {
  const [first] = values
  if (first?.kind === 'exact') return first.count
  return first?.kind === 'few' || first?.kind === 'hidden' ? 0.5 : 0
}
