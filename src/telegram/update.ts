import type { Message, Update } from 'grammy/types'
import type { Campaign, Language } from '../campaign/campaign.ts'
import type { Incoming } from '../conversation/incoming.ts'
import { commands, type Input } from '../flow/input.ts'
import { readTap } from '../flow/tap.ts'

/** What an update asks of the bot: a turn, to leave a group, or nothing. */
export type Reading =
  | { kind: 'turn'; incoming: Incoming }
  | { kind: 'leave'; chat: number }
  | { kind: 'nothing' }

export const allowedUpdates = ['message', 'callback_query', 'my_chat_member'] as const

/** Takes from an update what a turn needs, and nothing else: no name, no phone, no file. */
export function readUpdate(update: Update, campaign: Campaign, now: Date): Reading {
  const { message, callback_query: tap, my_chat_member: membership } = update
  if (message !== undefined) return readMessage(update.update_id, message, { campaign, now })
  if (tap !== undefined) return readCallback(update.update_id, tap, { campaign, now })
  if (membership !== undefined) return readMembership(update.update_id, membership, { campaign, now })
  return { kind: 'nothing' }
}

type Around = { campaign: Campaign; now: Date }

function readMessage(id: number, message: Message, { campaign, now }: Around): Reading {
  if (message.chat.type !== 'private') return { kind: 'leave', chat: message.chat.id }
  if (message.from === undefined || message.from.is_bot) return { kind: 'nothing' }
  const guess = guessLanguage(message.from.language_code, campaign)
  const input = inputOf(message)
  if (input === undefined) return { kind: 'nothing' }
  return {
    kind: 'turn',
    incoming: {
      id,
      chat: message.chat.id,
      input,
      guess,
      at: new Date(message.date * 1000),
      received: now,
      tapped: null,
    },
  }
}

function inputOf(message: Message): Input | undefined {
  if (message.text !== undefined) return readText(clean(message.text))
  if (message.location !== undefined)
    return { kind: 'location', latitude: message.location.latitude, longitude: message.location.longitude }
  const service =
    message.pinned_message ?? message.message_auto_delete_timer_changed ?? message.write_access_allowed
  return service === undefined ? { kind: 'media' } : undefined
}

/** NUL and lone surrogates go here: PostgreSQL refuses them, and one would fail a whole group. */
function clean(text: string): string {
  return text.toWellFormed().replaceAll('\0', '')
}

function readText(text: string): Input {
  const match = /^\/([a-z]+)(?:@\w+)?(?:\s+([\s\S]*))?$/i.exec(text.trim())
  const name = match?.[1]?.toLowerCase()
  if (name === 'start') return { kind: 'start', payload: match?.[2]?.trim() ?? '' }
  const command = commands.find((each) => each === name)
  return command === undefined ? { kind: 'text', text } : { kind: 'command', command }
}

type Tap = NonNullable<Update['callback_query']>

function readCallback(id: number, tap: Tap, { campaign, now }: Around): Reading {
  const { message, from, data } = tap
  if (message === undefined || message.chat.type !== 'private') return { kind: 'nothing' }
  const input: Input = (data === undefined ? undefined : readTap(data)) ?? { kind: 'stray' }
  const guess = guessLanguage(from.language_code, campaign)
  return {
    kind: 'turn',
    incoming: { id, chat: message.chat.id, input, guess, at: now, received: now, tapped: message.message_id },
  }
}

function readMembership(
  id: number,
  change: NonNullable<Update['my_chat_member']>,
  { campaign, now }: Around,
): Reading {
  const { status } = change.new_chat_member
  if (change.chat.type !== 'private') {
    return status === 'left' || status === 'kicked'
      ? { kind: 'nothing' }
      : { kind: 'leave', chat: change.chat.id }
  }
  const input: Input = { kind: status === 'kicked' ? 'blocked' : 'unblocked' }
  const guess = guessLanguage(change.from.language_code, campaign)
  return {
    kind: 'turn',
    incoming: {
      id,
      chat: change.chat.id,
      input,
      guess,
      at: new Date(change.date * 1000),
      received: now,
      tapped: null,
    },
  }
}

function guessLanguage(code: string | undefined, campaign: Campaign): Language {
  const short = code?.slice(0, 2).toLowerCase()
  return campaign.languages.find((language) => language === short) ?? campaign.source_language
}
