import type { TelegramState } from './telegram/watch.ts'

/** How the running bot is: what `/readyz`, `/metrics` and the staff pages tell. */
export type Health = {
  turns: number
  groups: number
  inFlight: number
  roundTrips: number
  databaseAway: boolean
  spoolBytes: number
  /** Turns that wait in memory because the disk does not take them either. */
  unsaved: number
  /** Turns that were answered but could not be counted. */
  lost: number
  setAside: number
  /** When the newest update came in here. */
  lastUpdateAt: Date | null
  /** The way between Telegram and the bot; null before the bot has started. */
  telegram: TelegramState | null
  /** How many cards, facts and contacts staff hide. */
  hidden: number
}

/** Before the bot has started. */
export const atRest: Health = {
  turns: 0,
  groups: 0,
  inFlight: 0,
  roundTrips: 0,
  databaseAway: false,
  spoolBytes: 0,
  unsaved: 0,
  lost: 0,
  setAside: 0,
  lastUpdateAt: null,
  telegram: null,
  hidden: 0,
}

/** A call that fails once is tried again at once: only what lasts is told. */
const passingMs = 60_000

/** Why the bot is not as it should be; empty when it is. */
export function reasons(health: Health, now: Date): string[] {
  const found: string[] = []
  if (health.databaseAway)
    found.push('the database does not answer: people are served from memory, events wait on disk')
  if (health.spoolBytes > 0) found.push(`the spool holds ${health.spoolBytes} bytes`)
  if (health.unsaved > 0) found.push(`${health.unsaved} turns wait in memory: the disk does not take them`)
  if (health.lost > 0) found.push(`${health.lost} turns were not counted because the spool was full`)
  const since = health.telegram?.failingSince ?? null
  if (since !== null && now.getTime() - since.getTime() > passingMs)
    found.push(`calls to Telegram have failed since ${since.toISOString()}`)
  return found
}
