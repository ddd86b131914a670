import type { BotRecord, ChatRecord, FileRecord, PersonRecord, StoredMessage } from './records.ts'

/** The objects of the Bot API, as Telegram writes them. */
export function botUser(bot: BotRecord) {
  return {
    id: bot.id,
    is_bot: true,
    first_name: bot.names[''] ?? 'Bot',
    username: `sim${bot.id}_bot`,
  }
}

export function personUser(person: PersonRecord) {
  const user = { id: person.id, is_bot: false, first_name: person.firstName }
  return person.language === undefined ? user : { ...user, language_code: person.language }
}

export function chatShape(chat: ChatRecord, person: PersonRecord | undefined) {
  if (chat.type !== 'private') return { id: chat.id, type: chat.type, title: chat.title ?? 'Group' }
  return { id: chat.id, type: 'private', first_name: person?.firstName ?? `Person ${chat.id}` }
}

export interface Talk {
  bot: BotRecord
  chat: ChatRecord
  person: PersonRecord | undefined
}

export function messageShape({ bot, chat, person }: Talk, message: StoredMessage): Record<string, unknown> {
  const sender = message.from === 'bot' || !person ? botUser(bot) : personUser(person)
  const shape: Record<string, unknown> = {
    message_id: message.id,
    from: sender,
    chat: chatShape(chat, person),
    date: message.date,
  }
  if (message.editDate !== undefined) shape.edit_date = message.editDate
  if (message.file) Object.assign(shape, fileShapes(message.file))
  if (message.location) shape.location = message.location
  addText(shape, message)
  if (message.buttons.length > 0) shape.reply_markup = { inline_keyboard: message.buttons }
  return shape
}

function addText(shape: Record<string, unknown>, message: StoredMessage): void {
  if (message.text === '') return
  shape[message.file ? 'caption' : 'text'] = message.text
  if (message.entities.length > 0) shape[message.file ? 'caption_entities' : 'entities'] = message.entities
}

function fileShapes(file: FileRecord): Record<string, unknown> {
  const base = { file_id: file.id, file_unique_id: file.unique, file_size: file.size }
  if (file.kind === 'photo') return { photo: [{ ...base, width: file.width, height: file.height }] }
  if (file.kind === 'voice') return { voice: { ...base, duration: file.duration, mime_type: file.mime } }
  if (file.kind === 'document') {
    return { document: { ...base, file_name: file.name ?? 'file', mime_type: file.mime } }
  }
  const flags = { is_animated: false, is_video: false, type: 'regular', emoji: '👍' }
  return { sticker: { ...base, ...flags, width: file.width, height: file.height } }
}
