import { moveDays, moveMonths } from '../campaign/days.ts'
import type { MeasureName } from '../reach/measures.ts'
import { type Cell, suppress } from '../reach/suppress.ts'
import type { Db } from '../store/db.ts'
import type { Apart } from './apart.ts'
import { lastDay, startOfWeek } from './reach-period.ts'
import { totals } from './tally.ts'
import type { Series, Value } from './view.ts'

/** Periods of a kind up to one, the oldest first, none before the campaign. */
export function startsUpTo(
  span: 'week' | 'month',
  last: string,
  { many, first }: { many: number; first: string },
): string[] {
  const starts = Array.from({ length: many }, (_, at) =>
    span === 'week' ? moveDays(last, -7 * at) : moveMonths(last, -at),
  )
  return starts.filter((start) => lastDay({ span, start }) >= first).reverse()
}

export type SeriesQuestion = {
  span: 'week' | 'month'
  starts: readonly string[]
  measures: readonly MeasureName[]
  isProvisional: (start: string) => boolean
}

/** The same counts in periods one after the other. */
export function seriesOf(apart: Apart, { span, starts, measures, isProvisional }: SeriesQuestion): Series {
  return {
    id: span,
    points: starts.map((start) => ({
      name: { kind: 'period', period: { span, start } },
      provisional: isProvisional(start),
    })),
    lines: measures.map((measure) => ({
      measure,
      values: starts.map((start) => apart.count(start, measure)),
    })),
  }
}

/** How many came back in the week, and in the month, after they were first reached: a row a month. */
export function retention(apart: Apart, starts: readonly string[], today: string) {
  const old = (start: string, days: number) => moveDays(lastDay({ span: 'month', start }), days) < today
  const value = (start: string, part: MeasureName, days: number): Value =>
    old(start, days) ? apart.rate(start, part, 'reached') : { kind: 'none', why: 'too-young' }
  return {
    id: 'retention',
    columns: ['reached', 'returned_7', 'returned_30'],
    rows: starts.map((start) => ({
      name: { kind: 'period' as const, period: { span: 'month' as const, start } },
      values: [apart.count(start, 'reached'), value(start, 'returned_7', 7), value(start, 'returned_30', 30)],
    })),
  }
}

/**
 * The days of a month. A reader knows the month's count and that of each week: within each whole week, and within what
 * is left of the month, no small day may be worked out.
 */
export async function daysOf(
  db: Db,
  month: string,
  { today, measures }: { today: string; measures: readonly MeasureName[] },
): Promise<Series> {
  const until = lastDay({ span: 'month', start: month })
  const last = until < today ? until : today
  const rows = await totals(db, { span: 'day', from: month, to: last, measures })
  const counts = new Map(rows.map(({ start, measure, n }) => [`${measure} ${start}`, n]))
  const days: string[] = []
  for (let day = month; day <= last; day = moveDays(day, 1)) days.push(day)
  return {
    id: 'day',
    points: days.map((day) => ({ name: { kind: 'day', day }, provisional: day === today })),
    lines: measures.map((measure) => {
      const cells = new Map<string, Cell>()
      for (const group of knownTogether(days, until)) {
        const shown = suppress(group.map((day) => counts.get(`${measure} ${day}`) ?? 0))
        for (const [at, day] of group.entries()) cells.set(day, shown[at] ?? { kind: 'hidden' })
      }
      return { measure, values: days.map((day) => cells.get(day) ?? { kind: 'hidden' }) }
    }),
  }
}

/** Days whose sum is known: each whole week of the month, and the other days together. */
function knownTogether(days: readonly string[], until: string): string[][] {
  const groups = new Map<string, string[]>()
  const [first = until] = days
  for (const day of days) {
    const monday = startOfWeek(day)
    const whole = monday >= first && moveDays(monday, 6) <= until
    const group = whole ? monday : 'rest'
    groups.set(group, [...(groups.get(group) ?? []), day])
  }
  return [...groups.values()]
}
