import { dayIn } from '../campaign/campaign.ts'
import type { Words } from './words.ts'

/** "24 Nov 2026, 14:02" on the clock of a time zone. */
export function instantName({ day }: Words, at: Date, timeZone: string): string {
  const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone })
  return `${day(dayIn(timeZone, at))}, ${clock.format(at)}`
}
