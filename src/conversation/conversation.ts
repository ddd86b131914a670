import { errorClass } from '../privacy/log.ts'
import { countFailure } from '../store/failures.ts'
import { patienceMs, troubleOf, within } from '../store/trouble.ts'
import type { OutcomeRow } from '../store/turns.ts'
import { deletableMessages } from '../store/upkeep.ts'
import { Away } from './away.ts'
import { type GroupResult, runGroup } from './group.ts'
import type { Delivered, Incoming, Letter } from './incoming.ts'
import { acknowledgeMs, deliverPatiently, isDelivered, outcomeRow } from './sending.ts'
import { ChatQueues, type Parts, type Sending, type Task } from './task.ts'

const groupMost = 128
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
  #stopping = false
  readonly #sending = new Set<Promise<void>>()
  readonly stats = { turns: 0, groups: 0, setAside: 0 }
  /** When the newest update came in here. */
  lastUpdateAt: Date | null = null

  /** @param awayReason why the database is away already at the start; null when it is there */
  constructor(parts: Parts, awayReason: string | null) {
    this.#parts = parts
    this.#away = new Away(parts, () => this.#pump())
    if (awayReason !== null) this.#away.begin(awayReason)
  }

  get away(): { active: boolean; lost: number; unsaved: number } {
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
    this.lastUpdateAt = incoming.received
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

  /** An update that could not even be read: it is acknowledged, so that it does not stand in everybody's way. */
  giveUp(update: number, error: unknown): void {
    this.stats.setAside++
    this.#parts.log('error', 'an update could not be read and was set aside', {
      update,
      error: errorClass(error),
    })
  }

  /** Resolves when nothing is under way any more: turns, replies that were acknowledged early, and their outcomes. */
  async drain(): Promise<void> {
    this.#stopping = true
    while (this.#inFlight.size > 0 || this.#sending.size > 0 || this.#hasWork()) {
      await Promise.allSettled([...this.#inFlight.values(), ...this.#sending])
      await new Promise((resolve) => setImmediate(resolve))
    }
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
      // All that came in the same turn of the event loop joins the group.
      await new Promise((resolve) => setImmediate(resolve))
      const tasks = this.#queues.take(groupMost)
      if (this.#away.active) for (const task of tasks) this.#track(this.#answerAway(task))
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
    for (const sending of sendings) this.#track(this.#send(sending))
    for (const { incoming, done } of strangers) {
      this.#queues.release(incoming.chat)
      done()
    }
    for (const { task, error } of failed) this.#track(this.#fail(task, error))
    for (const task of lost) {
      if (++task.losses < lossesMost) this.#queues.putBack([task])
      else this.#track(this.#fail(task, new Error('Another writer was always faster')))
    }
  }

  #track(work: Promise<void>): void {
    this.#sending.add(work)
    void work.finally(() => this.#sending.delete(work))
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
    const { task, account } = sending
    const late = setTimeout(task.done, acknowledgeMs)
    this.#triesInMemory.delete(task.incoming.id)
    if (sending.clears && account !== null) sending.letter.clear = await this.#deletable(account)
    const delivered = await this.#deliver(sending.letter)
    this.#queues.release(task.incoming.chat)
    const done = () => {
      clearTimeout(late)
      task.done()
    }
    if (account === null) done()
    else this.#outcomes.push({ row: outcomeRow(sending, delivered, account), done })
    this.#pump()
  }

  async #deletable(account: number): Promise<number[]> {
    try {
      return await within(patienceMs, deletableMessages(this.#parts.db, account))
    } catch (error) {
      this.#parts.log('warn', 'messages to delete could not be looked up', { error: errorClass(error) })
      return []
    }
  }

  #deliver(letter: Letter): Promise<Delivered> {
    return deliverPatiently(this.#parts, letter, () => this.#stopping)
  }

  async #answerAway(task: Task): Promise<void> {
    try {
      const { letter, turn } = this.#away.step(task)
      this.stats.turns++
      const sent = this.#deliver(letter).finally(() => {
        this.#queues.release(task.incoming.chat)
        this.#pump()
      })
      await this.#away.keep(task, turn, await isDelivered(sent))
      task.done()
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
      return Math.max(inMemory, await within(patienceMs, countFailure(this.#parts.db, update, error)))
    } catch (failure) {
      this.#parts.log('warn', 'a failed try was counted in memory only', {
        update,
        error: errorClass(failure),
      })
      return inMemory
    }
  }
}
