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

  it.each([
    [2, 70],
    [3, 44],
    [4, 36],
  ])(
    'in %d cells cannot be told from any total up to %d, even by one who knows how they are hidden',
    (cells, most) => {
      for (let total = 0; total <= most; total++) {
        const told = [...looks(cells, total)].filter(([, tables]) =>
          tables.some((seen) => seen.size === 1 && hasSmall(seen)),
        )
        expect(told.map(([look]) => `${total}: ${look}`)).toEqual([])
      }
    },
  )

  it('tell by what is hidden for them neither that all are 1 nor that all are 9', () => {
    expect(words(suppress([1, 1, 15, 400]))).toEqual(['few', 'few', 'hidden', 'hidden'])
    expect(words(suppress([9, 9]))).toEqual(words(suppress([8, 10])))
    expect(words(suppress(new Array(10).fill(1)))).toEqual(words(suppress([3, 7, ...new Array(8).fill(0)])))
  })

  it('cost one other count at most in tables as they are', () => {
    expect(words(suppress([1, 1, 40, 60, 250]))).toEqual(['few', 'few', 'hidden', 60, 250])
    expect(words(suppress([1, 2, 11, 60, 250]))).toEqual(['few', 'few', 11, 60, 250])
    expect(words(suppress([0, 4, 0, 60, 250]))).toEqual([0, 'few', 0, 'hidden', 250])
  })
})

/** What a count may be shown as, whatever stands beside it. */
function couldShow(count: number): Cell[] {
  const small = count > 0 && count < 10
  return [small ? { kind: 'few' } : { kind: 'exact', count }, { kind: 'hidden' }]
}

/** For each way that tables with this total look: the values that each cell has in all tables that look so. */
function looks(cells: number, total: number): Map<string, Set<number>[]> {
  const found = new Map<string, Set<number>[]>()
  for (const counts of tablesWith(cells, total)) {
    const look = words(suppress(counts)).join(' ')
    const seen = found.get(look) ?? counts.map(() => new Set<number>())
    for (const [at, count] of counts.entries()) seen[at]?.add(count)
    found.set(look, seen)
  }
  return found
}

function tablesWith(cells: number, total: number): number[][] {
  if (cells === 1) return [[total]]
  return Array.from({ length: total + 1 }, (_, first) => first).flatMap((first) =>
    tablesWith(cells - 1, total - first).map((rest) => [first, ...rest]),
  )
}

function hasSmall(seen: ReadonlySet<number>): boolean {
  return [...seen].some((count) => count > 0 && count < 10)
}
