import type { Language } from '../campaign/campaign.ts'
import { dayIn } from '../campaign/campaign.ts'
import { makeMessage } from '../content/message.ts'
import type { Reply } from '../flow/render.ts'
import type { Script } from '../flow/script.ts'
import type { Incoming, Letter } from './incoming.ts'

/** Makes the replies of a turn into what goes out. */
export function writeLetter(
  script: Script,
  { replies, language }: { replies: Reply[]; language: Language },
  incoming: Incoming,
  chat: { keyboard: number | null; clear: number[] },
): Letter {
  const today = dayIn(script.content.campaign.time_zone, incoming.at)
  const silent = incoming.input.kind === 'blocked' || incoming.input.kind === 'unblocked'
  const messages = (silent ? [] : replies).map(({ kind, card }) => ({
    kind,
    message: makeMessage(script.content, card, language, today),
  }))
  return { chat: incoming.chat, messages, tapped: incoming.tapped, ...chat }
}

/** The approved cards in some replies: what becomes an exposure when Telegram says ok. */
export function cardsIn(replies: readonly Reply[]): string[] {
  return [...new Set(replies.flatMap(({ card }) => (card.exposure === null ? [] : [card.exposure])))]
}
