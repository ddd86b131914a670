/** Days are YYYY-MM-DD without a time of day, so that no clock change touches them. */

export const dayMs = 86_400_000

export function moveDays(day: string, by: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + by * dayMs).toISOString().slice(0, 10)
}

/** The first day of the month that lies so many months after a day's own. */
export function moveMonths(day: string, by: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + by, 1)).toISOString().slice(0, 10)
}

/** The first day of a day's month. */
export function startOfMonth(day: string): string {
  return moveMonths(day, 0)
}

/** The last day of a day's month. */
export function endOfMonth(day: string): string {
  return moveDays(moveMonths(day, 1), -1)
}
