import { type Call, now, post, replace, takeChat, takeMessageId } from './call.ts'
import { takeCaption, takeText } from './formatting.ts'
import type { Formatted } from './html-parse.ts'
import { takeKeyboard } from './keyboard.ts'
import { structureOf, textOf } from './params.ts'
import type { Button, StoredMessage } from './records.ts'
import { badRequest } from './refusal.ts'
import type { Talk } from './shapes.ts'

const DELETE_SECONDS = 48 * 60 * 60
const ACTIONS = new Set([
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
])
const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'

export function sendMessage(call: Call): unknown {
  const talk = takeChat(call)
  const formatted = takeText(call.params)
  return post(call, talk, { ...formatted, buttons: takeKeyboard(call.params) })
}

export function editMessageText(call: Call): unknown {
  const [talk, message] = takeEditable(call)
  const formatted = takeText(call.params)
  if (message.file || message.location) throw badRequest('there is no text in the message to edit')
  return edit(call, talk, { message, formatted, buttons: takeKeyboard(call.params) })
}

export function editMessageCaption(call: Call): unknown {
  const [talk, message] = takeEditable(call)
  const formatted = takeCaption(call.params)
  if (!message.file) throw badRequest('there is no caption in the message to edit')
  return edit(call, talk, { message, formatted, buttons: takeKeyboard(call.params) })
}

export function editMessageReplyMarkup(call: Call): unknown {
  const [talk, message] = takeEditable(call)
  return edit(call, talk, { message, formatted: message, buttons: takeKeyboard(call.params) })
}

function takeEditable(call: Call): [Talk, StoredMessage] {
  const talk = takeChat(call)
  const message = call.world.messages.get(call.bot.key, talk.chat.id, takeMessageId(call))
  if (!message) throw badRequest('message to edit not found')
  if (message.from !== 'bot') throw badRequest("message can't be edited")
  return [talk, message]
}

interface Change {
  message: StoredMessage
  formatted: Formatted
  buttons: Button[][]
}

function edit(call: Call, talk: Talk, { message, formatted, buttons }: Change): unknown {
  const { text, entities } = formatted
  const before = JSON.stringify([message.text, message.entities, message.buttons])
  if (before === JSON.stringify([text, entities, buttons])) throw badRequest(NOT_MODIFIED)
  return replace(call, talk, { ...message, text, entities, buttons })
}

export function deleteMessage(call: Call): true {
  const talk = takeChat(call)
  const id = takeMessageId(call)
  const message = call.world.messages.get(call.bot.key, talk.chat.id, id)
  if (!message) throw badRequest('message to delete not found')
  if (isTooOld(message)) throw badRequest("message can't be deleted for everyone")
  remove(call, talk, id)
  return true
}

export function deleteMessages(call: Call): true {
  const talk = takeChat(call)
  const ids = structureOf(call.params, 'message_ids')
  if (!Array.isArray(ids) || ids.length === 0) throw badRequest('message identifiers are not specified')
  if (ids.length > 100) throw badRequest('too many message identifiers specified')
  for (const id of ids) {
    const message = call.world.messages.get(call.bot.key, talk.chat.id, Number(id))
    if (message && !isTooOld(message)) remove(call, talk, message.id)
  }
  return true
}

const isTooOld = (message: StoredMessage) => now() - message.date > DELETE_SECONDS

function remove(call: Call, talk: Talk, id: number): void {
  call.world.messages.remove(call.bot.key, talk.chat.id, id)
  call.world.streams.send(talk.chat.id, 'delete', { message_id: id })
}

export function sendChatAction(call: Call): true {
  const talk = takeChat(call)
  const action = textOf(call.params, 'action') ?? ''
  if (!ACTIONS.has(action)) throw badRequest('wrong parameter action in request')
  call.world.streams.send(talk.chat.id, 'typing', { action })
  return true
}
