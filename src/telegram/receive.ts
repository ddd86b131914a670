import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { Content } from '../content/load.ts'
import type { Conversation } from '../conversation/conversation.ts'
import { errorClass, type Log } from '../privacy/log.ts'
import type { StaffGate } from './staff-gate.ts'
import { type Reading, readUpdate } from './update.ts'

export type Receiver = {
  api: Api
  conversation: Conversation
  content: Content
  staffGate: StaffGate
  log: Log
}

/** Takes an update on its way, however it came. Resolves when it may be acknowledged, rejects when it should come again. */
export function receive(receiver: Receiver, update: Update): Promise<void> {
  const bySignIn = receiver.staffGate(update)
  if (bySignIn !== undefined) {
    if (update.callback_query) void answerTap(receiver, update.callback_query.id)
    return bySignIn
  }
  const reading = read(receiver, update)
  if (reading.kind === 'turn') {
    if (update.callback_query) void answerTap(receiver, update.callback_query.id)
    return receiver.conversation.take(reading.incoming)
  }
  if (reading.kind === 'leave') void leave(receiver, reading.chat)
  return Promise.resolve()
}

/** What cannot be read will not be read better the next time, and must not stand in everybody's way. */
function read({ conversation, content }: Receiver, update: Update): Reading {
  try {
    return readUpdate(update, content.campaign, new Date())
  } catch (error) {
    conversation.giveUp(update.update_id, error)
    return { kind: 'nothing' }
  }
}

/** At once, so that the button stops spinning; an answer that comes too late is of no use and no harm. */
async function answerTap({ api, log }: Receiver, id: string): Promise<void> {
  try {
    await api.answerCallbackQuery(id)
  } catch (error) {
    log('debug', 'a tap was not answered', { error: errorClass(error) })
  }
}

/** Groups that are being left: each hears goodbye once, however many of its messages wait. */
const leaving = new Set<number>()

/** The bot talks to one person at a time: what it says may not be for a group. */
async function leave({ api, content, log }: Receiver, chat: number): Promise<void> {
  if (leaving.has(chat)) return
  leaving.add(chat)
  try {
    const goodbye = content.phrases.html(content.campaign.source_language, 'ui.group')
    await api.sendMessage(chat, goodbye, { parse_mode: 'HTML' })
  } catch (error) {
    log('debug', 'could not say goodbye to a group', { error: errorClass(error) })
  }
  try {
    await api.leaveChat(chat)
  } catch (error) {
    log('warn', 'could not leave a group', { error: errorClass(error) })
  } finally {
    leaving.delete(chat)
  }
}
