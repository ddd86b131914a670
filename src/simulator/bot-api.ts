import type { Call, Method } from './call.ts'
import type { Fault } from './faults.ts'
import { answerCallbackQuery, getChat, getMe, leaveChat } from './method-chats.ts'
import { getFile, sendDocument, sendPhoto, sendVoice } from './method-media.ts'
import * as messages from './method-messages.ts'
import * as settings from './method-settings.ts'
import type { Input, Params } from './params.ts'
import { Polls } from './polls.ts'
import type { BotRecord } from './records.ts'
import { badRequest, Refusal, refusalBody, refusalOf } from './refusal.ts'
import { Webhooks } from './webhooks.ts'
import { makeCurrent, type World } from './world.ts'

export type Outcome = { status: number; body: unknown } | 'cut'

const CLAIMS = new Set(['getme', 'getupdates', 'setwebhook'])
const notHere = () => {
  throw badRequest('the simulator does not log out or close')
}

/** Runs the methods of the Bot API and writes each call down. */
export class BotApi {
  readonly #world: World
  readonly #polls: Polls
  readonly #webhooks: Webhooks
  readonly #closing = new AbortController()
  readonly #methods: Map<string, [name: string, method: Method]>

  constructor(world: World) {
    this.#world = world
    this.#polls = new Polls(world)
    this.#webhooks = new Webhooks(world, this.#polls, async (bot, method, params) => {
      await this.run(bot, method, inputOf(params), new AbortController().signal)
    })
    const own: Record<string, Method> = {
      getUpdates: (call) => this.#polls.getUpdates(call),
      setWebhook: (call) => this.#webhooks.set(call),
      deleteWebhook: (call) => this.#webhooks.remove(call),
      getWebhookInfo: (call) => this.#webhooks.info(call),
      logOut: notHere,
      close: notHere,
    }
    const chats = { getMe, getChat, leaveChat, answerCallbackQuery }
    const media = { getFile, sendPhoto, sendDocument, sendVoice }
    const all: Record<string, Method> = { ...own, ...chats, ...media, ...messages, ...settings }
    this.#methods = new Map(Object.entries(all).map(([name, method]) => [name.toLowerCase(), [name, method]]))
  }

  async run(bot: BotRecord, asked: string, input: Input, signal: AbortSignal): Promise<Outcome> {
    const [name, method] = this.#methods.get(asked.toLowerCase()) ?? [asked, undefined]
    if (CLAIMS.has(name.toLowerCase())) makeCurrent(this.#world, bot)
    const fault = this.#world.faults.take(name)
    if (fault?.delay_ms) await pause(fault.delay_ms, AbortSignal.any([signal, this.#closing.signal]))
    const call: Call = { ...input, world: this.#world, bot, signal }
    const outcome = await this.#outcome(name, method, call, fault)
    this.#log(name, input, outcome)
    return outcome
  }

  refuse(name: string, refusal: Refusal): Outcome {
    const outcome = { status: refusal.code, body: refusalBody(refusal) }
    this.#log(name, inputOf({}), outcome)
    return outcome
  }

  close(): void {
    this.#closing.abort()
    this.#webhooks.close()
    this.#polls.close()
  }

  async #outcome(name: string, method: Method | undefined, call: Call, fault?: Fault): Promise<Outcome> {
    if (fault && !fault.after_accepting && fault.status !== 200) return failed(fault)
    const outcome = await this.#answer(name, method, call)
    return fault?.after_accepting ? 'cut' : outcome
  }

  async #answer(name: string, method: Method | undefined, call: Call): Promise<Outcome> {
    try {
      if (!method) throw new Refusal(404, 'Not Found')
      if (/^send(?!ChatAction)/.test(name)) this.#world.flood.check(call.bot.key, call.params.chat_id)
      return { status: 200, body: { ok: true, result: await method(call) } }
    } catch (error) {
      if (error instanceof Refusal) return { status: error.code, body: refusalBody(error) }
      throw error
    }
  }

  #log(method: string, input: Input, outcome: Outcome): void {
    const { params: payload } = input
    if (outcome === 'cut') {
      this.#world.calls.add({ method, payload, status: 0, answer: null })
      return
    }
    if (method === 'getUpdates' && isEmpty(outcome.body)) return
    this.#world.calls.add({ method, payload, status: outcome.status, answer: outcome.body })
  }
}

const inputOf = (params: Params): Input => ({ params, files: new Map() })

const failed = (fault: Fault): Outcome =>
  fault.status === 0
    ? 'cut'
    : { status: fault.status, body: refusalBody(refusalOf(fault.status, fault.retry_after)) }

function isEmpty(body: unknown): boolean {
  const result = typeof body === 'object' && body !== null && 'result' in body ? body.result : undefined
  return Array.isArray(result) && result.length === 0
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, milliseconds)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
