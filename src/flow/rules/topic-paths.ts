import { cardId, menuPlace, type Place } from '../places.ts'
import type { Flow, Node, Script } from '../script.ts'
import { enginePlaces } from './engine.ts'
import { type EachNode, everyNode, linksOf } from './graph.ts'

/** Kinds of nodes that a person reads; the others only ask or lead on. */
const read: ReadonlySet<string> = new Set(['card', 'contacts', 'checklist', 'quiz', 'sheet'])

export function isRead(node: Node): boolean {
  return read.has(node.kind)
}

/** Ways that are tried in one flow, at most: then the longest found so far stands. */
const mostSteps = 20_000

/**
 * How many cards one person can read in a flow, never one twice: the longest way from its start over its own nodes. A route
 * leads one way only, so what is for another citizenship does not count. It stops at `enough`.
 */
export function longestWay(script: Script, flow: Flow, enough: number): number {
  const nodes = new Map(
    everyNode(script).flatMap((each) => (each.flow === flow ? [[each.id, each] as const] : [])),
  )
  const next = new Map([...nodes].map(([id, each]) => [id, ownTargets(script, each)]))
  const seen = new Set<string>()
  let longest = 0
  let steps = 0
  const walk = (id: string, before: number): void => {
    const each = nodes.get(id)
    if (each === undefined || seen.has(id) || longest >= enough || steps > mostSteps) return
    steps += 1
    const cards = before + (isRead(each.node) ? 1 : 0)
    longest = Math.max(longest, cards)
    seen.add(id)
    for (const target of next.get(id) ?? []) walk(target, cards)
    seen.delete(id)
  }
  walk(flow.start, 0)
  return longest
}

function ownTargets(script: Script, each: EachNode): string[] {
  const places = linksOf(script, each).flatMap(({ to }) => (to?.flow === each.flow.flow ? [to.node] : []))
  return [...new Set(places)]
}

/** How many taps each node is away from the menu, at least. Routes are no tap, and what the bot offers on every card is one. */
export function tapsFromMenu(script: Script): ReadonlyMap<string, number> {
  const nodes = new Map(everyNode(script).map((each) => [cardId(each.place), each]))
  const taps = new Map<string, number>()
  let waiting: Place[] = [menuPlace]
  for (let tap = 0; waiting.length > 0; tap++) {
    const further = tap === 0 ? enginePlaces.filter(({ flow }) => flow === 'help') : []
    const next: Place[] = [...further]
    for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
      const each = nodes.get(cardId(place))
      if (each === undefined || taps.has(cardId(place))) continue
      taps.set(cardId(place), tap)
      const targets = tapTargets(script, each)
      if (each.node.kind === 'route') waiting.push(...targets)
      else next.push(...targets)
    }
    waiting = next
  }
  return taps
}

/** A quiz ends after as many taps as it has questions: it is no way to somewhere else. */
function tapTargets(script: Script, each: EachNode): Place[] {
  const links = linksOf(script, each)
  const tapped = each.node.kind === 'quiz' ? links.filter(({ path }) => path.includes('buttons')) : links
  return tapped.flatMap(({ to }) => (to === undefined ? [] : [to]))
}
