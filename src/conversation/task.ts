import type { Understood } from '../content/understood.ts'
import type { Script } from '../flow/script.ts'
import type { Keys } from '../privacy/keys.ts'
import type { Log } from '../privacy/log.ts'
import type { Db } from '../store/db.ts'
import type { Outages } from '../store/outages.ts'
import type { Spool } from '../store/spool.ts'
import type { Deliver, Incoming, Letter } from './incoming.ts'

/** What a conversation works with. */
export type Parts = {
  /** Read anew for each turn: staff may hide a card at any time. */
  readonly script: Script
  /** What free words ask for; it keeps nothing. */
  understand: (text: string) => Understood
  db: Db
  spool: Spool
  keys: Keys
  deliver: Deliver
  log: Log
  outages: Pick<Outages, 'began' | 'ended'>
  /** Makes the database fit for use (tables, secret), for a start that came before the database. */
  prepare: () => Promise<void>
}

/** An update on its way through. `done` acknowledges it, `failed` gives it back to be sent again. */
export type Task = {
  incoming: Incoming
  lookup: string
  /** How often another writer was faster. */
  losses: number
  done: () => void
  failed: (error: unknown) => void
}

/** A reply that waits to be sent. `account` is null for somebody who is not kept. */
export type Sending = {
  task: Task
  letter: Letter
  account: number | null
  segment: string
  /** The person asked for the bot's messages to be deleted. */
  clears: boolean
}

/** Keeps the order within each chat: a chat's next update waits until the reply to the one before is out. */
export class ChatQueues {
  readonly #waiting = new Map<number, Task[]>()
  #ready: Task[] = []

  get size(): number {
    return this.#ready.length
  }

  push(task: Task): void {
    const waiting = this.#waiting.get(task.incoming.chat)
    if (waiting !== undefined) {
      waiting.push(task)
      return
    }
    this.#waiting.set(task.incoming.chat, [])
    this.#ready.push(task)
  }

  take(most: number): Task[] {
    return this.#ready.splice(0, most)
  }

  /** Puts a task back at the front: its chat still waits for it. */
  putBack(tasks: readonly Task[]): void {
    this.#ready.unshift(...tasks)
  }

  /** The chat's turn is over: the next of its updates may go. */
  release(chat: number): void {
    const next = this.#waiting.get(chat)?.shift()
    if (next === undefined) this.#waiting.delete(chat)
    else this.#ready.push(next)
  }
}
