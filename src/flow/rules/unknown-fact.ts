import { isBroken } from '../../content/rules/rule.ts'
import { flowX } from './example.ts'
import { everyNode, factLists, problemAt, type ScriptRule } from './graph.ts'

export const unknownFact: ScriptRule = {
  id: 'unknown-fact',
  level: 'error',
  says: 'A card rests only on facts that stand in content/facts.',
  wrong: flowX('  a: { kind: card, facts: [no-such-fact] }\n'),
  right: flowX('  a: { kind: card, facts: [f-1] }\n'),
  check(loaded, ground) {
    if (isBroken(ground, 'content/facts/')) return []
    const known = loaded.script.content.facts
    return everyNode(loaded.script).flatMap((each) =>
      factLists(each).flatMap(({ facts, path }) =>
        facts.flatMap((id, index) =>
          known.has(id)
            ? []
            : [problemAt(loaded, each.flow.flow, [...path, index], `${each.id}: there is no fact ${id}`)],
        ),
      ),
    )
  },
}
