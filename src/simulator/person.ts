import { now } from './call.ts'
import { withFound } from './formatting.ts'
import { keep } from './method-media.ts'
import { wants } from './polls.ts'
import type { BotRecord, Button, FileRecord, PersonRecord, StoredMessage } from './records.ts'
import { Refusal } from './refusal.ts'
import { sampleOf } from './samples.ts'
import { botUser, chatShape, messageShape, personUser, type Talk } from './shapes.ts'
import { viewOf } from './view.ts'
import { personOf, privateChat, saveChat, type World } from './world.ts'

const TEXT_LIMIT = 4096
const CALLBACKS_KEPT = 20_000

export interface Say {
  text?: string | undefined
  media?: 'voice' | 'photo' | 'document' | 'location' | 'sticker' | undefined
}

/** A person writes to a bot; the first message opens the conversation, as START does. */
export function say(world: World, bot: BotRecord, person: PersonRecord, content: Say) {
  const talk = talkOf(world, bot, person)
  if (person.deactivated) throw new Refusal(409, 'this person is deactivated')
  if (talk.chat.blocked) throw new Refusal(409, 'this person has blocked the bot')
  const text = (content.text ?? '').trim()
  if (text === '' && !content.media) throw new Refusal(400, 'text is empty')
  if (text.length > TEXT_LIMIT) throw new Refusal(400, `text is longer than ${TEXT_LIMIT}`)
  if (!talk.chat.started) saveChat(world, bot, { ...talk.chat, started: true })
  const message: StoredMessage = {
    id: world.counters.next(`message/${bot.key}`),
    date: now(),
    from: 'person',
    text,
    entities: withFound(text, []),
    buttons: [],
    ...mediaOf(world, content.media),
  }
  world.messages.put(bot.key, person.id, message)
  world.streams.send(person.id, 'message', { message: viewOf(message) })
  const updateId = push(world, talk, 'message', messageShape(talk, message))
  return { update_id: updateId, message_id: message.id }
}

function mediaOf(
  world: World,
  media: Say['media'],
): { file?: FileRecord; location?: StoredMessage['location'] & {} } {
  if (media === undefined) return {}
  if (media === 'location') return { location: { latitude: 42.8746, longitude: 74.5698 } }
  const { upload, duration } = sampleOf(media)
  return { file: keep(world, media, upload, duration) }
}

export interface Tap {
  message_id?: number | undefined
  data?: string | undefined
  label?: string | undefined
}

/** A person presses a button; given data is sent as it is, as a hostile client would send it. */
export function tap(world: World, bot: BotRecord, person: PersonRecord, { message_id, data, label }: Tap) {
  const talk = talkOf(world, bot, person)
  if (talk.chat.blocked) throw new Refusal(409, 'this person has blocked the bot')
  const found = data === undefined ? findButton(world, talk, message_id, label) : undefined
  const message = found?.message ?? world.messages.get(bot.key, person.id, message_id ?? 0)
  const id = String(BigInt(person.id) * 2n ** 32n + BigInt(world.counters.next('callback')))
  const query: Record<string, unknown> = {
    id,
    from: personUser(person),
    chat_instance: String(person.id),
    data: data ?? found?.button.callback_data,
  }
  if (message) query.message = messageShape(talk, message)
  else if (message_id !== undefined) query.message = gone(talk, message_id)
  world.callbacks.set(id, { id, bot: bot.key, user: person.id, at: Date.now() })
  forgetOldCallbacks(world)
  return { update_id: push(world, talk, 'callback_query', query), callback_query_id: id }
}

const gone = (talk: Talk, id: number) => ({
  chat: chatShape(talk.chat, talk.person),
  message_id: id,
  date: 0,
})

function forgetOldCallbacks(world: World): void {
  for (const query of world.callbacks.values()) {
    if (world.callbacks.size <= CALLBACKS_KEPT) return
    world.callbacks.delete(query.id)
  }
}

function findButton(world: World, talk: Talk, messageId: number | undefined, label: string | undefined) {
  const messages = world.messages.list(talk.bot.key, talk.chat.id).reverse()
  for (const message of messages) {
    if (messageId !== undefined && message.id !== messageId) continue
    const button = message.buttons.flat().find((one) => one.text === label)
    if (button) return { message, button: pressable(button) }
  }
  const place = messageId === undefined ? 'in this chat' : `on message ${messageId}`
  throw new Refusal(404, `there is no button "${label ?? ''}" ${place}`)
}

function pressable(button: Button): Button {
  if (button.url !== undefined)
    throw new Refusal(409, `"${button.text}" opens ${button.url}; it sends the bot nothing`)
  return button
}

/** A person blocks a bot or takes it back. */
export function setBlocked(world: World, bot: BotRecord, person: PersonRecord, blocked: boolean) {
  const talk = talkOf(world, bot, person)
  if (talk.chat.blocked === blocked) return { changed: false }
  talk.chat = { ...talk.chat, blocked }
  saveChat(world, bot, talk.chat)
  world.streams.send(person.id, 'state', { blocked })
  const user = botUser(bot)
  const member = { user, status: 'member' }
  const kicked = { user, status: 'kicked', until_date: 0 }
  const update_id = push(world, talk, 'my_chat_member', {
    chat: chatShape(talk.chat, person),
    from: personUser(person),
    date: now(),
    old_chat_member: blocked ? member : kicked,
    new_chat_member: blocked ? kicked : member,
  })
  return { changed: true, update_id }
}

function talkOf(world: World, bot: BotRecord, person: PersonRecord): Talk & { person: PersonRecord } {
  return { bot, chat: privateChat(world, bot, person.id), person: personOf(world, person.id) }
}

/** Updates of a kind that the bot has not asked for are not made; their id is spent all the same. */
function push(world: World, { bot, chat }: Talk, kind: string, content: unknown): number {
  if (!wants(bot, kind)) return world.queue.nextId(bot.key)
  return world.queue.push(bot.key, String(chat.id), { [kind]: content })
}
