import type { Counters } from './counter.ts'

export interface LoggedCall {
  at: number
  seq: number
  method: string
  payload: unknown
  status: number
  answer: unknown
}

const KEPT = 200_000
const SLACK = 10_000

/** The newest calls of the Bot API, as they came and as they were answered. */
export class CallLog {
  readonly #counters: Counters
  #calls: LoggedCall[] = []

  constructor(counters: Counters) {
    this.#counters = counters
  }

  add(call: Omit<LoggedCall, 'at' | 'seq'>): void {
    this.#calls.push({ at: Date.now(), seq: this.#counters.next('call'), ...call })
    if (this.#calls.length > KEPT + SLACK) this.#calls = this.#calls.slice(-KEPT)
  }

  since(seq: number): LoggedCall[] {
    const calls = this.#calls.slice(-KEPT)
    let low = 0
    let high = calls.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((calls[middle]?.seq ?? 0) > seq) high = middle
      else low = middle + 1
    }
    return calls.slice(low)
  }
}
