import { errorClass } from '../privacy/log.ts'
import { countFailure } from '../store/failures.ts'
import type { OutcomeRow } from '../store/turns.ts'
import { Away } from './away.ts'
import { type GroupResult, runGroup } from './group.ts'
import type { Delivered, Incoming } from './incoming.ts'
import { ChatQueues, type Parts, type Sending, type Task } from './task.ts'
import { troubleOf } from './trouble.ts'

const groupMost = 128
/** An update is acknowledged at the latest so long after its commit, even when its reply's outcome is not saved yet. */
const acknowledgeMs = 5000
/** An update that failed so often is set aside, so that it does not block its chat for ever. */
export const triesMost = 3
const lossesMost = 20

/** Takes turns in groups. The next group starts when the last commit returns, never on a timer. */
export class Conversation {
  readonly #parts: Parts
  readonly #away: Away
  readonly #queues = new ChatQueues()
  readonly #inFlight = new Map<number, Promise<void>>()
  readonly #triesInMemory = new Map<number, number>()
  #outcomes: { row: OutcomeRow; done: () => void }[] = []
  #pumping = false
  readonly stats = { turns: 0, groups: 0, setAside: 0 }

  /** @param awayReason why the database is away already at the start; null when it is there */
  constructor(parts: Parts, awayReason: string | null) {
    this.#parts = parts
    this.#away = new Away(parts, () => this.#pump())
    if (awayReason !== null) this.#away.begin(awayReason)
  }

  get away(): { active: boolean; lost: number } {
    return this.#away
  }

  get inFlight(): number {
    return this.#inFlight.size
  }

  /**
   * Takes one update. Resolves when it may be acknowledged: its turn is saved and its reply's outcome recorded, or it was
   * set aside after its last try. Rejects when it should come again. The same update at the same time is taken once.
   */
  take(incoming: Incoming): Promise<void> {
    const known = this.#inFlight.get(incoming.id)
    if (known !== undefined) return known
    const promise = new Promise<void>((done, failed) => {
      const lookup = this.#parts.keys.lookup(incoming.chat)
      this.#queues.push({ incoming, lookup, losses: 0, done, failed })
      this.#pump()
    }).finally(() => this.#inFlight.delete(incoming.id))
    this.#inFlight.set(incoming.id, promise)
    return promise
  }

  /** Resolves when nothing is under way any more. Updates that are still taken meanwhile are handled too. */
  async drain(): Promise<void> {
    while (this.#inFlight.size > 0) await Promise.allSettled(this.#inFlight.values())
    await this.#away.close()
  }

  #pump(): void {
    if (this.#pumping) return
    this.#pumping = true
    void this.#run().finally(() => {
      this.#pumping = false
      if (this.#hasWork()) this.#pump()
    })
  }

  #hasWork(): boolean {
    return this.#queues.size > 0 || (this.#outcomes.length > 0 && !this.#away.active)
  }

  async #run(): Promise<void> {
    while (this.#hasWork()) {
      const tasks = this.#queues.take(groupMost)
      if (this.#away.active) for (const task of tasks) void this.#answerAway(task)
      else await this.#group(tasks)
    }
  }

  async #group(tasks: Task[]): Promise<void> {
    const outcomes = this.#outcomes.splice(0)
    try {
      const result = await runGroup(
        this.#parts,
        tasks,
        outcomes.map(({ row }) => row),
      )
      this.stats.groups++
      for (const { done } of outcomes) done()
      this.#settle(result)
    } catch (error) {
      this.#outcomes.unshift(...outcomes)
      await this.#afterTrouble(tasks, error)
    }
  }

  #settle({ sendings, lost, strangers, failed }: GroupResult): void {
    this.stats.turns += sendings.length
    for (const sending of sendings) void this.#send(sending)
    for (const { incoming, done } of strangers) {
      this.#queues.release(incoming.chat)
      done()
    }
    for (const { task, error } of failed) void this.#fail(task, error)
    for (const task of lost) {
      if (++task.losses < lossesMost) this.#queues.putBack([task])
      else void this.#fail(task, new Error('Another writer was always faster'))
    }
  }

  async #afterTrouble(tasks: Task[], error: unknown): Promise<void> {
    const trouble = troubleOf(error)
    this.#parts.log('warn', 'a group was not saved', {
      error: errorClass(error),
      reason: trouble,
      count: tasks.length,
    })
    if (trouble === 'away') {
      this.#queues.putBack(tasks)
      this.#away.begin(errorClass(error))
    } else if (trouble === 'again') this.#queues.putBack(tasks)
    else if (tasks.length > 1) for (const task of tasks) await this.#group([task])
    else if (tasks[0] !== undefined) await this.#fail(tasks[0], error)
    else for (const { done } of this.#outcomes.splice(0)) done()
  }

  async #send(sending: Sending): Promise<void> {
    const { task, account, counted, language } = sending
    const late = setTimeout(task.done, acknowledgeMs)
    this.#triesInMemory.delete(task.incoming.id)
    const delivered = await this.#deliver(sending)
    this.#queues.release(task.incoming.chat)
    const done = () => {
      clearTimeout(late)
      task.done()
    }
    if (account === null) done()
    else this.#outcomes.push({ row: outcomeRow(sending, delivered, { account, counted, language }), done })
    this.#pump()
  }

  async #deliver({ letter }: Sending): Promise<Delivered> {
    try {
      return await this.#parts.deliver(letter)
    } catch (error) {
      this.#parts.log('error', 'a reply could not be made', { error: errorClass(error) })
      return { outcome: 'refused', messages: [] }
    }
  }

  async #answerAway(task: Task): Promise<void> {
    try {
      const { sending, turn } = this.#away.step(task)
      const { outcome } = await this.#deliver(sending)
      await this.#away.keep(task, turn, outcome === 'delivered')
      this.#queues.release(task.incoming.chat)
      task.done()
      this.#pump()
    } catch (error) {
      await this.#fail(task, error)
    }
  }

  async #fail(task: Task, error: unknown): Promise<void> {
    const { id, chat } = task.incoming
    const tries = await this.#countFailure(id, errorClass(error))
    this.#parts.log('error', 'an update failed', { update: id, error: errorClass(error), tries })
    this.#queues.release(chat)
    if (tries >= triesMost) {
      this.stats.setAside++
      this.#triesInMemory.delete(id)
      task.done()
    } else task.failed(error)
    this.#pump()
  }

  async #countFailure(update: number, error: string): Promise<number> {
    const inMemory = (this.#triesInMemory.get(update) ?? 0) + 1
    this.#triesInMemory.set(update, inMemory)
    if (this.#away.active) return inMemory
    try {
      return Math.max(inMemory, await countFailure(this.#parts.db, update, error))
    } catch (failure) {
      this.#parts.log('warn', 'a failed try was counted in memory only', {
        update,
        error: errorClass(failure),
      })
      return inMemory
    }
  }
}

function outcomeRow(
  { task }: Sending,
  { outcome, messages }: Delivered,
  owner: { account: number; counted: boolean; language: string | null },
): OutcomeRow {
  return {
    update: task.incoming.id,
    at: task.incoming.at.toISOString(),
    delivered: outcome === 'delivered',
    reachable: outcome === 'blocked' || outcome === 'deactivated' ? outcome : null,
    messages,
    ...owner,
  }
}
