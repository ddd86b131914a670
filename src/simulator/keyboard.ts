import { z } from 'zod'
import { isRecord, type Params, structureOf } from './params.ts'
import type { Button } from './records.ts'
import { badRequest } from './refusal.ts'

const BUTTON_LIMIT = 100
const DATA_LIMIT = 64
const ACTIONS = [
  'url',
  'callback_data',
  'web_app',
  'login_url',
  'switch_inline_query',
  'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat',
  'copy_text',
  'callback_game',
  'pay',
]
const BUTTON = z.looseObject({
  text: z.string(),
  url: z.string().exactOptional(),
  callback_data: z.string().exactOptional(),
})

const cannotParse = (words: string) => badRequest(`can't parse inline keyboard button: ${words}`)

/** The inline keyboard of a call; other kinds of reply markup leave a message without one. */
export function takeKeyboard(params: Params): Button[][] {
  const markup = structureOf(params, 'reply_markup')
  if (markup === undefined || markup === null) return []
  if (!isRecord(markup)) throw badRequest('object expected as reply markup')
  const rows = markup.inline_keyboard
  if (rows === undefined) return []
  if (!Array.isArray(rows))
    throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array')
  const keyboard = rows.map(takeRow).filter((row) => row.length > 0)
  if (keyboard.flat().length > BUTTON_LIMIT) throw badRequest('REPLY_MARKUP_TOO_LONG')
  return keyboard
}

function takeRow(row: unknown): Button[] {
  if (!Array.isArray(row))
    throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
  return row.map(takeButton)
}

function takeButton(value: unknown): Button {
  if (!isRecord(value)) throw cannotParse('InlineKeyboardButton must be an Object')
  if (value.text === undefined) throw cannotParse('Can\'t find field "text"')
  const parsed = BUTTON.safeParse(value)
  if (!parsed.success) throw cannotParse('Field must be of type String')
  const button: Button = parsed.data
  if (button.text.trim() === '') throw badRequest('BUTTON_TEXT_INVALID')
  const actions = ACTIONS.filter((action) => button[action] !== undefined)
  if (actions.length === 0) throw cannotParse('Text buttons are unallowed in the inline keyboard')
  if (actions.length > 1) throw cannotParse(`Exactly one action is allowed, found ${actions.join(', ')}`)
  if (button.callback_data !== undefined) checkData(button.callback_data)
  if (button.url !== undefined) checkUrl(button.url)
  return button
}

function checkData(data: string): void {
  const size = Buffer.byteLength(data)
  if (size === 0 || size > DATA_LIMIT) throw badRequest('BUTTON_DATA_INVALID')
}

function checkUrl(given: string): void {
  const href = /^[a-z][a-z0-9+.-]*:/i.test(given) ? given : `http://${given}`
  if (given === '' || /\s/.test(given) || !URL.canParse(href)) throw badRequest('BUTTON_URL_INVALID')
  const { protocol, hostname } = new URL(href)
  const isWeb = protocol === 'http:' || protocol === 'https:'
  if (!isWeb && protocol !== 'tg:' && protocol !== 'ton:') throw badRequest('BUTTON_URL_INVALID')
  if (isWeb && !/\.|^\[/.test(hostname)) throw badRequest('BUTTON_URL_INVALID')
}
