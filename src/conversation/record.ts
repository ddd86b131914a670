import type { Turn } from '../flow/step.ts'
import { eventNumbers } from '../reach/catalogue.ts'
import type { SpoolRecord } from '../store/spool.ts'
import { cardsIn } from './letter.ts'
import { segmentOf } from './segment.ts'
import type { Parts, Task } from './task.ts'

/** What is kept on disk of a turn that no database took: ids, events, and the choices that were made in it. */
export function recordOf(
  { incoming, lookup }: Task,
  turn: Turn,
  delivered: boolean,
  { keys }: Parts,
): SpoolRecord {
  const { state, events } = turn
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
  const decided = decisions(turn)
  return {
    update: incoming.id,
    lookup,
    chat: keys.seal(String(incoming.chat), lookup),
    at: incoming.at.toISOString(),
    received: incoming.received.toISOString(),
    language: decided.language ? state.language : null,
    counting: decided.counting ? state.counting : null,
    stopped: decided.stopped ? state.stopped : null,
    source: incoming.input.kind === 'start' ? state.source : null,
    segment: segmentOf(state),
    forget: decided.forget,
    blocked: incoming.input.kind === 'blocked',
    delivered,
    events: [...happened, ...cards],
  }
}

/** What a person decided in a turn: these are kept even without a database. */
export function decisions({ events, requests }: Turn) {
  const chose = new Set(events.map(({ name }) => name))
  const asked = new Set(requests.map(({ kind }) => kind))
  return {
    language: chose.has('language_chosen'),
    counting: chose.has('counting_accepted') || asked.has('uncount'),
    stopped: chose.has('sending_stopped') || chose.has('sending_resumed'),
    forget: asked.has('forget'),
  }
}
