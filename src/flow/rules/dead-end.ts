import { isBroken, type Problem } from '../../content/rules/rule.ts'
import type { LoadedScript } from '../load.ts'
import { cardId, nodeAt, type Place, placeOf, startOf } from '../places.ts'
import type { Script } from '../script.ts'
import { flowX } from './example.ts'
import { everyNode, problemAt, reachedFrom, type ScriptRule } from './graph.ts'

export const deadEnd: ScriptRule = {
  id: 'dead-end',
  level: 'error',
  says: 'Routes arrive at a card, and a flow with a topic has a node with end: true that its start leads to.',
  wrong: flowX(
    "  a: { kind: route, routes: [{ when: '1 == 1', to: b }], otherwise: c }\n  b: { kind: route, routes: [{ when: '1 == 1', to: c }], otherwise: a }\n  c: { kind: card }\n",
    'topic: x\n',
  ),
  right: flowX(
    "  a: { kind: route, routes: [{ when: '1 == 1', to: c }], otherwise: c }\n  c: { kind: card, end: true }\n",
    'topic: x\n',
  ),
  check: (loaded, ground) => [...rings(loaded), ...(isBroken(ground, 'flows/') ? [] : endless(loaded))],
}

function rings(loaded: LoadedScript): Problem[] {
  return everyNode(loaded.script)
    .filter(({ place }) => returnsTo(loaded.script, place))
    .map(({ flow, id, path }) =>
      problemAt(loaded, flow.flow, path, `${id} can lead back to itself by routes`),
    )
}

/** Whether routes alone, without a card between, can lead from a route to itself. */
function returnsTo(script: Script, start: Place): boolean {
  const seen = new Set<string>()
  const waiting = routesOf(script, start)
  for (let place = waiting.pop(); place !== undefined; place = waiting.pop()) {
    const id = cardId(place)
    if (id === cardId(start)) return true
    if (seen.has(id)) continue
    seen.add(id)
    waiting.push(...routesOf(script, place))
  }
  return false
}

function routesOf(script: Script, place: Place): Place[] {
  const node = nodeAt(script, place)
  if (node?.kind !== 'route') return []
  return [...node.routes.map(({ to }) => to), node.otherwise]
    .filter((target) => target !== 'return')
    .map((target) => placeOf(target, place.flow))
}

function endless(loaded: LoadedScript): Problem[] {
  const { script } = loaded
  return [...script.flows.values()].flatMap((flow): Problem[] => {
    const start = startOf(script, flow.flow)
    if (flow.topic === undefined || start === undefined) return []
    const reached = reachedFrom(script, [start])
    const ends = Object.entries(flow.nodes).some(
      ([node, each]) => each.kind !== 'route' && each.end && reached.has(cardId({ flow: flow.flow, node })),
    )
    return ends
      ? []
      : [problemAt(loaded, flow.flow, ['topic'], `the topic ${flow.topic} has no end: true to reach`)]
  })
}
