import { expect, test } from 'vitest'
import { type Indicator, logframeSchema } from '../../src/campaign/logframe.ts'
import { readFigure, readSpend } from '../../src/campaign/logframe-entry.ts'
import { loadContent } from '../../src/content/load.ts'

const { logframe } = loadContent('.', [])
if (logframe === undefined) throw new Error('The logframe is not there')
const plan = logframe
const rules = { today: '2026-11-24', begins: plan.begins }
const right = { kind: 'target', day: '2027-09-10', value: '20000', evidence: 'Annex 2' }

function indicator(id: string): Indicator {
  const found = plan.indicators.find((each) => each.id === id)
  if (found === undefined) throw new Error(`There is no ${id}`)
  return found
}

test('a target stands for the end of its month, an actual for its day; numbers are read as people write them', () => {
  expect(readFigure(right, indicator('reached'), rules)).toEqual({ entry: { ...right, day: '2027-09-30' } })
  const actual = { ...right, kind: 'actual', day: '2026-06-10', value: '35,5' }
  expect(readFigure(actual, indicator('knowledge'), rules)).toEqual({ entry: { ...actual, value: '35.5' } })
  expect(readFigure({ ...right, value: '1 200 300' }, indicator('reached'), rules)).toMatchObject({
    entry: { value: '1200300' },
  })
})

test.each([
  ['reached', { evidence: '' }, 'evidence: evidence'],
  ['reached', { value: '-5' }, 'value: negative'],
  ['reached', { value: 'many' }, 'value: number'],
  ['reached', { value: '1.234' }, 'value: number'],
  ['reached', { day: '2025-09-30' }, 'day: day-before'],
  ['reached', { day: 'soon' }, 'day: day'],
  ['reached', { kind: 'wish' }, 'kind: kind'],
  ['reached', { kind: 'actual', day: '2026-11-01' }, 'kind: kind-counted'],
  ['knowledge', { kind: 'actual', day: '2026-12-01', value: '50' }, 'day: day-future'],
  ['knowledge', { value: '101' }, 'value: percent'],
])('refuses a number of %s with %j', (id, more, says) => {
  const read = readFigure({ ...right, ...more }, indicator(id), rules)
  expect('mistakes' in read ? read.mistakes.map(({ field, key }) => `${field}: ${key}`) : []).toEqual([says])
})

test('a baseline may have been measured before the campaign', () => {
  const baseline = { ...right, kind: 'baseline', day: '2024-05-01' }
  expect(readFigure(baseline, indicator('reached'), rules)).toEqual({ entry: baseline })
})

test.each([
  [{ amount: '-1' }, 'amount: negative'],
  [{ amount: '0' }, 'amount: zero'],
  [{ amount: '' }, 'amount: number'],
  [{ output: 'dance' }, 'output: output'],
  [{ day: '2025-09-30' }, 'day: day-before'],
  [{ day: '2026-11-25' }, 'day: day-future'],
  [{ evidence: ' ' }, 'evidence: evidence'],
  [{ what: '' }, 'what: what'],
])('refuses spend with %j', (more, says) => {
  const spend = { day: '2026-03-01', output: '', amount: '12500.50', what: 'Posters', evidence: 'Invoice 7' }
  expect(readSpend(spend, plan, rules)).toEqual({ entry: { ...spend, output: null } })
  const read = readSpend({ ...spend, ...more }, plan, rules)
  expect('mistakes' in read ? read.mistakes.map(({ field, key }) => `${field}: ${key}`) : []).toEqual([says])
})

test.each([
  [
    'weights that are not 100',
    (all: typeof plan) => ({ ...all, outputs: all.outputs.slice(1) }),
    'add up to 100',
  ],
  [
    'an indicator without its output',
    (all: typeof plan) => ({
      ...all,
      indicators: all.indicators.map((each) => ({ ...each, output: undefined })),
    }),
    'names it',
  ],
  [
    'an id twice',
    (all: typeof plan) => ({ ...all, indicators: [...all.indicators, ...all.indicators.slice(0, 1)] }),
    'twice',
  ],
  [
    'activities that are no sum',
    (all: typeof plan) => ({
      ...all,
      indicators: all.indicators.map((each) => ({ ...each, cumulative: false })),
    }),
    'cumulative',
  ],
])('a logframe with %s is refused', (_, change, says) => {
  const read = logframeSchema.safeParse(change(plan))
  expect(read.success ? '' : read.error.message).toContain(says)
})
