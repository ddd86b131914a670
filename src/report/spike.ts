import { type Cell, smallestShown, sum } from '../reach/suppress.ts'

/** Periods before that a code is held against. */
export const spikeMemory = 4
const least = 20
const times = 3

/**
 * Whether a code suddenly brings many: at least 20 and three times the mean of up to four periods before. Made of what
 * is shown of each period, so that it tells nothing more: 1-9 counts as 9, and next to what is kept back nothing is
 * said. A code that brought nobody before is new, not a spike.
 */
export function isSpike(now: Cell, before: readonly Cell[]): boolean {
  if (now.kind !== 'exact' || before.some(({ kind }) => kind === 'hidden')) return false
  const counts = before.map((cell) => (cell.kind === 'exact' ? cell.count : smallestShown - 1))
  const all = sum(counts)
  return all > 0 && now.count >= least && now.count * counts.length >= times * all
}
