import type { Conversation } from './conversation/conversation.ts'
import { errorClass, type Log } from './privacy/log.ts'
import type { Db } from './store/db.ts'
import { dropLease, takeLease } from './store/lease.ts'
import { patienceMs, within } from './store/trouble.ts'

const leaseName = 'poller'
const leaseSeconds = 45

type LeaseParts = {
  db: Db
  /** Names this process among replicas. */
  replica: string
  log: Log
}

/** One process polls. While the database is away, who polled goes on; Telegram itself ends a second poll. */
export class PollerLease {
  readonly #parts: LeaseParts
  readonly #conversation: Conversation
  /** Unless the database says otherwise: a bot that cannot ask must not leave people without an answer. */
  #mine = true

  constructor(parts: LeaseParts, conversation: Conversation) {
    this.#parts = parts
    this.#conversation = conversation
  }

  async renew(): Promise<boolean> {
    const { db, replica } = this.#parts
    await this.#attempt(async () => {
      this.#mine = await takeLease(db, leaseName, replica, leaseSeconds)
    })
    return this.#mine
  }

  async drop(): Promise<void> {
    const { db, replica } = this.#parts
    if (this.#mine) await this.#attempt(() => dropLease(db, leaseName, replica))
  }

  async #attempt(run: () => Promise<void>): Promise<void> {
    if (this.#conversation.away.active) return
    try {
      await within(patienceMs, run())
    } catch (error) {
      this.#parts.log('debug', 'the poller’s lease could not be kept', { error: errorClass(error) })
    }
  }
}
