import { dayMs, endOfMonth, moveDays, moveMonths } from '../campaign/days.ts'

/** A week (its Monday), a month (its first day), or several months from the first to the last. */
export type ReachPeriod =
  | { span: 'week'; start: string }
  | { span: 'month'; start: string }
  | { span: 'months'; from: string; to: string }

/** A period that was asked for and cannot be; `reason` is a key of the interface's texts. */
export class PeriodError extends Error {
  override readonly name = 'PeriodError'
  readonly reason: 'shape' | 'backwards' | 'before' | 'future'

  constructor(reason: PeriodError['reason']) {
    super(`No such period (${reason})`)
    this.reason = reason
  }
}

/**
 * Reads `2026-11`, `2026-W47` (ISO 8601) or `2026-08..2026-11`. Throws a {@link PeriodError}.
 *
 * @param first the campaign's first day, before which there are no periods
 * @param today YYYY-MM-DD in the campaign's time zone
 */
export function readPeriod(text: string, { first, today }: { first: string; today: string }): ReachPeriod {
  const week = /^(\d{4})-W(\d{2})$/.exec(text)
  const months = /^(\d{4}-(?:0[1-9]|1[0-2]))(?:\.\.(\d{4}-(?:0[1-9]|1[0-2])))?$/.exec(text)
  if (week !== null)
    return checked({ span: 'week', start: mondayOf(Number(week[1]), Number(week[2])) }, first, today)
  if (months === null) throw new PeriodError('shape')
  const [, from = '', to] = months
  if (to === undefined || to === from) return checked({ span: 'month', start: `${from}-01` }, first, today)
  if (to < from) throw new PeriodError('backwards')
  return checked({ span: 'months', from: `${from}-01`, to: `${to}-01` }, first, today)
}

function checked(period: ReachPeriod, first: string, today: string): ReachPeriod {
  if (lastDay(period) < first) throw new PeriodError('before')
  if (firstDay(period) > today) throw new PeriodError('future')
  return period
}

/** The Monday of an ISO week: week 1 is the one with 4 January. */
function mondayOf(year: number, week: number): string {
  if (week < 1 || week > 53) throw new PeriodError('shape')
  const monday = Date.parse(`${startOfWeek(`${year}-01-04`)}T00:00:00Z`) + (week - 1) * 7 * dayMs
  const start = new Date(monday).toISOString().slice(0, 10)
  if (weekName(start) !== `${year}-W${String(week).padStart(2, '0')}`) throw new PeriodError('shape')
  return start
}

/** The Monday of a day's week. */
export function startOfWeek(day: string): string {
  return moveDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
}

/** A week's name by ISO 8601: its year is that of its Thursday. */
function weekName(monday: string): string {
  const thursday = moveDays(monday, 3)
  const year = thursday.slice(0, 4)
  const from = Date.parse(`${startOfWeek(`${year}-01-04`)}T00:00:00Z`)
  const week = Math.round((Date.parse(`${monday}T00:00:00Z`) - from) / (7 * dayMs)) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** As {@link readPeriod} reads it. */
export function periodName(period: ReachPeriod): string {
  switch (period.span) {
    case 'week':
      return weekName(period.start)
    case 'month':
      return period.start.slice(0, 7)
    case 'months':
      return `${period.from.slice(0, 7)}..${period.to.slice(0, 7)}`
  }
}

export function firstDay(period: ReachPeriod): string {
  return period.span === 'months' ? period.from : period.start
}

export function lastDay(period: ReachPeriod): string {
  if (period.span === 'week') return moveDays(period.start, 6)
  return endOfMonth(period.span === 'month' ? period.start : period.to)
}

/** The period of the same length just before. */
export function periodBefore(period: ReachPeriod): ReachPeriod {
  if (period.span === 'week') return { span: 'week', start: moveDays(period.start, -7) }
  if (period.span === 'month') return { span: 'month', start: moveMonths(period.start, -1) }
  const months = monthsOf(period).length
  return { span: 'months', from: moveMonths(period.from, -months), to: moveMonths(period.to, -months) }
}

/** The next period of the same length. */
export function periodAfter(period: ReachPeriod): ReachPeriod {
  if (period.span === 'week') return { span: 'week', start: moveDays(period.start, 7) }
  if (period.span === 'month') return { span: 'month', start: moveMonths(period.start, 1) }
  const months = monthsOf(period).length
  return { span: 'months', from: moveMonths(period.from, months), to: moveMonths(period.to, months) }
}

/** The first days of the months of a span of months. */
export function monthsOf({ from, to }: { from: string; to: string }): string[] {
  const months: string[] = []
  for (let month = from; month <= to; month = moveMonths(month, 1)) months.push(month)
  return months
}
