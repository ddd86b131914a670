import type { Call } from './call.ts'
import { Delivery } from './delivery.ts'
import { isRecord, numberOf, type Params, textOf, truthOf } from './params.ts'
import { type Polls, rememberAllowed } from './polls.ts'
import type { BotRecord } from './records.ts'
import { badRequest } from './refusal.ts'
import type { World } from './world.ts'

type Run = (bot: BotRecord, method: string, params: Params) => Promise<void>

/** The webhooks of all bots. */
export class Webhooks {
  readonly #world: World
  readonly #polls: Polls
  readonly #run: Run
  readonly #deliveries = new Map<string, Delivery>()

  constructor(world: World, polls: Polls, run: Run) {
    this.#world = world
    this.#polls = polls
    this.#run = run
    for (const bot of world.bots.values()) this.#start(bot)
    world.queue.onPush((pending) => this.#deliveries.get(pending.bot)?.add(pending))
  }

  set(call: Call): true {
    const { bot, params, world } = call
    const url = textOf(params, 'url') ?? ''
    if (url === '') return this.remove(call)
    const secret = takeSecret(params)
    checkUrl(url)
    rememberAllowed(call)
    this.#polls.end(bot.key, 'terminated by setWebhook request')
    if (truthOf(params, 'drop_pending_updates')) world.queue.clear(bot.key)
    const maxConnections = Math.min(Math.max(numberOf(params, 'max_connections') ?? 40, 1), 100)
    this.#save(bot, { url, secret, maxConnections })
    this.#start(bot)
    return true
  }

  remove({ bot, params, world }: Call): true {
    if (truthOf(params, 'drop_pending_updates')) world.queue.clear(bot.key)
    this.#stop(bot)
    if (bot.webhook) this.#save(bot, null)
    return true
  }

  info({ bot, world }: Call): unknown {
    const info: Record<string, unknown> = {
      url: bot.webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: world.queue.size(bot.key),
    }
    if (bot.webhook) info.max_connections = bot.webhook.maxConnections
    if (bot.allowed) info.allowed_updates = bot.allowed
    const error = this.#deliveries.get(bot.key)?.lastError
    return error ? { ...info, last_error_date: error.date, last_error_message: error.message } : info
  }

  close(): void {
    for (const delivery of this.#deliveries.values()) delivery.stop()
  }

  #save(bot: BotRecord, webhook: BotRecord['webhook']): void {
    bot.webhook = webhook
    this.#world.bots.set(bot.key, bot)
  }

  #stop(bot: BotRecord): void {
    this.#deliveries.get(bot.key)?.stop()
    this.#deliveries.delete(bot.key)
  }

  #start(bot: BotRecord): void {
    this.#stop(bot)
    if (!bot.webhook) return
    const delivery = new Delivery(bot.webhook, this.#world.queue, (body) => this.#answered(bot, body))
    this.#deliveries.set(bot.key, delivery)
    for (const pending of this.#world.queue.list(bot.key)) delivery.add(pending)
  }

  /** The body of an answer may itself be a call of a method; its result is lost, as at Telegram. */
  async #answered(bot: BotRecord, body: string): Promise<void> {
    if (!body.startsWith('{')) return
    let call: unknown
    try {
      call = JSON.parse(body)
    } catch {
      return
    }
    if (!isRecord(call) || typeof call.method !== 'string') return
    const { method, ...params } = call
    await this.#run(bot, String(method), params)
  }
}

function takeSecret(params: Params): string | undefined {
  const secret = textOf(params, 'secret_token')
  if (secret === undefined || secret === '') return undefined
  if (secret.length > 256) throw badRequest('secret token is too long')
  if (!/^[\w-]+$/.test(secret)) throw badRequest('secret token contains unallowed characters')
  return secret
}

function checkUrl(url: string): void {
  if (!URL.canParse(url)) throw badRequest('bad webhook: URL is invalid')
  const { protocol, hostname } = new URL(url)
  const isHere = protocol === 'http:' && (hostname === '127.0.0.1' || hostname === 'localhost')
  if (protocol !== 'https:' && !isHere) {
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  }
}
