import { isBroken, problem, topOf } from '../../content/rules/rule.ts'
import { cardId, nodeAt } from '../places.ts'
import { engineFlows, enginePlaces } from './engine.ts'
import { problemAt, type ScriptRule } from './graph.ts'

export const reservedNode: ScriptRule = {
  id: 'reserved-node',
  level: 'error',
  says: 'The flows and nodes that the bot itself leads to exist: welcome, menu, help, profile, me and about.',
  wrong: { 'flows/menu.yaml': 'flow: menu\nstart: first\nnodes:\n  first: { kind: card }\n' },
  right: {},
  check(loaded, ground) {
    const { script } = loaded
    const absent = engineFlows
      .filter((flow) => !script.flows.has(flow) && !isBroken(ground, `flows/${flow}.yaml`))
      .map((flow) => problem(topOf(`flows/${flow}.yaml`), `is missing: the bot needs the flow ${flow}`))
    const gaps = enginePlaces
      .filter(({ flow }) => script.flows.has(flow))
      .filter((place) => {
        const node = nodeAt(script, place)
        return node === undefined || (place.kind !== undefined && node.kind !== place.kind)
      })
      .map((place) =>
        problemAt(loaded, place.flow, ['nodes', place.node], `needs ${cardId(place)}${kindOf(place)}`),
      )
    const help = script.flows.get('help')
    const calm =
      help === undefined || help.emergency
        ? []
        : [problemAt(loaded, 'help', ['flow'], 'needs emergency: true')]
    return [...absent, ...gaps, ...calm]
  },
}

function kindOf({ kind }: { kind?: string }): string {
  return kind === undefined ? '' : ` of kind ${kind}`
}
