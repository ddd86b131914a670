import type { Problem } from '../../content/rules/rule.ts'
import type { Path } from '../../content/yaml.ts'
import type { Shown } from '../script.ts'
import { flowX } from './example.ts'
import { type EachNode, everyNode, problemAt, type ScriptRule } from './graph.ts'

export const condition: ScriptRule = {
  id: 'condition',
  level: 'error',
  says: 'A condition is written correctly and uses only variables that some question asks or some button sets.',
  wrong: flowX(
    '  a: { kind: route, routes: [{ when: "citizneship == \'TJ\'", to: b }], otherwise: b }\n  b: { kind: card, buttons: { c: { to: b, when: "citizenship in [" } } }\n',
  ),
  right: flowX(
    '  a: { kind: route, routes: [{ when: "citizenship == \'TJ\'", to: b }], otherwise: b }\n  b: { kind: card }\n',
  ),
  check: (loaded) =>
    everyNode(loaded.script).flatMap((each) =>
      conditionsOf(each).flatMap(({ when, path }): Problem[] => {
        const wrong = loaded.script.conditions.problem(when)
        return wrong === undefined
          ? []
          : [problemAt(loaded, each.flow.flow, path, `${each.id}: "${when}": ${wrong}`)]
      }),
    ),
}

function conditionsOf({ node, path }: EachNode): { when: string; path: Path }[] {
  if (node.kind === 'route')
    return node.routes.map(({ when }, index) => ({ when, path: [...path, 'routes', index, 'when'] }))
  return [
    ...partConditions(node, path),
    ...Object.entries(node.buttons).flatMap(([id, { when }]) =>
      when === undefined ? [] : [{ when, path: [...path, 'buttons', id, 'when'] }],
    ),
  ]
}

function partConditions(node: Shown, path: Path): { when: string; path: Path }[] {
  const parts: { when?: string | undefined }[] =
    node.kind === 'sheet' ? node.parts : node.kind === 'timeline' ? Object.values(node.steps) : []
  return parts.flatMap(({ when }) => (when === undefined ? [] : [{ when, path }]))
}
