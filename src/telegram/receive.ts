import type { Api } from 'grammy'
import type { Update } from 'grammy/types'
import type { Campaign } from '../campaign/campaign.ts'
import type { Content } from '../content/load.ts'
import type { Conversation } from '../conversation/conversation.ts'
import { errorClass, type Log } from '../privacy/log.ts'
import { readUpdate } from './update.ts'

export type Receiver = { api: Api; conversation: Conversation; content: Content; log: Log }

/** Takes an update on its way, however it came. Resolves when it may be acknowledged, rejects when it should come again. */
export function receive(receiver: Receiver, update: Update): Promise<void> {
  const reading = readUpdate(update, campaignOf(receiver), new Date())
  if (update.callback_query !== undefined) void answerTap(receiver, update.callback_query.id)
  switch (reading.kind) {
    case 'turn':
      return receiver.conversation.take(reading.incoming)
    case 'leave':
      return leave(receiver, reading.chat)
    case 'nothing':
      return Promise.resolve()
  }
}

function campaignOf({ content }: Receiver): Campaign {
  return content.campaign
}

/** At once, so that the button stops spinning; an answer that comes too late is of no use and no harm. */
async function answerTap({ api, log }: Receiver, id: string): Promise<void> {
  try {
    await api.answerCallbackQuery(id)
  } catch (error) {
    log('debug', 'a tap was not answered', { error: errorClass(error) })
  }
}

/** The bot talks to one person at a time: what it says may not be for a group. */
async function leave({ api, content, log }: Receiver, chat: number): Promise<void> {
  try {
    await api.sendMessage(chat, content.phrases.html(content.campaign.source_language, 'ui.group'), {
      parse_mode: 'HTML',
    })
  } catch (error) {
    log('debug', 'could not say goodbye to a group', { error: errorClass(error) })
  }
  try {
    await api.leaveChat(chat)
  } catch (error) {
    log('warn', 'could not leave a group', { error: errorClass(error) })
  }
}
