import { ageOf } from './ages.ts'
import type { Words } from './words.ts'

/** What is known of the way between Telegram and the bot. */
export type TelegramSeen = {
  way: 'polling' | 'webhook'
  /** Since when the bot's own calls fail; null while they do not. */
  failingSince: Date | null
  /** `what` is one of the words `health.trouble.…`. */
  lastError: { at: Date; what: string } | null
  /** Updates that wait at Telegram; null where it does not say. */
  pending: number | null
}

/** What a sign of the state of the bot says, and the page where more of it is. */
export type Says = { says: string; well: boolean; href?: string }

/** Of a webhook's trouble Telegram tells when it was, and never that it is over. */
const recentMs = 60 * 60_000
const pendingMost = 50

export function telegramSign(seen: TelegramSeen | null, now: Date, words: Words): Says {
  const { t } = words
  if (seen === null) return { says: t('health.telegram.starting'), well: true }
  const { failingSince, lastError, pending } = seen
  const trouble = (how: 'failing' | 'recent' | 'past', at: Date) =>
    t(`health.telegram.${how}`, {
      age: ageOf(at, now, words),
      what: t(`health.trouble.${lastError?.what ?? 'other'}`),
    })
  if (failingSince !== null) return { says: trouble('failing', failingSince), well: false }
  const recent = isRecent(seen, now)
  const said =
    lastError === null ? t('health.telegram.well') : trouble(recent ? 'recent' : 'past', lastError.at)
  if (pending === null || pending < pendingMost) return { says: said, well: !recent }
  return { says: `${said}. ${t('health.telegram.pending', { n: pending })}`, well: false }
}

function isRecent({ way, lastError }: TelegramSeen, now: Date): boolean {
  return way === 'webhook' && lastError !== null && now.getTime() - lastError.at.getTime() < recentMs
}
