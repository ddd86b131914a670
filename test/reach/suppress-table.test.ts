import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell } from '../../src/reach/suppress.ts'
import { suppressTable } from '../../src/reach/suppress-table.ts'
import {
  columnsOf,
  flat,
  isSmall,
  marginsOf,
  type Published,
  publish,
  rangesOf,
  sum,
  tellByFlow,
  tellByListing,
} from './suppress-attacker.ts'

const word = (cell: Cell) => (cell.kind === 'exact' ? cell.count : cell.kind)
const words = (cells: readonly (readonly Cell[])[]) => cells.map((row) => row.map(word))

const count = fc.oneof(
  { weight: 8, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 2 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 9 }) },
  { weight: 2, arbitrary: fc.integer({ min: 10, max: 13 }) },
  { weight: 2, arbitrary: fc.integer({ min: 10, max: 60 }) },
  { weight: 1, arbitrary: fc.integer({ min: 10, max: 5000 }) },
)
const side = fc.integer({ min: 1, max: 8 })

function tables(rows: fc.Arbitrary<number> = side, columns: fc.Arbitrary<number> = side) {
  return fc.tuple(rows, columns).chain(([height, width]) =>
    fc.array(fc.array(count, { minLength: width, maxLength: width }), {
      minLength: height,
      maxLength: height,
    }),
  )
}

/** Every number of a table in the order of `flat`. */
function truthOf(table: number[][]): number[] {
  return flat(table, table.map(sum), columnsOf(table).map(sum), sum(table.flat()))
}

/** The true small counts that a reader can tell although they are not printed, as places in the order of `flat`. */
function told(table: number[][], shown: Published): number[] {
  const [rows, columns] = [shown.rows.length, shown.columns.length]
  const truth = truthOf(table)
  const tell = rows * columns <= 4 && sum(table.flat()) < 30 ? tellByListing : tellByFlow
  return tell(rangesOf(shown), rows, columns).filter((at) => isSmall(truth[at] ?? 0))
}

/** The cells that are shown as what they are not: a small count printed, a wrong one, "<10" for one that is not small. */
function untrue(table: number[][], shown: Published): Cell[] {
  const truth = truthOf(table)
  return flat(shown.inside, shown.rows, shown.columns, shown.total).filter((cell, at) => {
    const count = truth[at] ?? 0
    if (cell.kind === 'hidden') return false
    return cell.kind === 'few' ? !isSmall(count) : isSmall(count) || cell.count !== count
  })
}

describe('the inside of a table', () => {
  it.each<[string, number[][], (number | string)[][]]>([
    [
      'whole without small counts',
      [
        [10, 0],
        [250, 31],
      ],
      [
        [10, 0],
        [250, 31],
      ],
    ],
    [
      'with a partner in each row and column of a small count',
      [
        [3, 40, 50],
        [60, 70, 80],
        [90, 100, 110],
      ],
      [
        ['few', 'hidden', 50],
        ['hidden', 'hidden', 80],
        [90, 100, 110],
      ],
    ],
    [
      'with its small counts protecting each other',
      [
        [3, 4, 90],
        [5, 6, 80],
        [70, 200, 300],
      ],
      [
        ['few', 'few', 90],
        ['few', 'few', 80],
        [70, 200, 300],
      ],
    ],
  ])('is shown %s', (_, table, shown) => {
    expect(words(publish(table).inside)).toEqual(shown)
  })

  it('is hidden for a row where two accounts in two cells would be told by their sum', () => {
    const table = [
      [1, 1, 90, 40],
      [5, 6, 80, 40],
      [70, 200, 300, 40],
    ]
    const [row] = words(publish(table).inside)
    expect(row?.slice(0, 2)).toEqual(['few', 'few'])
    expect(row?.filter((cell) => cell === 'hidden')).toHaveLength(1)
  })

  it('is the same every time, and does not touch what it is given', () => {
    const table = Object.freeze(
      [
        [1, 1, 90],
        [5, 12, 80],
        [0, 200, 3],
      ].map((row) => Object.freeze(row)),
    )
    expect(publish(table)).toEqual(publish(table))
  })

  it('is refused when it does not add up to its margins', () => {
    const margins = marginsOf([
      [3, 40],
      [50, 60],
    ])
    expect(() =>
      suppressTable(
        [
          [3, 41],
          [50, 60],
        ],
        margins,
      ),
    ).toThrow(/add up to/)
    expect(() => suppressTable([[3, 40]], margins)).toThrow(/one sum for each row/)
  })

  it('keeps what exact margins leave it, down to a margin that is small itself', () => {
    const table = [
      [3, 4, 0],
      [20, 30, 0],
      [0, 1, 15],
    ]
    const exact = (counts: number[]) => counts.map((value): Cell => ({ kind: 'exact', count: value }))
    const total: Cell = { kind: 'exact', count: sum(table.flat()) }
    const margins = { rows: exact(table.map(sum)), columns: exact(columnsOf(table).map(sum)), total }
    const shown = { ...margins, inside: suppressTable(table, margins) }
    expect(told(table, shown)).toEqual([])
  })
})

describe('a reader of 20,000 tables with their margins', () => {
  const seen = { tables: 0, small: 0, hidden: 0 }

  it('sees no count below 10, tells none, and sees tables without such counts whole', () => {
    fc.assert(
      fc.property(tables(), (table) => {
        const shown = publish(table)
        expect(untrue(table, shown)).toEqual([])
        expect(told(table, shown)).toEqual([])
        const counts = table.flat()
        const cells = shown.inside.flat()
        const small = counts.filter(isSmall).length
        const others = cells.filter(({ kind }, at) => kind === 'hidden' && !isSmall(counts[at] ?? 0)).length
        if (small === 0) expect(others).toBe(0)
        seen.tables += 1
        seen.small += small
        seen.hidden += others
      }),
      { numRuns: 20_000, seed: 20 },
    )
  }, 240_000)

  it('misses fewer than one other count for two small ones', () => {
    expect(seen.tables).toBe(20_000)
    expect(seen.hidden / seen.small).toBeLessThan(0.5)
  })

  it('could tell many if only the small counts were left out', () => {
    const bare = fc.sample(tables(), { numRuns: 500, seed: 4 }).filter((table) => {
      const inside = table.map((row) =>
        row.map((value): Cell => (isSmall(value) ? { kind: 'few' } : { kind: 'exact', count: value })),
      )
      return told(table, { ...marginsOf(table), inside }).length > 0
    })
    expect(bare.length).toBeGreaterThan(100)
  })

  it('comes to the same by listing every table that fits as by maximum flow', () => {
    const smallSide = fc.integer({ min: 1, max: 2 })
    fc.assert(
      fc.property(tables(smallSide, smallSide), (table) => {
        fc.pre(sum(table.flat()) < 30)
        const ranges = rangesOf(publish(table))
        const [rows, columns] = [table.length, table[0]?.length ?? 0]
        expect(tellByFlow(ranges, rows, columns)).toEqual(tellByListing(ranges, rows, columns))
      }),
      { numRuns: 300 },
    )
  })
})
