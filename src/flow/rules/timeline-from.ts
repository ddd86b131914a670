import type { Problem } from '../../content/rules/rule.ts'
import { flowX } from './example.ts'
import { everyNode, problemAt, type ScriptRule } from './graph.ts'

export const timelineFrom: ScriptRule = {
  id: 'timeline-from',
  level: 'error',
  says: 'A timeline counts from a date that its own flow asks.',
  wrong: flowX('  a: { kind: timeline, from: came, steps: { one: { day: 1, facts: [f-1] } } }\n'),
  right: flowX(
    '  b: { kind: ask, var: came, answer: date, then: a }\n  a: { kind: timeline, from: came, steps: { one: { day: 1, facts: [f-1] } } }\n',
  ),
  check: (loaded) =>
    everyNode(loaded.script).flatMap(({ flow, id, node, path }): Problem[] => {
      if (node.kind !== 'timeline') return []
      const asked = Object.values(flow.nodes).some(
        (each) => each.kind === 'ask' && each.var === node.from && each.answer === 'date' && !each.optional,
      )
      return asked
        ? []
        : [
            problemAt(
              loaded,
              flow.flow,
              [...path, 'from'],
              `${id}: no question of this flow asks the date ${node.from}`,
            ),
          ]
    }),
}
