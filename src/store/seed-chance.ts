import type { Chance } from '../campaign/random.ts'

export type Weighted<T> = readonly (readonly [T, number])[]

/** One of a list by its weights, which need not add up to 1. */
export function draw<T>(list: Weighted<T>, random: Chance): T {
  let left = random() * list.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [value, weight] of list) {
    left -= weight
    if (left < 0) return value
  }
  const last = list.at(-1)
  if (last === undefined) throw new RangeError('There is nothing to draw from')
  return last[0]
}

/** One of a list, the first ones far more often than the last. */
export function drawEarly<T>(list: readonly T[], random: Chance): T {
  const drawn = list[Math.floor(random() ** 2 * list.length)]
  if (drawn === undefined) throw new RangeError('There is nothing to draw from')
  return drawn
}

/** A whole number from `least` to `most`. */
export function between(least: number, most: number, random: Chance): number {
  return least + Math.floor(random() * (most - least + 1))
}
