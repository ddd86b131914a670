import type { Counters } from './counter.ts'
import type { Table } from './journal.ts'

export type RawUpdate = Record<string, unknown> & { update_id: number }

export interface Pending {
  seq: number
  bot: string
  /** Updates of one lane reach a webhook one after another, as those of one chat do at Telegram. */
  lane: string
  update: RawUpdate
  /** A raw update is handed out once whatever the offset is. */
  raw: boolean
}

const FIRST_UPDATE_ID = 100_000_000

/** The updates that no bot has confirmed yet. */
export class Queue {
  readonly #table: Table<Pending>
  readonly #counters: Counters
  readonly #bots = new Map<string, Map<number, Pending>>()
  readonly #shown = new Set<number>()
  readonly #listeners: ((pending: Pending) => void)[] = []

  constructor(table: Table<Pending>, counters: Counters) {
    this.#table = table
    this.#counters = counters
    for (const pending of table.values()) this.#of(pending.bot).set(pending.seq, pending)
  }

  onPush(listener: (pending: Pending) => void): void {
    this.#listeners.push(listener)
  }

  push(bot: string, lane: string, content: Record<string, unknown>): number {
    return this.#add(bot, lane, { update_id: this.nextId(bot), ...content }, false)
  }

  pushRaw(bot: string, lane: string, update: RawUpdate): number {
    const id = update.update_id
    if (Number.isSafeInteger(id)) this.#counters.passOver(`update/${bot}`, id, FIRST_UPDATE_ID)
    return this.#add(bot, lane, update, true)
  }

  nextId(bot: string): number {
    return this.#counters.next(`update/${bot}`, FIRST_UPDATE_ID)
  }

  size(bot: string): number {
    return this.#bots.get(bot)?.size ?? 0
  }

  list(bot: string): Pending[] {
    return [...this.#of(bot).values()]
  }

  /** Forgets what is older than the offset and gives the first updates from there on. */
  take(bot: string, offset: number, limit: number): RawUpdate[] {
    const from = offset < 0 ? this.#fromEnd(bot, -offset) : offset
    const taken: RawUpdate[] = []
    for (const pending of this.#of(bot).values()) {
      const fresh = pending.raw && !this.#shown.has(pending.seq)
      if (pending.update.update_id < from && !fresh) this.drop(pending)
      else if (taken.length < limit) {
        taken.push(pending.update)
        if (pending.raw) this.#shown.add(pending.seq)
      }
    }
    return taken
  }

  drop(pending: Pending): void {
    this.#of(pending.bot).delete(pending.seq)
    this.#shown.delete(pending.seq)
    this.#table.delete(String(pending.seq))
  }

  clear(bot: string): void {
    for (const pending of this.list(bot)) this.drop(pending)
  }

  #add(bot: string, lane: string, update: RawUpdate, raw: boolean): number {
    const pending = { seq: this.#counters.next('pending'), bot, lane, update, raw }
    this.#of(bot).set(pending.seq, pending)
    this.#table.set(String(pending.seq), pending)
    for (const listener of this.#listeners) listener(pending)
    return update.update_id
  }

  #fromEnd(bot: string, count: number): number {
    return this.list(bot).at(-count)?.update.update_id ?? 0
  }

  #of(bot: string): Map<number, Pending> {
    const found = this.#bots.get(bot)
    if (found) return found
    const made = new Map<number, Pending>()
    this.#bots.set(bot, made)
    return made
  }
}
