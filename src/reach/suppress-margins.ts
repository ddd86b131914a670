import { type Cell, isFew, mostOfFew, smallestShown, sum } from './suppress.ts'
import { type Bounds, makeEdge, makeNet, type Net, shownBounds } from './suppress-ring.ts'

/** What is shown of a table's sums: of each row, of each column, and of all. */
export type Margins = { rows: readonly Cell[]; columns: readonly Cell[]; total: Cell }

/**
 * The net of a table: first its cells row by row, each an edge from its row to its column, then the sums of the rows,
 * the sums of the columns, and the total, which closes the net.
 */
export function netOf(counts: readonly (readonly number[])[], margins: Margins): Net {
  checkShape(counts, margins)
  const rows = counts.length
  const columns = margins.columns.length
  const [before, after] = [rows + columns, rows + columns + 1]
  const rowSums = counts.map(sum)
  const columnSums = margins.columns.map((_, column) => sum(counts.map((row) => row[column] ?? 0)))
  const priceOf = prices(margins)
  const never = Number.POSITIVE_INFINITY
  const cells = counts.flatMap((row, from) =>
    row.map((count, column) => {
      const price = count < smallestShown ? never : priceOf(from, column)
      return makeEdge([from, rows + column], count, price, shownBounds(count))
    }),
  )
  const rowEdges = rowSums.map((count, to) =>
    makeEdge([before, to], count, never, marginBounds(margins.rows, to, count)),
  )
  const columnEdges = columnSums.map((count, column) =>
    makeEdge([rows + column, after], count, never, marginBounds(margins.columns, column, count)),
  )
  const all = sum(rowSums)
  const total = makeEdge([after, before], all, never, totalBounds(margins.total, all))
  return makeNet([...cells, ...rowEdges, ...columnEdges, total], rows + columns + 2)
}

function checkShape(counts: readonly (readonly number[])[], { rows, columns }: Margins): void {
  if (counts.length !== rows.length || counts.some((row) => row.length !== columns.length))
    throw new RangeError('The table needs one sum for each row and one for each column')
}

/** The price of hiding a cell: fewest cells first, and of these the ones with small margins. A reader could work it out. */
function prices(margins: Margins): (row: number, column: number) => number {
  const [rows, columns] = [margins.rows, margins.columns].map((cells) =>
    cells.map((cell) => (cell.kind === 'exact' ? cell.count : smallestShown)),
  )
  if (rows === undefined || columns === undefined) return () => 1
  const most = Math.max(1, ...rows) * Math.max(1, ...columns)
  const longestRing = rows.length + columns.length + 2
  return (row, column) => 1 + ((rows[row] ?? 0) * (columns[column] ?? 0)) / most / longestRing
}

/** What `suppress` tells of a count that it does not show. With no `few` beside it, everything was hidden. */
function marginBounds(cells: readonly Cell[], at: number, count: number): Bounds {
  const cell = cells[at]
  if (cell === undefined || cell.kind !== 'hidden') return plainBounds(cell, count)
  if (!cells.some(({ kind }) => kind === 'few')) return { low: 0, high: Number.POSITIVE_INFINITY }
  const shown = cells.flatMap((other) => (other.kind === 'exact' ? [other.count] : []))
  const high = Math.min(...shown.filter((other) => other >= smallestShown))
  if (count < smallestShown || count > high) throw doesNotAddUp(count, 'hidden beside "<10"')
  return { low: smallestShown, high }
}

/** A total stands alone, so it is hidden only if it is small. */
function totalBounds(cell: Cell, count: number): Bounds {
  if (cell.kind !== 'hidden') return plainBounds(cell, count)
  return isFew(count) ? shownBounds(count) : { low: 0, high: Number.POSITIVE_INFINITY }
}

function plainBounds(cell: Cell | undefined, count: number): Bounds {
  if (cell?.kind === 'few' && isFew(count)) return { low: 1, high: mostOfFew }
  if (cell?.kind === 'exact' && cell.count === count) return { low: count, high: count }
  throw doesNotAddUp(count, cell?.kind === 'exact' ? String(cell.count) : '"<10"')
}

function doesNotAddUp(count: number, shown: string): RangeError {
  return new RangeError(`The cells add up to ${count}, but the margin shows ${shown}: count both at once`)
}
