import type { Input } from './params.ts'
import { numberOf, textOf } from './params.ts'
import type { BotRecord, ChatRecord, StoredMessage } from './records.ts'
import { badRequest, forbidden } from './refusal.ts'
import { messageShape, type Talk } from './shapes.ts'
import { viewOf } from './view.ts'
import { chatOf, type World } from './world.ts'

export interface Call extends Input {
  world: World
  bot: BotRecord
  /** Aborted when the bot hangs up. */
  signal: AbortSignal
}

export type Method = (call: Call) => unknown

export const now = () => Math.floor(Date.now() / 1000)

/** The chat of a call, if the bot may write there. */
export function takeChat(call: Call): Talk {
  const given = textOf(call.params, 'chat_id')
  if (given === undefined || given === '') throw badRequest('chat_id is empty')
  const id = numberOf(call.params, 'chat_id')
  if (id === undefined) throw badRequest('chat not found')
  const chat = chatOf(call.world, call.bot, id)
  const person = call.world.people.get(String(id))
  if (person?.deactivated) throw forbidden('user is deactivated')
  if (!chat && !person) throw badRequest('chat not found')
  if (chat?.blocked && chat.type === 'private') throw forbidden('bot was blocked by the user')
  if (chat?.blocked) throw forbidden(`bot is not a member of the ${chat.type} chat`)
  if (!chat?.started) throw forbidden("bot can't initiate conversation with a user")
  return { bot: call.bot, chat, person }
}

export function takeMessageId(call: Call): number {
  const id = numberOf(call.params, 'message_id')
  if (id === undefined) throw badRequest('message identifier is not specified')
  return id
}

type Content = Pick<StoredMessage, 'text' | 'entities' | 'buttons'> & Pick<Partial<StoredMessage>, 'file'>

/** Puts a message of the bot into the chat and answers it. */
export function post(call: Call, talk: Talk, content: Content): Record<string, unknown> {
  const { world, bot } = call
  const id = world.counters.next(`message/${bot.key}`)
  const message: StoredMessage = { id, date: now(), from: 'bot', ...content }
  world.messages.put(bot.key, talk.chat.id, message)
  world.streams.send(talk.chat.id, 'message', { message: viewOf(message) })
  return messageShape(talk, message)
}

export function replace(call: Call, talk: Talk, message: StoredMessage): Record<string, unknown> {
  const edited = { ...message, editDate: now() }
  call.world.messages.put(call.bot.key, talk.chat.id, edited)
  call.world.streams.send(talk.chat.id, 'edit', { message: viewOf(edited) })
  return messageShape(talk, edited)
}

export const isGroup = (chat: ChatRecord) => chat.type !== 'private'
