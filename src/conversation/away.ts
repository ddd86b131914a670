import type { Language } from '../campaign/campaign.ts'
import { newState, type State } from '../flow/state.ts'
import { step, type Turn } from '../flow/step.ts'
import { randomAccount } from '../privacy/keys.ts'
import { errorClass } from '../privacy/log.ts'
import { eventNumbers } from '../reach/catalogue.ts'
import { replayRecord } from '../store/replay.ts'
import { SpoolFull, type SpoolRecord } from '../store/spool.ts'
import { cardsIn, writeLetter } from './letter.ts'
import { closeState } from './person.ts'
import type { Parts, Sending, Task } from './task.ts'
import { patienceMs, within } from './trouble.ts'

const probeMs = 1000
/** Conversations that are remembered while the database is away; the oldest go first. */
const rememberedMost = 10_000

/**
 * What happens while the database is away: the same script is walked with a state in memory, and what must not be
 * lost goes to the spool on disk. When the database answers again, the spool is replayed before turns use it again.
 */
export class Away {
  readonly #parts: Parts
  readonly #states = new Map<string, State>()
  #active = false
  #draining: Promise<void> | null = null
  #closed = false
  readonly #back: () => void
  /** Turns that could be answered but no longer counted, because the spool was full. */
  lost = 0

  constructor(parts: Parts, back: () => void) {
    this.#parts = parts
    this.#back = back
    if (!parts.spool.isEmpty) this.begin('spool')
  }

  get active(): boolean {
    return this.#active
  }

  begin(reason: string): void {
    if (this.#active) return
    this.#active = true
    this.#parts.log('warn', 'answering without the database', { reason })
    this.#draining = this.#comeBack()
  }

  close(): Promise<void> {
    this.#closed = true
    return this.#draining ?? Promise.resolve()
  }

  step(task: Task): { sending: Sending; turn: Turn } {
    const { script } = this.#parts
    const { incoming, lookup } = task
    const turn = step(script, this.#states.get(lookup) ?? stateFrom(task), incoming.input, {
      guess: incoming.guess,
      now: incoming.at,
    })
    this.#remember(lookup, turn)
    sayNotSaved(task, turn)
    const letter = writeLetter(script, turn, incoming, { keyboard: null, clear: [] })
    const { counting, language } = turn.state
    return {
      turn,
      sending: {
        task,
        letter,
        account: null,
        counted: counting !== 'uncounted',
        language,
      },
    }
  }

  #remember(lookup: string, turn: Turn): void {
    this.#states.delete(lookup)
    if (turn.requests.some(({ kind }) => kind === 'forget')) return
    this.#states.set(lookup, turn.state)
    const oldest = this.#states.keys().next().value
    if (this.#states.size > rememberedMost && oldest !== undefined) this.#states.delete(oldest)
  }

  /** Keeps a turn on disk once its reply's outcome is known. */
  async keep(task: Task, turn: Turn, delivered: boolean): Promise<void> {
    try {
      await this.#parts.spool.append(recordOf(task, turn, delivered, this.#parts))
    } catch (error) {
      if (!(error instanceof SpoolFull)) throw error
      this.lost++
      this.#parts.log('error', 'the spool is full: a turn was answered but not counted', {
        update: task.incoming.id,
      })
    }
    if (!this.#active && !this.#parts.spool.isEmpty) this.begin('late record')
  }

  async #comeBack(): Promise<void> {
    const { log, spool } = this.#parts
    while (!this.#closed) {
      try {
        await within(patienceMs, this.#parts.db.run('select 1', []))
        await this.#parts.prepare()
        const { taken, unreadable } = await spool.replay((record) => this.#replay(record))
        this.#active = false
        this.#states.clear()
        log('info', 'the database is back', { count: taken })
        if (unreadable > 0) log('error', 'spool lines could not be read', { count: unreadable })
        this.#back()
        return
      } catch (error) {
        log('debug', 'the database is still away', { error: errorClass(error) })
        await new Promise((resolve) => setTimeout(resolve, probeMs).unref())
      }
    }
  }

  #replay(record: SpoolRecord): Promise<void> {
    const { db, keys } = this.#parts
    const state: State = {
      ...newState(),
      language: record.language as Language | null,
      source: record.source,
      place: { flow: 'menu', node: 'start' },
    }
    return replayRecord(db, record, {
      account: randomAccount(),
      state: closeState(state, record.lookup, keys).open,
    })
  }
}

/** What can be known of a person from the button that was pressed: enough for the card to work. */
function stateFrom({ incoming: { input, guess } }: Task): State {
  if (input.kind === 'start') return { ...newState(), counting: 'shown' }
  const base: State = { ...newState(), counting: 'shown', source: 'unknown' }
  if (input.kind === 'go')
    return { ...base, language: input.language, place: { flow: 'menu', node: 'start' } }
  if (input.kind === 'press')
    return { ...base, language: input.language, place: input.place, version: input.version }
  return { ...base, language: guess, place: { flow: 'menu', node: 'start' } }
}

/** Navigation needs no memory; where something should have been remembered, the person is told that it is not. */
function sayNotSaved({ incoming }: Task, turn: Turn): void {
  const kind = incoming.input.kind
  const last = turn.replies.at(-1)
  if (last === undefined || (kind !== 'press' && kind !== 'text') || last.card.note !== null) return
  last.card.note = { key: 'ui.not_saved' }
}

function recordOf({ incoming, lookup }: Task, turn: Turn, delivered: boolean, { keys }: Parts): SpoolRecord {
  const { state, events, requests } = turn
  const happened = events.map(({ name, item, value }) => ({
    kind: eventNumbers[name],
    item: item ?? null,
    value: value ?? null,
  }))
  const cards = (delivered ? cardsIn(turn.replies) : []).map((card) => ({
    kind: eventNumbers.card_shown,
    item: card,
    value: null,
  }))
  const chose = new Set(events.map(({ name }) => name))
  const asked = new Set(requests.map(({ kind }) => kind))
  const counting = asked.has('uncount') ? 'uncounted' : chose.has('counting_accepted') ? 'counted' : null
  return {
    update: incoming.id,
    lookup,
    chat: keys.seal(String(incoming.chat), lookup),
    at: incoming.at.toISOString(),
    received: incoming.received.toISOString(),
    language: chose.has('language_chosen') ? state.language : null,
    counting,
    stopped: chose.has('sending_stopped') || chose.has('sending_resumed') ? state.stopped : null,
    source: incoming.input.kind === 'start' ? state.source : null,
    forget: asked.has('forget'),
    uncount: asked.has('uncount'),
    events: [...happened, ...cards].map((event) => ({ ...event, language: state.language })),
  }
}
