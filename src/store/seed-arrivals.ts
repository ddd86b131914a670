import { dayMs } from '../campaign/days.ts'
import type { Chance } from '../campaign/random.ts'

export type Arrivals = {
  /** The campaign's midnight, in milliseconds. */
  begins: number
  /** How many accounts come that day, and how many more because of the radio. */
  starts: number
  broadcast: number
}

/** One in twelve of a year's accounts comes within some days after a broadcast. */
const heard = 1 / 12
const broadcastFades = [0.52, 0.25, 0.14, 0.09]

/** The days on which accounts come, up to `now`: growth, a weekly rhythm, the season before departure, a quiet New Year, one broadcast. */
export function arrivals(
  { accounts, days, now, timeZone }: { accounts: number; days: number; now: Date; timeZone: string },
  random: Chance,
): Arrivals[] {
  const today = midnight(now, timeZone)
  const begins = Array.from({ length: days }, (_, at) => today - (days - 1 - at) * dayMs)
  const weights = begins.map(
    (day, at) => (1 + (2.2 * at) / days) * rhythm(new Date(day + dayMs / 2)) * (0.75 + random() / 2),
  )
  const onAir = Math.floor(days * 0.62)
  const listeners = Math.floor(accounts * heard)
  const broadcasts = begins.map((_, at) => broadcastFades[at - onAir] ?? 0)
  const starts = share(accounts - listeners, weights)
  const heardBy = share(listeners, broadcasts)
  return begins.map((day, at) => ({ begins: day, starts: starts[at] ?? 0, broadcast: heardBy[at] ?? 0 }))
}

/** When the broadcast was on air: the day of the first who came by it. */
export function broadcastDay(days: readonly Arrivals[]): number | undefined {
  return days.find(({ broadcast }) => broadcast > 0)?.begins
}

function rhythm(day: Date): number {
  const [month, date] = [day.getUTCMonth() + 1, day.getUTCDate()]
  const weekday = [1.35, 0.95, 0.9, 0.92, 0.95, 1, 1.3][day.getUTCDay()] ?? 1
  const season = [0.9, 1.45, 1.8, 1.5, 1.05, 0.9, 0.8, 0.85, 1, 1, 0.9, 0.85][month - 1] ?? 1
  const newYear = (month === 12 && date >= 29) || (month === 1 && date <= 8)
  return weekday * season * (newYear ? 0.35 : 1)
}

/** Parts a whole number by weights, without a rest. */
function share(whole: number, weights: readonly number[]): number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  let upTo = 0
  let given = 0
  return weights.map((weight) => {
    upTo += weight
    const part = Math.round((whole * upTo) / all) - given
    given += part
    return part
  })
}

/** The last midnight of a time zone. */
export function midnight(now: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
    .formatToParts(now)
    .flatMap(({ type, value }) => (type === 'literal' ? [] : [Number(value)]))
  const [hour = 0, minute = 0, second = 0] = parts
  return Math.floor(now.getTime() / 1000) * 1000 - ((hour * 60 + minute) * 60 + second) * 1000
}
