/** A count as a page may show it: as it is, as "<10", or not at all. */
export type Cell = { kind: 'exact'; count: number } | { kind: 'few' } | { kind: 'hidden' }

/** Non-zero counts below this are shown as "<10": fewer accounts than that could be recognised. */
export const smallestShown = 10

export const mostOfFew = smallestShown - 1
export const hiddenCell: Cell = { kind: 'hidden' }

/**
 * Small-cell suppression for a table of one dimension whose total the reader knows.
 *
 * Counts 1-9 become `few`. While the reader could still tell one of them, the next smallest count becomes `hidden` too
 * (complementary suppression; Hundepool et al., Statistical Disclosure Control, 2012, ch. 4), after two of these all
 * counts from 10. Where nothing helps (such as a total below 10 in one cell) all cells become `hidden`.
 *
 * The reader is taken to know this function. He takes `few` for 1-9 and `hidden` for at least 10 and at most the
 * smallest count that is still shown, and he knows that hiding less would have given something away: two accounts in
 * two cells are shown as `few`, `few` and one `hidden` cell, and the hidden cell says that both are 1 or both are 9. So
 * each step is taken for what it tells, not only for what the total tells (see `isSafe`).
 *
 * What it does not protect: the same number watched day by day (where "<10" becomes 10 with the one account that came
 * that day, it was 9; two periods that overlap tell what lies between them; so readers who might watch get fixed weeks
 * and months only); a table of one cell, which is its total; tables of the same accounts side by side, other than as
 * `suppressTable` puts them; a count that is hidden here and printed elsewhere, be it as a percentage.
 *
 * @param counts whole numbers from 0, in the order of the table's rows; the answer keeps that order
 */
export function suppress(counts: readonly number[]): Cell[] {
  const few = counts.filter(isFew)
  if (few.length === 0) return counts.map((count) => ({ kind: 'exact', count }))
  const large = [...counts.entries()].filter(([, count]) => count >= smallestShown)
  large.sort(([a, one], [b, other]) => one - other || a - b)
  const amounts = large.map(([, count]) => count)
  const hide = isToldByHiding(counts) ? undefined : levelOf(few.length, sum(few), amounts)
  if (hide === undefined) return counts.map(() => hiddenCell)
  const gone = new Set(large.slice(0, hide).map(([at]) => at))
  return counts.map((count, at) => {
    if (gone.has(at)) return hiddenCell
    return isFew(count) ? { kind: 'few' } : { kind: 'exact', count }
  })
}

/** How many of the sorted counts from 10 must go; undefined when not even all of them are enough. */
function levelOf(few: number, fewSum: number, amounts: readonly number[]): number | undefined {
  return levels(amounts.length).find((hide) => isSafe(seenOf({ few, fewSum, amounts }, hide)))
}

function levels(large: number): number[] {
  return [...new Set([0, 1, 2].filter((hide) => hide < large)), large]
}

/** What a reader sees: how many cells are few, how many hidden, their sum, and the smallest count from 10 shown. */
type Seen = { few: number; hide: number; large: number; sum: number; below: number }

/** A table that could be: how many counts are small, their sum, and the others from 10, smallest first. */
type Table = { few: number; fewSum: number; amounts: readonly number[] }

function seenOf({ few, fewSum, amounts }: Table, hide: number): Seen {
  const below = amounts[hide] ?? Number.POSITIVE_INFINITY
  return { few, hide, large: amounts.length, sum: fewSum + sum(amounts.slice(0, hide)), below }
}

/**
 * True when each small count could have two values for a reader who knows what is seen and how it came to be.
 *
 * A count is small or not for all to see, so tables that look alike differ in the sum of their small counts and in what
 * is hidden only. Such a table counts when it would have come this far itself, which is for this function to say of
 * each step before. It says so of few tables, chosen by what is seen and not by the true counts: therefore it says the
 * same to all tables that look alike, and where it finds two values the reader finds them too. Within one sum the small
 * counts may stand in any order.
 */
function isSafe(seen: Seen): boolean {
  const sums = seen.hide === 0 ? [seen.sum] : fewSums(seen.few)
  const isPossible = (fewSum: number) =>
    hiddenFor(seen, seen.sum - fewSum).some((hidden) => comesThisFar(seen, fewSum, hidden))
  const [least, most] = [sums.find(isPossible), sums.findLast(isPossible)]
  if (least === undefined || most === undefined) return false
  const others = seen.few - 1
  const lowest = Math.max(1, least - others * mostOfFew)
  const highest = Math.min(mostOfFew, most - others)
  return highest > lowest
}

/** The sums with which anything from 10 is hidden: two small counts or more are told only if all are 1 or all are 9. */
function fewSums(few: number): number[] {
  return few === 1 ? [1, 2, 3, 4, 5, 6, 7, 8, 9] : [few, few * mostOfFew]
}

/** Hidden counts, smallest first, with this sum: as equal as can be, and as unequal as can be. */
function hiddenFor({ hide, below }: Seen, total: number): number[][] {
  if (hide === 0) return total === 0 ? [[]] : []
  const even = Array.from({ length: hide }, (_, at) => Math.floor((total + at) / hide))
  const uneven = Array.from({ length: hide }, (_, at) =>
    at === hide - 1 ? total - at * smallestShown : smallestShown,
  )
  return [even, uneven].filter((hidden) => hidden.every((count) => count >= smallestShown && count < below))
}

function comesThisFar({ few, hide, large }: Seen, fewSum: number, hidden: readonly number[]): boolean {
  const before = levels(large).filter((level) => level < hide)
  return before.every((level) => !isSafe({ ...seenOf({ few, fewSum, amounts: hidden }, level), large }))
}

/**
 * True for 18 in two cells and 10 in ten. Of these only 9 and 9, and ten times 1, could not be protected, and a reader who
 * sees everything hidden would know them by that; so all tables with such a sum are hidden. Every other table in which
 * all cells are the same has one beside it that is hidden whole too: one small count and no others, or ones and a large one.
 */
function isToldByHiding(counts: readonly number[]): boolean {
  const total = sum(counts)
  return (counts.length === 2 && total === 18) || (counts.length === 10 && total === 10)
}

export function isFew(count: number): boolean {
  return count > 0 && count < smallestShown
}

export function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0)
}
