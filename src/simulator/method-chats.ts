import { type Call, isGroup, takeChat } from './call.ts'
import { numberOf, textOf, truthOf } from './params.ts'
import { badRequest } from './refusal.ts'
import { botUser, chatShape } from './shapes.ts'
import { saveChat } from './world.ts'

const ANSWER_LIMIT = 200
const CALLBACK_SECONDS = 60
const QUERY_GONE = 'query is too old and response timeout expired or query ID is invalid'

export function getMe(call: Call): unknown {
  return {
    ...botUser(call.bot),
    can_join_groups: true,
    can_read_all_group_messages: false,
    supports_inline_queries: false,
    can_connect_to_business: false,
    has_main_web_app: false,
  }
}

export function getChat(call: Call): unknown {
  const id = numberOf(call.params, 'chat_id')
  const chat = id === undefined ? undefined : call.world.chats.get(`${call.bot.key}/${id}`)
  if (!chat) throw badRequest('chat not found')
  const accepted = {
    unlimited_gifts: true,
    limited_gifts: true,
    unique_gifts: true,
    premium_subscription: true,
  }
  return {
    ...chatShape(chat, call.world.people.get(String(id))),
    accent_color_id: 0,
    max_reaction_count: 11,
    accepted_gift_types: accepted,
  }
}

export function leaveChat(call: Call): true {
  const { chat } = takeChat(call)
  if (!isGroup(chat)) throw badRequest("chat member status can't be changed in private chats")
  saveChat(call.world, call.bot, { ...chat, blocked: true })
  return true
}

export function answerCallbackQuery(call: Call): true {
  const { world, bot } = call
  const id = textOf(call.params, 'callback_query_id') ?? ''
  const text = textOf(call.params, 'text') ?? ''
  const query = world.callbacks.get(id)
  const seconds = world.flood.limits.callback_seconds ?? CALLBACK_SECONDS
  if (query?.bot !== bot.key) throw badRequest(QUERY_GONE)
  if (text.length > ANSWER_LIMIT) throw badRequest('MESSAGE_TOO_LONG')
  world.callbacks.delete(id)
  if (Date.now() - query.at > seconds * 1000) throw badRequest(QUERY_GONE)
  world.streams.send(query.user, 'answer', { id, text, show_alert: truthOf(call.params, 'show_alert') })
  return true
}
