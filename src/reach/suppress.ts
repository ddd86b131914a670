/** A count as a page may show it: as it is, as "<10", or not at all. */
export type Cell = { kind: 'exact'; count: number } | { kind: 'few' } | { kind: 'hidden' }

/** Non-zero counts below this are shown as "<10": fewer accounts than that could be recognised. */
export const smallestShown = 10

const hiddenCell: Cell = { kind: 'hidden' }

/**
 * Small-cell suppression for a table of one dimension whose total the reader knows.
 *
 * Counts 1-9 become `few`. While the total would still give one of them away, the next smallest count becomes
 * `hidden` too (complementary suppression; Hundepool et al., Statistical Disclosure Control, 2012, ch. 4). A count is
 * given away when only one value fits the total, `few` being 1-9 and `hidden` at least 10 and at most the smallest
 * count that is still shown. Where nothing helps (such as a total below 10 in one cell) all cells become `hidden`.
 *
 * @param counts whole numbers from 0, in the order of the table's rows; the answer keeps that order
 */
export function suppress(counts: readonly number[]): Cell[] {
  const small = counts.filter((count) => isFew(count))
  if (small.length === 0) return counts.map((count) => ({ kind: 'exact', count }))
  const large = [...counts.keys()].filter((at) => countAt(counts, at) >= smallestShown)
  large.sort((a, b) => countAt(counts, a) - countAt(counts, b) || a - b)
  for (let more = small.length === 1 ? 1 : 0; more <= large.length; more++) {
    const hidden = large.slice(0, more).map((at) => countAt(counts, at))
    const next = large[more]
    if (!isUncertain(small, hidden, next === undefined ? Number.POSITIVE_INFINITY : countAt(counts, next)))
      continue
    const gone = new Set(large.slice(0, more))
    return counts.map((count, at) =>
      gone.has(at) ? hiddenCell : isFew(count) ? { kind: 'few' } : { kind: 'exact', count },
    )
  }
  return counts.map(() => hiddenCell)
}

/** True when each small count could have at least two values, for a reader who knows the sum of all that is not shown. */
function isUncertain(small: readonly number[], hidden: readonly number[], most: number): boolean {
  const sum = [...small, ...hidden].reduce((all, count) => all + count, 0)
  const others = small.length - 1
  const leastElsewhere = others + hidden.length * smallestShown
  const mostElsewhere = others * (smallestShown - 1) + (hidden.length === 0 ? 0 : hidden.length * most)
  const lowest = Math.max(1, sum - mostElsewhere)
  const highest = Math.min(smallestShown - 1, sum - leastElsewhere)
  return highest > lowest
}

function isFew(count: number): boolean {
  return count > 0 && count < smallestShown
}

function countAt(counts: readonly number[], at: number): number {
  const count = counts[at]
  if (count === undefined) throw new RangeError(`There is no cell ${at}`)
  return count
}
