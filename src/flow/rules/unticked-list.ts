import type { Problem } from '../../content/rules/rule.ts'
import { own } from '../places.ts'
import { flowX } from './example.ts'
import { everyNode, problemAt, type ScriptRule } from './graph.ts'

export const untickedList: ScriptRule = {
  id: 'unticked-list',
  level: 'error',
  says: 'A card that lists what was not ticked names a checklist of its own flow.',
  wrong: flowX('  a: { kind: card, unticked: list }\n'),
  right: flowX('  a: { kind: card, unticked: b }\n  b: { kind: checklist, items: [one] }\n'),
  check: (loaded) =>
    everyNode(loaded.script).flatMap(({ flow, id, node, path }): Problem[] =>
      node.kind !== 'card' ||
      node.unticked === undefined ||
      own(flow.nodes, node.unticked)?.kind === 'checklist'
        ? []
        : [
            problemAt(
              loaded,
              flow.flow,
              [...path, 'unticked'],
              `${id}: ${node.unticked} is no checklist of this flow`,
            ),
          ],
    ),
}
