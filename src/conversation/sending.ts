import { errorClass } from '../privacy/log.ts'
import { TooSlow, within } from '../store/trouble.ts'
import type { OutcomeRow } from '../store/turns.ts'
import type { Delivered, Letter } from './incoming.ts'
import type { Parts, Sending } from './task.ts'

/** An update is acknowledged at the latest so long after its commit, even when its reply's outcome is not saved yet. */
export const acknowledgeMs = 5000
/** How often, and how long at most, a reply waits for Telegram's own limit. */
const waitsMost = 3
const waitMostSeconds = 60

/** While Telegram asks to wait, the chat waits too; a reply does not wait for ever, nor while the bot stops. */
export async function deliverPatiently(
  parts: Parts,
  letter: Letter,
  isStopping: () => boolean,
): Promise<Delivered> {
  for (let attempt = 0; ; attempt++) {
    const delivered = await deliverOnce(parts, letter)
    if (delivered.outcome !== 'wait' || attempt === waitsMost || isStopping()) return delivered
    const seconds = Math.min(delivered.waitSeconds, waitMostSeconds)
    parts.log('warn', 'Telegram asks to wait', { seconds })
    await wait(seconds, isStopping)
  }
}

/** Waits, but not into a stop of the bot. */
async function wait(seconds: number, isStopping: () => boolean): Promise<void> {
  const end = Date.now() + seconds * 1000
  while (Date.now() < end && !isStopping()) await new Promise((resolve) => setTimeout(resolve, 100))
}

async function deliverOnce({ deliver, log }: Parts, letter: Letter): Promise<Delivered> {
  try {
    return await deliver(letter)
  } catch (error) {
    log('error', 'a reply could not be made', { error: errorClass(error) })
    return { outcome: 'refused', messages: [], cleared: [], waitSeconds: 0 }
  }
}

/** Whether a reply was delivered within the time in which its update is acknowledged; later is a doubt. */
export async function isDelivered(sent: Promise<Delivered>): Promise<boolean> {
  try {
    return (await within(acknowledgeMs, sent)).outcome === 'delivered'
  } catch (error) {
    if (error instanceof TooSlow) return false
    throw error
  }
}

export function outcomeRow(
  { task, segment }: Sending,
  { outcome, messages, cleared }: Delivered,
  account: number,
): OutcomeRow {
  return {
    update: task.incoming.id,
    account,
    at: task.incoming.at.toISOString(),
    delivered: outcome === 'delivered',
    reachable: outcome === 'blocked' || outcome === 'deactivated' ? outcome : null,
    segment,
    messages,
    cleared,
  }
}
