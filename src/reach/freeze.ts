import { moveDays, moveMonths } from '../campaign/days.ts'

/** A month's numbers may change until the end of this day of the next month; then they stand. */
const provisionalUntil = 3

/**
 * The first day whose counts can still change: everything before is frozen.
 *
 * @param asOf the day (YYYY-MM-DD) as of which months were last frozen; null: nothing is frozen yet
 * @param lag days by which what an account does later can still add to the count of a day
 */
export function firstLiveDay(asOf: string | null, lag: number): string {
  if (asOf === null) return '0001-01-01'
  const day = moveDays(asOf, -lag)
  return moveMonths(day, Number(day.slice(8)) > provisionalUntil ? 0 : -1)
}
