import { smallestShown } from './suppress.ts'

/** A percentage has a denominator of at least this many, a mean of at least `leastForMean`. */
export const leastForShare = 20
export const leastForMean = 30

/** A share in whole per cent as a page may show it: "12 %", "<12 %", ">88 %", or nothing since too few are counted. */
export type Rate = { kind: 'share' | 'below' | 'above'; share: number } | { kind: 'base' }

/**
 * What may be said of a part of a whole that is printed beside it.
 *
 * A part of 1-9 is `below` the share that 10 would have, rounded up; a part with 1-9 left over is `above` the share with
 * 10 left over, rounded down. None and all are 0 and 100, and nothing else is. So the whole and the share together
 * leave all of 1-9 possible. Give it only for a part that is not `hidden` in a table: the share would tell it.
 *
 * @param part whole number, at most the whole
 * @param whole whole number from 0, the denominator
 */
export function rate(part: number, whole: number): Rate {
  if (whole < leastForShare) return { kind: 'base' }
  const share = Math.round((100 * part) / whole)
  const rest = whole - part
  if (part > 0 && (part < smallestShown || share === 0)) return { kind: 'below', share: least(whole) }
  if (rest > 0 && (rest < smallestShown || share === 100)) return { kind: 'above', share: 100 - least(whole) }
  return { kind: 'share', share }
}

function least(whole: number): number {
  return Math.ceil((100 * smallestShown) / whole)
}

/** A mean to one decimal, which leaves two sums possible or more; nothing with fewer than 30 counted. */
export function mean(sum: number, counted: number): number | undefined {
  return counted < leastForMean ? undefined : Math.round((10 * sum) / counted) / 10
}
