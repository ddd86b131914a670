import { dayIn } from '../campaign/campaign.ts'
import { offeredEnough } from '../flow/about-you.ts'
import { menuPlace } from '../flow/places.ts'
import { newState, type State, stateSchema } from '../flow/state.ts'
import { step, type Turn } from '../flow/step.ts'
import { randomAccount } from '../privacy/keys.ts'
import { errorClass } from '../privacy/log.ts'
import { replayRecord } from '../store/replay.ts'
import { isDecision, SpoolFull, type SpoolRecord } from '../store/spool.ts'
import { patienceMs, troubleOf, within } from '../store/trouble.ts'
import type { Letter } from './incoming.ts'
import { writeLetter } from './letter.ts'
import { closeState } from './person.ts'
import { decisions, recordOf } from './record.ts'
import type { Parts, Task } from './task.ts'

const probeMs = 1000
/** Conversations that are remembered while the database is away; the oldest go first. */
const rememberedMost = 10_000
/** Records that neither the database nor the disk took wait in memory, so many at most. */
const unsavedMost = 10_000

/**
 * What happens while the database is away: the same script is walked with a state in memory, and what must not be
 * lost goes to the spool on disk. When the database answers again, the spool is replayed before turns use it again.
 */
export class Away {
  readonly #parts: Parts
  readonly #states = new Map<string, State>()
  readonly #back: () => void
  #active = false
  #draining: Promise<void> | null = null
  #closed = false
  #unsaved: SpoolRecord[] = []
  /** Turns that were answered and can no longer be counted: neither database nor disk had room. */
  lost = 0

  constructor(parts: Parts, back: () => void) {
    this.#parts = parts
    this.#back = back
    if (!parts.spool.isEmpty) this.begin('spool')
  }

  get active(): boolean {
    return this.#active
  }

  /** Records that wait in memory because the disk does not take them. */
  get unsaved(): number {
    return this.#unsaved.length
  }

  begin(reason: string): void {
    if (this.#active) return
    this.#active = true
    this.#parts.log('warn', 'answering without the database', { reason })
    this.#parts.outages.began('database')
    this.#draining = this.#comeBack()
  }

  close(): Promise<void> {
    this.#closed = true
    return this.#draining ?? Promise.resolve()
  }

  step(task: Task): { letter: Letter; turn: Turn } {
    const { script, understand } = this.#parts
    const { incoming, lookup } = task
    const before = this.#states.get(lookup) ?? stateFrom(task)
    const turn = step(script, before, incoming.input, { guess: incoming.guess, now: incoming.at, understand })
    this.#remember(lookup, turn)
    sayWhatIsNotSaved(task, turn)
    return { turn, letter: writeLetter(script, turn, incoming, { keyboard: null, clear: [] }) }
  }

  #remember(lookup: string, turn: Turn): void {
    this.#states.delete(lookup)
    if (decisions(turn).forget) return
    this.#states.set(lookup, turn.state)
    const oldest = this.#states.keys().next().value
    if (this.#states.size > rememberedMost && oldest !== undefined) this.#states.delete(oldest)
  }

  /** Keeps a turn on disk, or in memory while the disk does not take it. Never throws: the person has been answered. */
  async keep(task: Task, turn: Turn, delivered: boolean): Promise<void> {
    const record = recordOf(task, turn, delivered, this.#parts)
    if (!(await this.#append(record))) this.#holdInMemory(record)
    if (!this.#active && !this.#parts.spool.isEmpty) this.begin('late record')
  }

  async #append(record: SpoolRecord): Promise<boolean> {
    try {
      await this.#parts.spool.append(record)
      return true
    } catch (error) {
      const reason = error instanceof SpoolFull ? 'full' : errorClass(error)
      this.#parts.log('error', 'the spool does not take a turn', { update: record.update, reason })
      return false
    }
  }

  #holdInMemory(record: SpoolRecord): void {
    if (this.#unsaved.length < unsavedMost || isDecision(record)) this.#unsaved.push(record)
    else this.lost++
  }

  async #comeBack(): Promise<void> {
    const { log, spool, db, outages } = this.#parts
    while (!this.#closed) {
      try {
        await within(patienceMs, db.run('select 1', []))
        await this.#parts.prepare()
        const { taken, unreadable } = await spool.replay((record) => this.#replay(record))
        await this.#replayUnsaved()
        this.#active = false
        this.#states.clear()
        log('info', 'the database is back', { count: taken })
        if (unreadable > 0) log('error', 'spool lines could not be read', { count: unreadable })
        this.#back()
        void outages.ended('database')
        return
      } catch (error) {
        log('debug', 'the database is still away', { error: errorClass(error) })
        await new Promise((resolve) => setTimeout(resolve, probeMs).unref())
      }
    }
  }

  async #replayUnsaved(): Promise<void> {
    for (let next = this.#unsaved[0]; next !== undefined; next = this.#unsaved[0]) {
      await this.#replay(next)
      this.#unsaved.shift()
    }
  }

  async #replay(record: SpoolRecord): Promise<void> {
    const { db, script, spool, log } = this.#parts
    const fresh = {
      account: randomAccount(),
      state: closeState(stateOf(record), record.lookup, this.#parts.keys).open,
    }
    const day = dayIn(script.content.campaign.time_zone, new Date(record.at))
    try {
      await replayRecord(db, record, { fresh, day })
    } catch (error) {
      if (troubleOf(error) !== 'data') throw error
      log('error', 'a spooled turn was set aside', { update: record.update, error: errorClass(error) })
      await spool.setAside(record)
    }
  }
}

/** Of a person whom the database meets in the spool: what was chosen, and the menu. */
function stateOf(record: SpoolRecord): State {
  const chosen = stateSchema.pick({ language: true, counting: true, stopped: true, source: true }).parse({
    language: record.language,
    counting: record.counting ?? 'unasked',
    stopped: record.stopped ?? false,
    source: record.source,
  })
  return { ...newState(), ...chosen, place: menuPlace }
}

/** What can be known of a person from the button that was pressed: enough for the card to work. */
function stateFrom({ incoming: { input, guess } }: Task): State {
  const stranger: State = { ...newState(), counting: 'shown', offer: offeredEnough }
  if (input.kind === 'start') return stranger
  const base: State = { ...stranger, source: 'unknown', place: menuPlace }
  if (input.kind === 'go') return { ...base, language: input.language }
  if (input.kind === 'press')
    return { ...base, language: input.language, place: input.place, version: input.version }
  return { ...base, language: guess }
}

/** Navigation needs no memory. Where something should have been remembered or done and is not, the person is told. */
function sayWhatIsNotSaved({ incoming }: Task, turn: Turn): void {
  const last = turn.replies.at(-1)
  if (last === undefined) return
  const asked = new Set(turn.requests.map(({ kind }) => kind))
  if (asked.has('clear')) last.card.note = { key: 'ui.not_cleared' }
  else if (asked.has('ask') || asked.has('remind')) last.card.note = { key: 'ui.not_saved' }
  else if (last.card.note === null && isForgotten(incoming.input.kind, turn))
    last.card.note = { key: 'ui.not_saved' }
}

function isForgotten(kind: string, turn: Turn): boolean {
  return (kind === 'press' || kind === 'text') && !Object.values(decisions(turn)).includes(true)
}
