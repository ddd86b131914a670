import { dayIn } from '../campaign/campaign.ts'
import type { ReachEvent } from '../reach/catalogue.ts'
import { offerAt } from './about-you.ts'
import { isHidden } from './hidden.ts'
import { varsOf } from './known-vars.ts'
import {
  bare,
  cardId,
  flowAt,
  menuPlace,
  nodeAt,
  type Place,
  placeOf,
  questionFor,
  resolvePlace,
  samePlace,
  startOf,
} from './places.ts'
import type { Node, Script } from './script.ts'
import type { State } from './state.ts'

export type TurnRequest = { kind: 'ask' | 'remind'; card: string } | { kind: 'forget' | 'clear' | 'uncount' }

/** A turn in the making. Its state is a copy of its own that may be changed until the turn is done. */
export type Draft = {
  script: Script
  state: State
  events: ReachEvent[]
  requests: TurnRequest[]
  now: Date
}

/** Places that are remembered to lead back to. */
export const trailLength = 20
/** More hops than any sane script has between two cards: a ring of routes is a bug that lint also finds. */
const hopLimit = 30

/** Goes to a target of a script (`node`, `flow.node`, `return`). */
export function follow(draft: Draft, target: string, from: Place): void {
  if (target === 'return') giveBack(draft)
  else enter(draft, placeOf(target, from.flow))
}

/** Calls a subflow: `return` in it leads back to where the person is now. */
export function call(draft: Draft, flow: string, back: Place): void {
  const start = startOf(draft.script, flow)
  if (start === undefined) throw new Error(`There is no flow ${flow}`)
  draft.state.calls = [...draft.state.calls, back].slice(-trailLength)
  enter(draft, start)
}

function giveBack(draft: Draft): void {
  const back = draft.state.calls.at(-1)
  draft.state.calls = draft.state.calls.slice(0, -1)
  arrive(draft, settle(draft, back ?? menuPlace), 'back')
}

/** Goes to a place of the script, asking first what it needs to know, and remembers the way back. */
export function enter(draft: Draft, place: Place): void {
  arrive(draft, settle(draft, place), 'forward')
}

/** Shows a place that a navigation button named: one step back when it is where Back leads. */
export function visit(draft: Draft, place: Place): void {
  const { state } = draft
  const settled = settle(draft, place)
  const last = state.trail.at(-1)
  if (samePlace(settled, state.place)) state.place = settled
  else arrive(draft, settled, last !== undefined && samePlace(last, settled) ? 'back' : 'forward')
}

function arrive(draft: Draft, place: Place, way: 'forward' | 'back'): void {
  const { state } = draft
  state.found = []
  state.asked = []
  if (samePlace(place, menuPlace)) state.trail = []
  else if (way === 'back') state.trail = withoutLast(state.trail, place)
  else if (!samePlace(place, state.place) && !isQuiet(draft))
    state.trail = [...state.trail, bare(state.place)].slice(-trailLength)
  state.place = place
  const node = nodeAt(draft.script, place)
  if (node !== undefined) note(draft, place, node)
}

/** A card that tells something about the person is not remembered once it is left. */
function isQuiet({ script, state }: Draft): boolean {
  const node = nodeAt(script, state.place)
  return node !== undefined && node.kind !== 'route' && node.quiet
}

function withoutLast(trail: readonly Place[], place: Place): Place[] {
  const at = trail.findLastIndex((each) => samePlace(each, place))
  return at < 0 ? [...trail] : trail.slice(0, at)
}

/** Follows moved nodes, routes and needs until there is something to show. */
function settle(draft: Draft, wanted: Place): Place {
  let place = resolvePlace(draft.script, wanted)
  if (place === undefined) {
    draft.state.note = { key: 'ui.node_gone' }
    return menuPlace
  }
  for (let hop = 0; hop < hopLimit; hop++) {
    const node = nodeAt(draft.script, place)
    if (node === undefined) throw new Error(`There is no node ${cardId(place)}`)
    const unknown = askFirst(draft, place, node)
    if (unknown !== undefined) return unknown
    if (node.kind === 'pick' && node.none !== undefined && isEmpty(draft, node.table)) {
      place = placeOf(node.none, place.flow)
      continue
    }
    if (node.kind !== 'route') return place
    const vars = { ...varsOf(draft.script, draft.state), today: today(draft) }
    const route = node.routes.find(({ when }) => draft.script.conditions.holds(when, vars))
    place = placeOf(route?.to ?? node.otherwise, place.flow)
  }
  throw new Error(`Routes from ${cardId(wanted)} never arrive at a card`)
}

/** Where to ask what a node needs to know: in its own flow, which then goes on by itself, or in the profile and back. */
function askFirst({ script, state }: Draft, place: Place, node: Node): Place | undefined {
  const missing = unknownTo(state, node)
  if (missing === undefined) return undefined
  const question = questionFor(flowAt(script, place), missing)
  if (question.flow !== place.flow) state.calls = [...state.calls, place].slice(-trailLength)
  return question
}

/** The question of a place's own flow that must be answered (again) before the place can be shown. */
export function askedHere({ script, state }: Draft, place: Place): Place | undefined {
  const node = nodeAt(script, place)
  const missing = node === undefined ? undefined : unknownTo(state, node)
  const question = missing === undefined ? undefined : questionFor(flowAt(script, place), missing)
  return question?.flow === place.flow ? question : undefined
}

function unknownTo({ vars, secrets }: State, node: Node): string | undefined {
  const own = node.kind === 'timeline' ? [node.from] : []
  return [...own, ...node.needs].find((name) => vars[name] === undefined && secrets[name] === undefined)
}

function isEmpty({ script }: Draft, table: string): boolean {
  return (script.content.tables.get(table)?.rows.size ?? 0) === 0
}

/** The day of the turn, in the campaign's time zone. */
export function today({ script, now }: Draft): string {
  return dayIn(script.content.campaign.time_zone, now)
}

function note(draft: Draft, place: Place, node: Node): void {
  const { state } = draft
  if (node.kind === 'quiz' && !(state.quiz?.flow === place.flow && state.quiz.node === place.node)) {
    state.quiz = { flow: place.flow, node: place.node, index: 0, score: 0, answered: null }
  }
  const { topic } = flowAt(draft.script, place)
  if (node.kind === 'route' || !node.end || topic === undefined || isHidden(draft.script, place)) return
  const completes = !state.completed.includes(topic)
  state.offer = offerAt({ script: draft.script, state, place }, node, completes)
  if (!completes) return
  state.completed = [...state.completed, topic]
  draft.events.push({ name: 'topic_completed', item: topic })
}
