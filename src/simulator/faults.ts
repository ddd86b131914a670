import { floodWait } from './refusal.ts'

export interface Fault {
  method: string
  status: number
  retry_after?: number | undefined
  times: number
  after_accepting?: boolean | undefined
  delay_ms?: number | undefined
}

/** Failures ordered by a test: each stands for the next `times` calls of its method. */
export class Faults {
  #faults: Fault[] = []

  add(fault: Fault): void {
    this.#faults.push({ ...fault })
  }

  clear(): void {
    this.#faults = []
  }

  take(method: string): Fault | undefined {
    const fault = this.#faults.find(
      (one) =>
        one.method.toLowerCase() === method.toLowerCase() || (one.method === '*' && method !== 'getUpdates'),
    )
    if (!fault) return undefined
    fault.times -= 1
    if (fault.times <= 0) this.#faults = this.#faults.filter((one) => one !== fault)
    return fault
  }
}

export interface Limits {
  messages_per_second?: number | undefined
  per_chat_per_second?: number | undefined
  callback_seconds?: number | undefined
}

/** Telegram's flood control, counted in whole seconds; off unless set. */
export class FloodControl {
  limits: Limits = {}
  #second = 0
  #counts = new Map<string, number>()

  check(bot: string, chat: unknown): void {
    const { messages_per_second: overall, per_chat_per_second: perChat } = this.limits
    if (overall === undefined && perChat === undefined) return
    const second = Math.floor(Date.now() / 1000)
    if (second !== this.#second) this.#counts.clear()
    this.#second = second
    const keys: [string, number | undefined][] = [
      [bot, overall],
      [`${bot}/${String(chat)}`, perChat],
    ]
    for (const [key, limit] of keys) {
      if (limit !== undefined && (this.#counts.get(key) ?? 0) >= limit) throw floodWait(1)
    }
    for (const [key] of keys) this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1)
  }
}
