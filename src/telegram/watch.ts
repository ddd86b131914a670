import { type Api, GrammyError, HttpError } from 'grammy'
import type { WebhookInfo } from 'grammy/types'
import { errorClass, type Log } from '../privacy/log.ts'
import type { Outages } from '../store/outages.ts'

/** Kinds of trouble with Telegram. The words of an error may name addresses, and are kept nowhere. */
export type TelegramTrouble =
  /** We do not reach Telegram. */
  | 'unreachable'
  /** Telegram refuses what we ask. */
  | 'refused'
  /** Telegram does not reach us, has no answer in time, does not trust our certificate, or is answered wrongly. */
  | 'connection'
  | 'slow'
  | 'certificate'
  | 'answer'
  | 'other'

export type TelegramState = {
  way: 'polling' | 'webhook'
  /** Since when our own calls fail; null while they do not. */
  failingSince: Date | null
  lastError: { at: Date; what: TelegramTrouble } | null
  /** Updates that wait at Telegram; null where it does not say. */
  pending: number | null
}

/** What the bot's own calls, and Telegram itself, tell of the way between the two. */
export class TelegramWatch {
  readonly #outages: Pick<Outages, 'began' | 'ended'>
  readonly #now: () => Date
  state: TelegramState

  constructor(way: TelegramState['way'], outages: Pick<Outages, 'began' | 'ended'>, now: () => Date) {
    this.#outages = outages
    this.#now = now
    this.state = { way, failingSince: null, lastError: null, pending: null }
  }

  /** A call was answered; with a webhook, what Telegram says of it. */
  answered(info?: WebhookInfo): void {
    this.state = { ...this.state, failingSince: null, ...(info === undefined ? {} : toldBy(info)) }
    void this.#outages.ended('telegram')
  }

  failed(error: unknown): void {
    const at = this.#now()
    const what = isUnreachable(error) ? 'unreachable' : 'refused'
    const failingSince = this.state.failingSince ?? at
    this.state = { ...this.state, failingSince, lastError: { at, what } }
    if (what === 'unreachable') this.#outages.began('telegram')
  }
}

function isUnreachable(error: unknown): boolean {
  return error instanceof HttpError || (error instanceof GrammyError && error.error_code >= 500)
}

function toldBy({
  pending_update_count,
  last_error_date,
  last_error_message = '',
}: WebhookInfo): Pick<TelegramState, 'pending' | 'lastError'> {
  const lastError =
    last_error_date === undefined
      ? null
      : { at: new Date(last_error_date * 1000), what: troubleIn(last_error_message) }
  return { pending: pending_update_count, lastError }
}

/** Telegram's own words for what went wrong with a webhook, as far as they are known. */
const troubles: readonly (readonly [RegExp, TelegramTrouble])[] = [
  [/ssl|certificate/i, 'certificate'],
  [/timed? ?out|timeout/i, 'slow'],
  [/wrong response/i, 'answer'],
  [/connect|resolve|host|network|reset/i, 'connection'],
]

function troubleIn(message: string): TelegramTrouble {
  return troubles.find(([pattern]) => pattern.test(message))?.[1] ?? 'other'
}

/** Asks Telegram, at once and then every minute, how the webhook does. Answers what ends it. */
export function watchWebhook(api: Api, watch: TelegramWatch, log: Log): () => void {
  const ask = async () => {
    try {
      watch.answered(await api.getWebhookInfo())
    } catch (error) {
      watch.failed(error)
      log('warn', 'Telegram could not be asked about the webhook', { error: errorClass(error) })
    }
  }
  void ask()
  const timer = setInterval(() => void ask(), 60_000)
  timer.unref()
  return () => clearInterval(timer)
}
