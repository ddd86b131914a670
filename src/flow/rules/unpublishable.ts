import { flowX } from './example.ts'
import { everyNode, factLists, problemAt, type ScriptRule } from './graph.ts'

const fact =
  'says: a, applies: [all], source: police, dated: "2026", checked: 2026-11-24, recheck: 2027-01-31'

export const unpublishable: ScriptRule = {
  id: 'unpublishable',
  level: 'error',
  says: 'No card rests on a fact that is for staff only or of low confidence.',
  wrong: {
    ...flowX('  a: { kind: card, facts: [x-1, x-2] }\n'),
    'content/facts/extra.yaml': `x-1: { ${fact}, confidence: high, publish: false }\nx-2: { ${fact}, confidence: low, publish: false }\n`,
  },
  right: flowX('  a: { kind: card, facts: [f-1] }\n'),
  check: (loaded) =>
    everyNode(loaded.script).flatMap((each) =>
      factLists(each).flatMap(({ facts, path }) =>
        facts.flatMap((id, index) => {
          const known = loaded.script.content.facts.get(id)
          if (known === undefined || (known.publish && known.confidence !== 'low')) return []
          const why = known.publish ? 'has low confidence' : 'is for staff only'
          return [
            problemAt(loaded, each.flow.flow, [...path, index], `${each.id} rests on ${id}, which ${why}`),
          ]
        }),
      ),
    ),
}
