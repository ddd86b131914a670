import { describe, expect, it } from 'vitest'
import { mean, type Rate, rate } from '../../src/reach/suppress-rate.ts'

const words = (shown: Rate) => (shown.kind === 'base' ? 'base' : `${shown.kind} ${shown.share}`)

describe('a share', () => {
  it.each([
    [0, 0, 'base'],
    [10, 19, 'base'],
    [10, 20, 'share 50'],
    [0, 20, 'share 0'],
    [20, 20, 'share 100'],
    [1, 40, 'below 25'],
    [9, 40, 'below 25'],
    [10, 40, 'share 25'],
    [39, 40, 'above 75'],
    [31, 40, 'above 75'],
    [30, 40, 'share 75'],
    [3, 300, 'below 4'],
    [5, 100_000, 'below 1'],
    [11, 100_000, 'below 1'],
    [99_989, 100_000, 'above 99'],
  ])('of %d in %d is %s', (part, whole, shown) => {
    expect(words(rate(part, whole))).toBe(shown)
  })

  it('never tells a part of 1-9, nor such a rest, with any whole up to 3,000', () => {
    const told: string[] = []
    for (let whole = 0; whole <= 3000; whole++) {
      for (const [shown, parts] of partsBehind(whole)) {
        if (parts.length !== 1) continue
        const [part = 0] = parts
        if (isSmall(part) || isSmall(whole - part)) told.push(`${shown} of ${whole}`)
      }
    }
    expect(told).toEqual([])
  })

  it('is true of every part that it is said of', () => {
    const wrong: string[] = []
    for (let whole = 20; whole <= 600; whole++) {
      for (let part = 0; part <= whole; part++) {
        const shown = rate(part, whole)
        if (!isTrue(shown, (100 * part) / whole)) wrong.push(`${words(shown)}: ${part} of ${whole}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('a mean', () => {
  it('is said of 30 and more', () => {
    expect([mean(50, 29), mean(50, 30), mean(0, 30)]).toEqual([undefined, 1.7, 0])
  })

  it('never tells a sum of 1-9', () => {
    for (let counted = 30; counted <= 600; counted++) {
      const means = Array.from({ length: 30 }, (_, sum) => mean(sum, counted))
      for (let sum = 1; sum <= 9; sum++)
        expect(means.filter((shown) => shown === means[sum]).length).toBeGreaterThan(1)
    }
  })
})

/** For each share that a page could show of this whole: the parts of which it would. */
function partsBehind(whole: number): Map<string, number[]> {
  const behind = new Map<string, number[]>()
  for (let part = 0; part <= whole; part++) {
    const shown = words(rate(part, whole))
    const parts = behind.get(shown)
    if (parts === undefined) behind.set(shown, [part])
    else parts.push(part)
  }
  return behind
}

function isTrue(shown: Rate, share: number): boolean {
  if (shown.kind === 'base') return false
  if (shown.kind === 'share') return Math.abs(shown.share - share) <= 0.5
  return shown.kind === 'below' ? share < shown.share : share > shown.share
}

function isSmall(count: number): boolean {
  return count > 0 && count < 10
}
