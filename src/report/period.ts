/** Whole days in a campaign's time zone; both ends belong to it. */
export type Period = {
  timeZone: string
  /** YYYY-MM-DD, oldest first, without a gap. */
  days: readonly string[]
}

/** The last days, ending with today (YYYY-MM-DD). */
export function lastDays(days: number, today: string, timeZone: string): Period {
  return { timeZone, days: Array.from({ length: days }, (_, at) => addDays(today, at - days + 1)) }
}

/** A day of the calendar some days later or, with a negative number, earlier. */
function addDays(day: string, more: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + more)
  return date.toISOString().slice(0, 10)
}

/** Parameters of a query over a period: $1 the time zone, $2 its first day, $3 the day after its last. */
export function paramsOf({ timeZone, days }: Period): string[] {
  const [first] = days
  const last = days.at(-1)
  if (first === undefined || last === undefined) throw new RangeError('A period has at least one day')
  return [timeZone, first, addDays(last, 1)]
}

/** When the period begins, as SQL for {@link paramsOf}. */
export const begins = `$2::text::date::timestamp at time zone $1::text`
/** The first instant after the period, as SQL for {@link paramsOf}. */
export const ends = `$3::text::date::timestamp at time zone $1::text`
/** True for an event of a staff or test account, as SQL over `event e`: it is never counted. */
export const ofStaff = 'exists (select from account a where a.id = e.account and a.staff)'
