import { isBroken, type Problem } from '../../content/rules/rule.ts'
import type { LoadedScript } from '../load.ts'
import { askFor } from '../places.ts'
import { flowX } from './example.ts'
import { everyNode, problemAt, type ScriptRule } from './graph.ts'

export const oneAsk: ScriptRule = {
  id: 'one-ask',
  level: 'error',
  says: 'A variable that a node needs is asked in its own flow, or in the flow profile by an ask of that name that keeps it and returns.',
  wrong: flowX('  a: { kind: card, needs: [shoe-size] }\n'),
  right: flowX('  a: { kind: card, needs: [citizenship] }\n'),
  check(loaded, ground) {
    if (isBroken(ground, 'flows/profile.yaml')) return []
    return everyNode(loaded.script).flatMap(({ flow, id, node, path }) =>
      node.needs.flatMap((name, index): Problem[] => {
        if (askFor(flow, name) !== undefined) return []
        const wrong = questionProblem(loaded, name)
        return wrong === undefined
          ? []
          : [problemAt(loaded, flow.flow, [...path, 'needs', index], `${id} needs ${name}: ${wrong}`)]
      }),
    )
  },
}

function questionProblem({ script }: LoadedScript, name: string): string | undefined {
  const node = script.flows.get('profile')?.nodes[name]
  if (node === undefined) return `there is no node profile.${name}`
  if (node.kind !== 'ask') return `profile.${name} asks nothing`
  if (node.var !== name || node.private) return `profile.${name} does not keep ${name}`
  return node.then === 'return' &&
    Object.values(node.options).every(({ to }) => (to ?? 'return') === 'return')
    ? undefined
    : `profile.${name} does not return`
}
