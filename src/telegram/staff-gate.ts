import type { Api } from 'grammy'
import type { InlineKeyboardMarkup, Update } from 'grammy/types'
import { answerSignIn, askSignIn, type Question } from '../access/sign-in.ts'
import { acceptInvite } from '../access/staff.ts'
import { secondsToWait } from '../access/throttle.ts'
import { type Tongue, tongues } from '../content/interface.ts'
import type { Args, Phrasebook } from '../content/texts.ts'
import type { Keys } from '../privacy/keys.ts'
import { errorClass, type Log } from '../privacy/log.ts'
import type { Db } from '../store/db.ts'
import { within } from '../store/trouble.ts'
import { isUnchanged } from './outcome.ts'

/**
 * Takes what staff do in the bot to sign in, before the conversation sees it; undefined for everything else. What it
 * takes never comes again: a database that is away must not hold up everybody behind it. Each of it may come twice.
 */
export type StaffGate = (update: Update) => Promise<void> | undefined

export type GateParts = {
  api: Api
  db: Db
  keys: Keys
  /** Words of the staff pages. */
  phrases: Phrasebook
  /** For a phone whose language the staff pages do not speak. */
  fallback: Tongue
  log: Log
}

/** Longer than the database should take. */
const patienceMs = 5000

type Asked =
  | { kind: 'invite'; chat: number; token: string; tongue: Tongue | undefined }
  | { kind: 'ask'; chat: number; link: string; tongue: Tongue | undefined }
  | { kind: 'answer'; chat: number; link: string; tapped: number | null; message: number }

type Reply = { tongue: Tongue; key: string; args?: Args; keyboard?: InlineKeyboardMarkup }

export function makeStaffGate(parts: GateParts): StaffGate {
  return (update) => {
    const asked = tryRead(update)
    return asked === undefined ? undefined : take(parts, asked)
  }
}

/** What cannot be read is none of ours: the conversation sets it aside. */
function tryRead(update: Update): Asked | undefined {
  try {
    return readAsked(update)
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

function readAsked({ message, callback_query: tap }: Update): Asked | undefined {
  if (message?.chat.type === 'private' && message.from !== undefined)
    return readStart(message.text ?? '', message.chat.id, tongueOf(message.from.language_code))
  if (tap?.message?.chat.type !== 'private') return undefined
  const [, link, number] = /^signin:([0-9a-f]{32}):(\d\d|no)$/.exec(tap.data ?? '') ?? []
  if (link === undefined) return undefined
  const tapped = number === 'no' ? null : Number(number)
  return { kind: 'answer', chat: tap.message.chat.id, link, tapped, message: tap.message.message_id }
}

/** Whatever begins like ours is ours: no flow has such an entry code. */
function readStart(text: string, chat: number, tongue: Tongue | undefined): Asked | undefined {
  const [, kind, code] = /^\/start(?:@\w+)?\s+(staff|signin)-(.*)$/s.exec(text.trim()) ?? []
  if (code === undefined) return undefined
  return kind === 'staff'
    ? { kind: 'invite', chat, token: code, tongue }
    : { kind: 'ask', chat, link: code, tongue }
}

function tongueOf(code: string | undefined): Tongue | undefined {
  return tongues.find((tongue) => tongue === code?.slice(0, 2).toLowerCase())
}

async function take(parts: GateParts, asked: Asked): Promise<void> {
  const { fallback, log } = parts
  const guess = asked.kind === 'answer' ? fallback : (asked.tongue ?? fallback)
  try {
    await say(parts, asked, await replyTo(parts, asked, guess))
  } catch (error) {
    if (isUnchanged(error)) return
    log('warn', 'a sign-in in the bot was not answered', { error: errorClass(error) })
  }
}

async function replyTo(parts: GateParts, asked: Asked, guess: Tongue): Promise<Reply> {
  try {
    return await within(patienceMs, answer(parts, asked, guess))
  } catch (error) {
    parts.log('warn', 'a sign-in could not be looked up', { error: errorClass(error) })
    return { tongue: guess, key: 'signin.bot.away' }
  }
}

async function answer(parts: GateParts, asked: Asked, guess: Tongue): Promise<Reply> {
  const { db, keys, phrases } = parts
  const { chat } = asked
  const now = new Date()
  const spoken = (tongue: string) => tongues.find((each) => each === tongue) ?? guess
  if (asked.kind === 'answer') {
    const done = await answerSignIn(db, keys, { ...asked, now })
    if (typeof done === 'string') return { tongue: guess, key: `signin.bot.${done}` }
    return { tongue: spoken(done.tongue), key: `signin.bot.${done.outcome}` }
  }
  if ((await secondsToWait(db, `chat ${keys.tag(String(chat))}`, now)) > 0)
    return { tongue: guess, key: 'signin.bot.wait' }
  if (asked.kind === 'invite') {
    const bound = await acceptInvite(db, keys, { ...asked, now })
    if (typeof bound === 'string') return { tongue: guess, key: `signin.bot.${bound}` }
    return { tongue: spoken(bound.tongue), key: 'signin.bot.bound', args: { name: bound.name } }
  }
  const question = await askSignIn(db, keys, { ...asked, now })
  if (typeof question === 'string') return { tongue: guess, key: `signin.bot.${question}` }
  return questionIn(phrases, spoken(question.tongue), question, asked.link)
}

function questionIn(phrases: Phrasebook, tongue: Tongue, question: Question, link: string): Reply {
  const { name, browser, numbers } = question
  const buttons = numbers.map((number) => ({
    text: String(number),
    callback_data: `signin:${link}:${number}`,
  }))
  const not = { text: phrases.plain(tongue, 'signin.bot.not.me'), callback_data: `signin:${link}:no` }
  const from = browser === '' ? phrases.plain(tongue, 'signin.browser.unknown') : browser
  const keyboard = { inline_keyboard: [buttons, [not]] }
  return { tongue, key: 'signin.bot.question', args: { name, browser: from }, keyboard }
}

/** An answer takes the place of its question, buttons and all. */
async function say({ api, phrases }: GateParts, asked: Asked, reply: Reply): Promise<void> {
  const html = phrases.html(reply.tongue, reply.key, reply.args)
  const more = reply.keyboard === undefined ? {} : { reply_markup: reply.keyboard }
  const format = { parse_mode: 'HTML', link_preview_options: { is_disabled: true } } as const
  if (asked.kind !== 'answer') await api.sendMessage(asked.chat, html, { ...format, ...more })
  else await api.editMessageText(asked.chat, asked.message, html, format)
}
