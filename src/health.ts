/** How the running bot is: what `/readyz`, `/metrics` and the staff page tell. */
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
}

/** Why the bot is not as it should be; empty when it is. */
export function reasons(health: Health): string[] {
  const found: string[] = []
  if (health.databaseAway)
    found.push('the database does not answer: people are served from memory, events wait on disk')
  if (health.spoolBytes > 0) found.push(`the spool holds ${health.spoolBytes} bytes`)
  if (health.unsaved > 0) found.push(`${health.unsaved} turns wait in memory: the disk does not take them`)
  if (health.lost > 0) found.push(`${health.lost} turns were not counted because the spool was full`)
  return found
}
