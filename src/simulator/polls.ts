import type { Call } from './call.ts'
import { numberOf, structureOf } from './params.ts'
import type { RawUpdate } from './queue.ts'
import type { BotRecord } from './records.ts'
import { badRequest, conflict, type Refusal } from './refusal.ts'
import type { World } from './world.ts'

const WEBHOOK_ACTIVE =
  "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
const OTHER_POLL = 'terminated by other getUpdates request; make sure that only one bot instance is running'
const LONGEST_SECONDS = 50

interface Poll {
  finish(): void
  fail(refusal: Refusal): void
}

/** The long polls that wait for an update: at most one for each bot. */
export class Polls {
  readonly #waiting = new Map<string, Poll>()

  constructor(world: World) {
    world.queue.onPush((pending) => this.#waiting.get(pending.bot)?.finish())
  }

  async getUpdates(call: Call): Promise<RawUpdate[]> {
    const { bot, params, world } = call
    if (bot.webhook) throw conflict(WEBHOOK_ACTIVE)
    this.end(bot.key, OTHER_POLL)
    rememberAllowed(call)
    const limit = Math.min(Math.max(numberOf(params, 'limit') ?? 100, 1), 100)
    const offset = numberOf(params, 'offset') ?? 0
    const seconds = Math.min(Math.max(numberOf(params, 'timeout') ?? 0, 0), LONGEST_SECONDS)
    const ready = world.queue.take(bot.key, offset, limit)
    if (ready.length > 0 || seconds === 0) return ready
    await this.#wait(bot.key, seconds, call.signal)
    return call.signal.aborted ? [] : world.queue.take(bot.key, offset, limit)
  }

  end(bot: string, words: string): void {
    this.#waiting.get(bot)?.fail(conflict(words))
  }

  close(): void {
    for (const poll of this.#waiting.values()) poll.finish()
  }

  async #wait(bot: string, seconds: number, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = withResolvers()
    const timer = setTimeout(resolve, seconds * 1000)
    const poll = { finish: resolve, fail: reject }
    signal.addEventListener('abort', resolve)
    this.#waiting.set(bot, poll)
    try {
      await promise
    } finally {
      clearTimeout(timer)
      signal.removeEventListener('abort', resolve)
      if (this.#waiting.get(bot) === poll) this.#waiting.delete(bot)
    }
  }
}

function withResolvers() {
  let resolve = () => {}
  let reject = (_: Refusal) => {}
  const promise = new Promise<void>((done, failed) => {
    resolve = () => done()
    reject = failed
  })
  return { promise, resolve, reject }
}

/** Keeps the kinds of updates that the bot asks for, when it names them. */
export function rememberAllowed({ bot, params, world }: Call): void {
  const given = structureOf(params, 'allowed_updates')
  if (given === undefined) return
  if (!Array.isArray(given)) throw badRequest("can't parse allowed_updates: expected an Array of String")
  const allowed = given.length === 0 ? null : given.map(String)
  if (JSON.stringify(allowed) === JSON.stringify(bot.allowed)) return
  bot.allowed = allowed
  world.bots.set(bot.key, bot)
}

const NOT_BY_DEFAULT = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])

export const wants = (bot: BotRecord, kind: string) =>
  bot.allowed === null ? !NOT_BY_DEFAULT.has(kind) : bot.allowed.includes(kind)
