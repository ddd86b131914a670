import { isBroken } from '../../content/rules/rule.ts'
import { cardId, startOf } from '../places.ts'
import { enginePlaces } from './engine.ts'
import { flowX } from './example.ts'
import { everyNode, problemAt, reachedFrom, type ScriptRule } from './graph.ts'

export const unreachable: ScriptRule = {
  id: 'unreachable',
  level: 'error',
  says: 'A person can get to every node: from the menu, a command, a link with a code, or another node.',
  wrong: flowX('  a: { kind: card }\n  b: { kind: card }\n', 'entry: x\n'),
  right: flowX('  a: { kind: card, buttons: { go: b } }\n  b: { kind: card }\n', 'entry: x\n'),
  check(loaded, ground) {
    const { script } = loaded
    if (isBroken(ground, 'flows/')) return []
    const entries = [...script.flows.values()].filter(({ entry }) => entry !== undefined)
    const starts = entries.flatMap(({ flow }) => startOf(script, flow) ?? [])
    const reached = reachedFrom(script, [...enginePlaces, ...starts])
    return everyNode(script)
      .filter(({ place }) => !reached.has(cardId(place)))
      .map(({ flow, id, path }) => problemAt(loaded, flow.flow, path, `nothing leads to ${id}`))
  },
}
