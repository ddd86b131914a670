/** Numbers from 0 to 1, such as `seededRandom` makes. */
export type Chance = () => number

/** A repeatable stream of numbers from 0 to 1 (mulberry32 of Tommy Ettinger, public domain): for made-up data, not for secrets. */
export function seededRandom(start: number): Chance {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
