import type { Pending, Queue } from './queue.ts'
import type { Webhook } from './records.ts'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 30_000
const ANSWER_MS = 60_000

interface Lane {
  waiting: Pending[]
  failures: number
}

export interface DeliveryError {
  date: number
  message: string
}

type Answered = (body: string) => Promise<void>

/** Posts the updates of one bot to its webhook, those of one chat one after another. */
export class Delivery {
  lastError: DeliveryError | undefined
  readonly #webhook: Webhook
  readonly #queue: Queue
  readonly #answered: Answered
  readonly #lanes = new Map<string, Lane>()
  readonly #ready: string[] = []
  readonly #timers = new Set<NodeJS.Timeout>()
  readonly #stop = new AbortController()
  #active = 0

  constructor(webhook: Webhook, queue: Queue, answered: Answered) {
    this.#webhook = webhook
    this.#queue = queue
    this.#answered = answered
  }

  add(pending: Pending): void {
    const lane = this.#lanes.get(pending.lane)
    if (lane) {
      lane.waiting.push(pending)
      return
    }
    this.#lanes.set(pending.lane, { waiting: [pending], failures: 0 })
    this.#ready.push(pending.lane)
    this.#pump()
  }

  stop(): void {
    this.#stop.abort()
    for (const timer of this.#timers) clearTimeout(timer)
  }

  #pump(): void {
    while (this.#active < this.#webhook.maxConnections && !this.#stop.signal.aborted) {
      const name = this.#ready.shift()
      if (name === undefined) return
      this.#active += 1
      void this.#step(name).finally(() => {
        this.#active -= 1
        this.#pump()
      })
    }
  }

  async #step(name: string): Promise<void> {
    const lane = this.#lanes.get(name)
    const pending = lane?.waiting[0]
    if (!lane || !pending) return
    const problem = await this.#deliver(pending)
    if (this.#stop.signal.aborted) return
    if (problem !== undefined) this.#later(name, lane, problem)
    else this.#done(name, lane, pending)
  }

  #done(name: string, lane: Lane, pending: Pending): void {
    this.#queue.drop(pending)
    lane.waiting.shift()
    lane.failures = 0
    if (lane.waiting.length > 0) this.#ready.push(name)
    else this.#lanes.delete(name)
  }

  #later(name: string, lane: Lane, problem: string): void {
    this.lastError = { date: Math.floor(Date.now() / 1000), message: problem }
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** lane.failures, LONGEST_PAUSE_MS)
    lane.failures += 1
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#ready.push(name)
      this.#pump()
    }, pause)
    this.#timers.add(timer)
  }

  /** Answers what went wrong, or nothing. */
  async #deliver(pending: Pending): Promise<string | undefined> {
    try {
      const response = await fetch(this.#webhook.url, {
        method: 'POST',
        headers: this.#headers(),
        body: JSON.stringify(pending.update),
        redirect: 'manual',
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(ANSWER_MS)]),
      })
      const body = await response.text()
      if (!response.ok) return `Wrong response from the webhook: ${response.status} ${response.statusText}`
      await this.#answered(body)
      return undefined
    } catch (error) {
      return problemOf(error)
    }
  }

  #headers(): Record<string, string> {
    const headers = { 'content-type': 'application/json' }
    const { secret } = this.#webhook
    return secret === undefined ? headers : { ...headers, 'x-telegram-bot-api-secret-token': secret }
  }
}

function problemOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const words = cause instanceof Error ? cause.message : String(cause)
  return /ECONNREFUSED/.test(words) ? 'Connection refused' : words || 'Connection failed'
}
