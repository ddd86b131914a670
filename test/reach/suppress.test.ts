import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Cell, suppress } from '../../src/reach/suppress.ts'

const words = (cells: Cell[]) => cells.map((cell) => (cell.kind === 'exact' ? cell.count : cell.kind))

describe('small cells', () => {
  it.each([
    [[], []],
    [
      [0, 10, 250],
      [0, 10, 250],
    ],
    [
      [3, 5, 40],
      ['few', 'few', 40],
    ],
    [
      [3, 250, 400],
      ['few', 'hidden', 400],
    ],
    [
      [0, 3, 12],
      [0, 'few', 'hidden'],
    ],
  ])('of %j are shown as %j', (counts, shown) => {
    expect(words(suppress(counts))).toEqual(shown)
  })

  it.each([[[7]], [[7, 0]], [[1, 1]], [[9, 9, 0]], [[1, 10]]])(
    'of %j cannot be protected: nothing is shown',
    (counts) => {
      expect(new Set(words(suppress(counts)))).toEqual(new Set(['hidden']))
    },
  )

  const tables = fc.array(fc.oneof(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 24 })), {
    maxLength: 5,
  })

  it('are never printed, and what is printed is true', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const cells = suppress(counts)
        expect(cells).toHaveLength(counts.length)
        for (const [at, cell] of cells.entries()) expect(couldShow(counts[at] ?? 0)).toContainEqual(cell)
      }),
    )
  })

  it('cannot be worked out from the total', () => {
    fc.assert(
      fc.property(tables, (counts) => {
        const cells = suppress(counts)
        if (cells.every(({ kind }) => kind === 'hidden')) return
        const possible = tablesThatFit(
          cells,
          counts.reduce((sum, count) => sum + count, 0),
        )
        expect(possible.length).toBeGreaterThan(0)
        for (const [at, cell] of cells.entries()) {
          if (cell.kind === 'few') expect(new Set(possible.map((table) => table[at])).size).toBeGreaterThan(1)
        }
      }),
      { numRuns: 300 },
    )
  })
})

/** What a count may be shown as, whatever stands beside it. */
function couldShow(count: number): Cell[] {
  const small = count > 0 && count < 10
  return [small ? { kind: 'few' } : { kind: 'exact', count }, { kind: 'hidden' }]
}

/** Every table that a reader who knows the total and the rules would hold possible. */
function tablesThatFit(cells: readonly Cell[], total: number): number[][] {
  const shown = cells.flatMap((cell) => (cell.kind === 'exact' && cell.count > 0 ? [cell.count] : []))
  const most = Math.min(total, ...shown)
  const range = (cell: Cell): number[] => {
    if (cell.kind === 'exact') return [cell.count]
    const [from, to] = cell.kind === 'few' ? [1, 9] : [10, most]
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)
  }
  let partial: number[][] = [[]]
  for (const cell of cells) {
    partial = partial
      .flatMap((table) => range(cell).map((count) => [...table, count]))
      .filter((table) => table.reduce((sum, count) => sum + count, 0) <= total)
  }
  return partial.filter((table) => table.reduce((sum, count) => sum + count, 0) === total)
}
