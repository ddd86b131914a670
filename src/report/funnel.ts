import { moveDays } from '../campaign/days.ts'
import type { MeasureName } from '../reach/measures.ts'
import { smallestShown } from '../reach/suppress.ts'
import { rate } from '../reach/suppress-rate.ts'
import { type Apart, sumOfCells } from './apart.ts'
import type { Table, Value } from './view.ts'

const stages = [
  'started',
  'funnel_language',
  'funnel_card',
  'funnel_topic',
  'funnel_quiz',
] as const satisfies readonly MeasureName[]
/** A cohort has a week for its way. */
const days = 7

type FunnelQuestion = { starts: readonly string[]; until: string; today: string; filtered: boolean }

/**
 * The way of those who started in the period: each stage within 7 days of the start, each after the one before, as a
 * share of those who started. Who stopped between two stages is also a count: where it would be 1 to 9, the later stage
 * is kept back.
 */
export function funnelTable(apart: Apart, { starts, until, today, filtered }: FunnelQuestion): Table {
  const table = { id: 'funnel', columns: ['share'] }
  if (filtered) return { ...table, rows: [], absent: 'not-kept-apart' }
  const cells = stages.map((stage) => sumOfCells(starts.map((start) => apart.count(start, stage))))
  const counts = cells.map((cell) => (cell.kind === 'exact' ? cell.count : null))
  const young = moveDays(until, days) >= today
  let before = counts[0] ?? null
  const values = counts.map((count, at): Value => {
    const [started = null] = counts
    if (count === null || started === null || before === null) return { kind: 'hidden' }
    const stopped = before - count
    if (at > 0 && stopped > 0 && stopped < smallestShown) return { kind: 'hidden' }
    before = count
    return { kind: 'rate', rate: rate(count, started) }
  })
  return {
    ...table,
    rows: stages.map((stage, at) => ({
      name: { kind: 'stage', key: stage },
      values: [values[at] ?? { kind: 'hidden' }],
    })),
    ...(young ? { young: true } : {}),
  }
}
