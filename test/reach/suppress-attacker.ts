import { type Cell, suppress } from '../../src/reach/suppress.ts'
import type { Margins } from '../../src/reach/suppress-margins.ts'
import { suppressTable } from '../../src/reach/suppress-table.ts'

export type Published = Margins & { inside: Cell[][] }

export function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0)
}

export function isSmall(count: number): boolean {
  return count > 0 && count < 10
}

export function columnsOf(table: readonly (readonly number[])[]): number[][] {
  return (table[0] ?? []).map((_, column) => table.map((row) => row[column] ?? 0))
}

export function marginsOf(table: readonly (readonly number[])[]): Margins {
  const [total] = suppress([sum(table.flat())])
  if (total === undefined) throw new Error('A total of one number is one cell')
  return { rows: suppress(table.map(sum)), columns: suppress(columnsOf(table).map(sum)), total }
}

export function publish(table: readonly (readonly number[])[]): Published {
  const margins = marginsOf(table)
  return { ...margins, inside: suppressTable(table, margins) }
}

/** All that is published in one list: the inside row by row, the rows' sums, the columns' sums, the total. */
export function flat<T>(
  inside: readonly (readonly T[])[],
  rows: readonly T[],
  columns: readonly T[],
  total: T,
): T[] {
  return [...inside.flat(), ...rows, ...columns, total]
}

export type Range = [low: number, high: number]

/** What a reader takes each published cell for, in the order of `flat`. */
export function rangesOf({ inside, rows, columns, total }: Published): Range[] {
  const most = total.kind === 'exact' ? total.count : 9
  const range = (cell: Cell, ifHidden: Range): Range => {
    if (cell.kind === 'exact') return [cell.count, cell.count]
    return cell.kind === 'few' ? [1, 9] : ifHidden
  }
  const margin = (cells: readonly Cell[]) => {
    const shown = cells.flatMap((cell) => (cell.kind === 'exact' && cell.count >= 10 ? [cell.count] : []))
    const hidden: Range = cells.some(({ kind }) => kind === 'few')
      ? [10, Math.min(most, ...shown)]
      : [0, most]
    return cells.map((cell) => range(cell, hidden))
  }
  const whole = (cells: readonly Cell[]) => cells.every(({ kind }) => kind === 'hidden')
  const wholeColumns = columns.map((_, at) => whole(inside.flatMap((row) => row.slice(at, at + 1))))
  return flat(
    inside.map((row) => row.map((cell, at) => range(cell, [whole(row) || wholeColumns[at] ? 0 : 10, most]))),
    margin(rows),
    margin(columns),
    range(total, [1, 9]),
  )
}

/**
 * A reader who knows nothing but what is published: he puts together tables that fit it (by maximum flow from nothing,
 * Ford and Fulkerson 1956) and asks of each number that was the same in all of them for a table where it is not.
 *
 * @returns the places, in the order of `flat`, of the numbers that he can tell although they are not printed
 */
export function tellByFlow(ranges: readonly Range[], rows: number, columns: number): number[] {
  const first = anyTable(ranges, rows, columns)
  if (first === undefined) throw new Error('What is published does not fit together')
  const open = new Set([...ranges.keys()].filter((at) => ranges[at]?.[0] !== ranges[at]?.[1]))
  const told: number[] = []
  for (const at of open) {
    const value = first[at] ?? 0
    const other =
      anyTable(
        replaced(ranges, at, (range) => [range[0], value - 1]),
        rows,
        columns,
      ) ??
      anyTable(
        replaced(ranges, at, (range) => [value + 1, range[1]]),
        rows,
        columns,
      )
    if (other === undefined) told.push(at)
    for (const place of open) if (other !== undefined && other[place] !== first[place]) open.delete(place)
  }
  return told
}

function replaced(ranges: readonly Range[], at: number, by: (range: Range) => Range): Range[] {
  return ranges.map((range, place) => (place === at ? by(range) : range))
}

/** A table within these ranges that adds up, in the order of `flat`; undefined when there is none. */
function anyTable(ranges: readonly Range[], rows: number, columns: number): number[] | undefined {
  if (ranges.some(([low, high]) => low > high)) return undefined
  const ends = endsOf(rows, columns)
  const nodes = rows + columns + 4
  const [source, sink] = [nodes - 2, nodes - 1]
  const room = new Int32Array(nodes * nodes)
  const need = new Int32Array(nodes)
  for (const [at, [from, to]] of ends.entries()) {
    const [low, high] = ranges[at] ?? [0, 0]
    room[from * nodes + to] = high - low
    need[to] = (need[to] ?? 0) + low
    need[from] = (need[from] ?? 0) - low
  }
  let wanted = 0
  for (const [node, amount] of need.entries()) {
    if (amount > 0) wanted += amount
    if (amount > 0) room[source * nodes + node] = amount
    if (amount < 0) room[node * nodes + sink] = -amount
  }
  const before = room.slice()
  for (let sent = 0; sent < wanted; ) {
    const more = push(room, nodes)
    if (more === 0) return undefined
    sent += more
  }
  return ends.map(([from, to], at) => {
    const place = from * nodes + to
    return (ranges[at]?.[0] ?? 0) + (before[place] ?? 0) - (room[place] ?? 0)
  })
}

function endsOf(rows: number, columns: number): [number, number][] {
  const [start, end] = [rows + columns, rows + columns + 1]
  const row = Array.from({ length: rows }, (_, at) => at)
  const column = Array.from({ length: columns }, (_, at) => rows + at)
  return flat<[number, number]>(
    row.map((from) => column.map((to): [number, number] => [from, to])),
    row.map((to) => [start, to]),
    column.map((from) => [from, end]),
    [end, start],
  )
}

/** Sends what goes along one shortest way from the last node but one to the last. */
function push(room: Int32Array, nodes: number): number {
  const way = shortestWay(room, nodes)
  if (way.length === 0) return 0
  const most = Math.min(...way.map(([from, to]) => room[from * nodes + to] ?? 0))
  for (const [from, to] of way) {
    room[from * nodes + to] = (room[from * nodes + to] ?? 0) - most
    room[to * nodes + from] = (room[to * nodes + from] ?? 0) + most
  }
  return most
}

function shortestWay(room: Int32Array, nodes: number): [number, number][] {
  const [source, sink] = [nodes - 2, nodes - 1]
  const from = new Int32Array(nodes).fill(-1)
  const queue = [source]
  from[source] = source
  for (let at = 0; at < queue.length && from[sink] === -1; at++) {
    const node = queue[at] ?? source
    for (let next = 0; next < nodes; next++) {
      if (from[next] !== -1 || room[node * nodes + next] === 0) continue
      from[next] = node
      queue.push(next)
    }
  }
  const way: [number, number][] = []
  for (let node = sink; node !== source && from[node] !== -1; node = from[node] ?? source)
    way.push([from[node] ?? source, node])
  return way
}

/** The same by writing down every table that fits; for tables of a few cells and small totals. */
export function tellByListing(ranges: readonly Range[], rows: number, columns: number): number[] {
  const cells = rows * columns
  const values = ranges.map(() => new Set<number>())
  const table = new Array<number>(cells).fill(0)
  const list = (at: number): void => {
    if (at === cells) {
      const inside = Array.from({ length: rows }, (_, row) => table.slice(row * columns, (row + 1) * columns))
      const all = flat(inside, inside.map(sum), columnsOf(inside).map(sum), sum(table))
      if (!all.every((value, place) => isWithin(value, ranges[place]))) return
      for (const [place, value] of all.entries()) values[place]?.add(value)
      return
    }
    const row = Math.floor(at / columns)
    const soFar = sum(table.slice(row * columns, at))
    const [low, high] = ranges[at] ?? [0, -1]
    const most = Math.min(high, (ranges[cells + row]?.[1] ?? 0) - soFar)
    for (let value = low; value <= most; value++) {
      table[at] = value
      list(at + 1)
    }
  }
  list(0)
  return [...ranges.keys()].filter((at) => values[at]?.size === 1 && ranges[at]?.[0] !== ranges[at]?.[1])
}

function isWithin(value: number, range: Range | undefined): boolean {
  return range !== undefined && value >= range[0] && value <= range[1]
}
