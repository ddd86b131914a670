import { type Language, spokenBy } from '../campaign/campaign.ts'
import type { ReachEvent } from '../reach/catalogue.ts'
import { go } from './go.ts'
import type { Input } from './input.ts'
import { askedHere, type Draft, type TurnRequest } from './move.ts'
import { bare, menuPlace, nodeAt, type Place, resolvePlace } from './places.ts'
import { pressButton } from './press.ts'
import { type Reply, render } from './render.ts'
import type { Script } from './script.ts'
import { command, start } from './start.ts'
import type { State } from './state.ts'
import { type Hearing, location, text } from './typed.ts'
import { hasView } from './views.ts'
import { pressVote } from './vote.ts'

export type Turn = {
  state: State
  replies: Reply[]
  events: ReachEvent[]
  requests: TurnRequest[]
  language: Language
}

/**
 * One turn as a value: what a person did, applied to a state. Touches nothing outside: no clock, no database, no messenger.
 *
 * @param guess the language to speak while none is chosen (what the phone says)
 * @param understand what free words ask for
 * @param now the time of the turn, for dates and for private answers that have had their time
 */
export function step(
  script: Script,
  before: State,
  input: Input,
  { guess, now, understand }: Hearing & { now: Date },
): Turn {
  const state: State = {
    ...before,
    version: before.version + 1,
    note: null,
    secrets: alive(before.secrets, now),
  }
  const draft: Draft = { script, state, events: [], requests: [], now }
  mend(draft, guess)
  act(draft, input, { guess, understand })
  const language = speak(script, [state.language, spoken(input)], guess)
  return {
    state,
    replies: render(script, state, language),
    events: draft.events,
    requests: draft.requests,
    language,
  }
}

/** The language of a button pressed before any was chosen. */
function spoken(input: Input): Language | null {
  return input.kind === 'go' || input.kind === 'press' ? input.language : null
}

/** The first of some languages that the campaign speaks: it may have given up one that an old message or choice names. */
export function speak({ content }: Script, wanted: readonly (Language | null)[], guess: Language): Language {
  return (
    wanted.find((each): each is Language => each !== null && spokenBy(content.campaign).includes(each)) ??
    guess
  )
}

function alive(secrets: State['secrets'], now: Date): State['secrets'] {
  const entries = Object.entries(secrets)
  if (entries.length === 0) return secrets
  return Object.fromEntries(entries.filter(([, secret]) => secret.until > now.toISOString()))
}

/** A person may stand on a node that the new version of the script no longer has. */
function mend(draft: Draft, guess: Language): void {
  const { script, state } = draft
  if (state.language !== null) state.language = speak(script, [state.language], guess)
  const place = resolvePlace(script, state.place)
  if (place === undefined || nodeAt(script, place)?.kind === 'route') {
    state.place = menuPlace
    state.note = { key: 'ui.node_gone' }
  } else state.place = place.view !== undefined && !hasView(script, place, place.view) ? bare(place) : place
  // A private answer may have had its time.
  state.place = askedHere(draft, state.place) ?? state.place
  const here = resolved(script)
  state.trail = state.trail.flatMap(here)
  state.calls = state.calls.flatMap(here)
}

function resolved(script: Script): (place: Place) => Place[] {
  return (place) => {
    const found = resolvePlace(script, place)
    return found === undefined ? [] : [bare(found)]
  }
}

function act(draft: Draft, input: Input, hearing: Hearing): void {
  switch (input.kind) {
    case 'start':
      return start(draft, input.payload)
    case 'command':
      return command(draft, input.command)
    case 'go':
      return go(draft, input.place)
    case 'press':
      return press(draft, input)
    case 'stray':
      draft.state.note = { key: 'ui.old_button' }
      return
    case 'text':
      return text(draft, input.text, hearing)
    case 'location':
      return location(draft, [input.latitude, input.longitude])
    case 'media':
      draft.state.place = { ...bare(draft.state.place), view: 'media' }
      return
    case 'blocked':
      draft.events.push({ name: 'bot_blocked' })
      return
    case 'unblocked':
      draft.events.push({ name: 'bot_unblocked' })
      return
  }
}

function press(draft: Draft, input: Extract<Input, { kind: 'press' }>): void {
  const { script, state } = draft
  const node = nodeAt(script, state.place)
  const current =
    input.version === state.version - 1 &&
    input.place.flow === state.place.flow &&
    input.place.node === state.place.node
  state.place = bare(state.place)
  const { press: what } = input
  if (!current || node === undefined || !(pressVote(draft, node, what) || pressButton(draft, node, what)))
    state.note = { key: 'ui.old_button' }
}
