import { cardId, nodeAt, type Place, placeOf, startOf } from './places.ts'
import type { Node, NodeOf, Script } from './script.ts'
import { variablesOf } from './vars.ts'

/**
 * Nodes of a flow that people of one citizenship can come to from its start. A choice that hangs on anything else
 * that is not known leads everywhere.
 */
export function reachableFor(script: Script, flow: string, citizenship: string): Set<string> {
  const start = startOf(script, flow)
  const reached = new Set<string>()
  const waiting = start === undefined ? [] : [start]
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const node = nodeAt(script, place)
    if (node === undefined || place.flow !== flow || reached.has(cardId(place))) continue
    reached.add(cardId(place))
    waiting.push(...nextPlaces(script, node, place, citizenship))
  }
  return reached
}

/** Where people of one citizenship can go from a node, also into other flows. */
export function nextPlaces(script: Script, node: Node, { flow }: Place, citizenship: string): Place[] {
  const may = (condition: string | undefined) =>
    condition === undefined || holdsFor(script, condition, citizenship) !== false
  return targets(script, node, may, citizenship)
    .filter((target) => target !== 'return')
    .map((target) => placeOf(target, flow))
}

type May = (condition: string | undefined) => boolean

function targets(script: Script, node: Node, may: May, citizenship: string): string[] {
  if (node.kind === 'route') return routeTargets(script, node, citizenship)
  const buttons = Object.values(node.buttons).filter(({ when }) => may(when))
  const own = 'then' in node ? [node.then] : []
  const options = node.kind === 'ask' ? Object.values(node.options).map(({ to }) => to) : []
  const bands = node.kind === 'quiz' ? node.bands.map(({ to }) => to) : []
  return [...buttons.map(({ to }) => to), ...own, ...options, ...bands].filter((to) => to !== undefined)
}

/** The first route that holds, with those before it that may hold, else the way out as well. */
function routeTargets(script: Script, node: NodeOf<'route'>, citizenship: string): string[] {
  const taken: string[] = []
  for (const { when, to } of node.routes) {
    const holds = holdsFor(script, when, citizenship)
    if (holds !== false) taken.push(to)
    if (holds === true) return taken
  }
  return [...taken, node.otherwise]
}

/** Whether a condition holds for a citizenship; undefined when it hangs on another variable as well. */
function holdsFor(script: Script, condition: string, citizenship: string): boolean | undefined {
  const others = [...variablesOf(script.flows.values())].filter((name) => name !== 'citizenship')
  if (others.some((name) => new RegExp(`\\b${name}\\b`).test(condition))) return undefined
  return script.conditions.holds(condition, { citizenship })
}
