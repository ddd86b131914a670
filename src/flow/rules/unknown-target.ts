import { type Ground, isBroken, type Problem, problem, topOf } from '../../content/rules/rule.ts'
import { readYaml } from '../../content/yaml.ts'
import type { LoadedScript } from '../load.ts'
import { nodeAt, placeOf } from '../places.ts'
import { flowX } from './example.ts'
import { everyNode, leadsNowhere, linksOf, problemAt, type ScriptRule } from './graph.ts'

export const unknownTarget: ScriptRule = {
  id: 'unknown-target',
  level: 'error',
  says: 'Every button, answer, route and moved node leads to a node that exists.',
  wrong: {
    ...flowX('  a: { kind: card, buttons: { go: nowhere, far: { flow: no-flow } } }\n'),
    'flows/moved.yaml': 'old.card: x.gone\nx.a: x.a\n',
  },
  right: {
    ...flowX('  a: { kind: card, buttons: { go: a, far: { flow: menu } } }\n'),
    'flows/moved.yaml': 'old.card: x.a\n',
  },
  check: (loaded, ground) => [
    ...startsNowhere(loaded),
    ...everyNode(loaded.script).flatMap((each) =>
      linksOf(loaded.script, each)
        .filter((link) => leadsNowhere(loaded.script, link, ground))
        .map(({ path, said }) =>
          problemAt(loaded, each.flow.flow, path, `${each.id} leads to ${said}, which does not exist`),
        ),
    ),
    ...movedNowhere(loaded, ground),
  ],
}

function startsNowhere(loaded: LoadedScript): Problem[] {
  return [...loaded.script.flows.values()]
    .filter((flow) => flow.nodes[flow.start] === undefined)
    .map((flow) => problemAt(loaded, flow.flow, ['start'], `starts at ${flow.start}, which does not exist`))
}

function movedNowhere({ script }: LoadedScript, ground: Ground): Problem[] {
  if (script.moved.size === 0) return []
  const file = 'flows/moved.yaml'
  const yaml = readYaml(ground.root, file, [])
  const at = (key: string) => (yaml === undefined ? topOf(file) : { file, ...yaml.at([key]) })
  return [...script.moved].flatMap(([old, target]): Problem[] => {
    const to = placeOf(target, '')
    if (nodeAt(script, placeOf(old, '')) !== undefined)
      return [problem(at(old), `${old} still exists and cannot have moved`)]
    if (nodeAt(script, to) !== undefined || isBroken(ground, `flows/${to.flow}.yaml`)) return []
    return [problem(at(old), `${old} moved to ${target}, which does not exist`)]
  })
}
