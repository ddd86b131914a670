import type { Language } from '../campaign/campaign.ts'
import type { Message } from '../content/message.ts'
import type { Input } from '../flow/input.ts'

/** What came in, cleaned of everything that the campaign has no use for. */
export type Incoming = {
  /** The update's id: it is handled once. */
  id: number
  chat: number
  input: Input
  /** The language of the phone when the campaign speaks it, else the source language. */
  guess: Language
  /** When it happened: a message's own time (whole seconds), the time of receipt for a tap. Events carry it. */
  at: Date
  /** When it came in: tells which of two states is the newer one. */
  received: Date
  /** The message whose button was tapped. */
  tapped: number | null
}

/** What goes out after a turn. */
export type Letter = {
  chat: number
  messages: { kind: 'kept' | 'card'; message: Message }[]
  tapped: number | null
  /** The bot's newest message before this turn: its keyboard goes when another message follows. */
  keyboard: number | null
  /** Messages of the bot that the person asked to be deleted. */
  clear: number[]
}

/** How it went. Only `delivered` makes an exposure; `unknown` is a network doubt. */
export type Delivered = {
  outcome: 'delivered' | 'blocked' | 'deactivated' | 'refused' | 'unknown' | 'wait'
  /** Ids of new messages. */
  messages: number[]
  /** Messages that were deleted on the person's wish. */
  cleared: number[]
  /** With `wait`: when Telegram takes calls again. */
  waitSeconds: number
}

export type Deliver = (letter: Letter) => Promise<Delivered>
