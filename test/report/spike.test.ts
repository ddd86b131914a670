import { describe, expect, it } from 'vitest'
import type { Cell } from '../../src/reach/suppress.ts'
import { isSpike } from '../../src/report/spike.ts'

const exact = (count: number): Cell => ({ kind: 'exact', count })
const few: Cell = { kind: 'few' }
const hidden: Cell = { kind: 'hidden' }

describe('a code that suddenly brings many', () => {
  it.each<[string, Cell, Cell[], boolean]>([
    ['three times the mean before', exact(60), [exact(20), exact(20)], true],
    ['a little less', exact(59), [exact(20), exact(20)], false],
    ['many times few', exact(30), [exact(0), few, exact(0), few], true],
    ['three times few, counted as 9', exact(26), [few], false],
    ['less than 20', exact(19), [exact(1)], false],
    ['new: nobody before', exact(500), [exact(0), exact(0)], false],
    ['new: no period before', exact(500), [], false],
    ['kept back now', hidden, [exact(10)], false],
    ['kept back before', exact(500), [exact(10), hidden], false],
  ])('%s', (_, now, before, spike) => {
    expect(isSpike(now, before)).toBe(spike)
  })
})
