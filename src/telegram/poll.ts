import { GrammyError } from 'grammy'
import type { Update } from 'grammy/types'
import { errorClass } from '../privacy/log.ts'
import { type Receiver, receive } from './receive.ts'
import { allowedUpdates } from './update.ts'
import type { TelegramWatch } from './watch.ts'

/** grammY's own type of the same thing. */
type Signal = NonNullable<Parameters<Receiver['api']['getUpdates']>[1]>

const pollSeconds = 25
const waitsMs = [500, 1000, 2000, 5000, 10_000, 30_000]
const fatal = [401, 404]

/** Only one process may poll; `isMine` is asked before every poll. */
export type PollOptions = {
  isMine: () => Promise<boolean>
  signal: AbortSignal
  watch: Pick<TelegramWatch, 'answered' | 'failed'>
}

/**
 * Long polling: the next getUpdates, which confirms the batch before it, follows when the whole batch is acknowledged.
 * Ends when the signal is aborted; rejects when Telegram does not know the token.
 */
export async function poll(receiver: Receiver, { isMine, signal, watch }: PollOptions): Promise<void> {
  let offset: number | undefined
  let failures = 0
  while (!signal.aborted) {
    if (!(await isMine())) {
      await pause(2000, signal)
      continue
    }
    try {
      const updates = await fetchUpdates(receiver, offset, signal)
      failures = 0
      watch.answered()
      await Promise.allSettled(updates.map((update) => takeForSure(receiver, update, signal)))
      // After an empty answer everything is confirmed, and Telegram may begin again anywhere: no offset may hide that.
      offset = updates.length === 0 ? undefined : Math.max(...updates.map(({ update_id }) => update_id)) + 1
    } catch (error) {
      if (signal.aborted) return
      if (error instanceof GrammyError && fatal.includes(error.error_code)) throw error
      watch.failed(error)
      receiver.log('warn', 'could not poll', { error: errorClass(error), status: statusOf(error) })
      await pause(waitsMs[Math.min(failures++, waitsMs.length - 1)] ?? 0, signal)
    }
  }
}

function fetchUpdates({ api }: Receiver, offset: number | undefined, signal: AbortSignal): Promise<Update[]> {
  const options = { timeout: pollSeconds, limit: 100, allowed_updates: allowedUpdates }
  return api.getUpdates(offset === undefined ? options : { ...options, offset }, signal as Signal)
}

/** An update that fails comes again until it is set aside: nothing behind it may be confirmed over it. */
async function takeForSure(receiver: Receiver, update: Update, signal: AbortSignal): Promise<void> {
  for (let wait = 250; !signal.aborted; wait = Math.min(wait * 2, 5000)) {
    try {
      return await receive(receiver, update)
    } catch (error) {
      receiver.log('debug', 'an update will be tried again', {
        update: update.update_id,
        error: errorClass(error),
      })
      await pause(wait, signal)
    }
  }
}

function statusOf(error: unknown): number {
  return error instanceof GrammyError ? error.error_code : 0
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
