import { isRecord, type Params } from './params.ts'
import type { BotRecord } from './records.ts'
import { Refusal } from './refusal.ts'
import { chatOf, personOf, saveChat, type World } from './world.ts'

/** Puts an update into the queue as it is, however odd. */
export function inject(world: World, bot: BotRecord, update: Params) {
  const given = update.update_id
  if (given !== undefined && typeof given !== 'number') throw new Refusal(400, 'update_id is not a number')
  const chat = chatIn(update)
  if (chat) meet(world, bot, chat)
  const id = given ?? world.queue.nextId(bot.key)
  const lane = chat ? String(chat.id) : `raw-${id}`
  return { update_id: world.queue.pushRaw(bot.key, lane, { ...update, update_id: id }) }
}

function chatIn(update: Params): Params | undefined {
  for (const content of Object.values(update)) {
    if (!isRecord(content)) continue
    const message = isRecord(content.message) ? content.message : content
    if (isRecord(message.chat)) return message.chat
  }
  return undefined
}

/** The bot may write to a chat from which an update came to it. */
function meet(world: World, bot: BotRecord, chat: Params): void {
  const { id, type = 'private', title } = chat
  if (typeof id !== 'number' || !Number.isSafeInteger(id) || chatOf(world, bot, id)) return
  if (type === 'private') personOf(world, id)
  saveChat(world, bot, {
    id,
    type: String(type),
    title: title === undefined ? undefined : String(title),
    started: true,
    blocked: false,
  })
}
