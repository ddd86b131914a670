import { type Ground, isBroken, type Problem, problem, topOf } from '../../content/rules/rule.ts'
import { type Path, readYaml } from '../../content/yaml.ts'
import type { LoadedScript } from '../load.ts'
import { cardId, startOf } from '../places.ts'
import type { Flow, Script } from '../script.ts'
import { problemAt, type ScriptRule } from './graph.ts'
import { isRead, longestWay, tapsFromMenu } from './topic-paths.ts'

const file = 'content/campaign.yaml'
const mostCards = 8
const mostTaps = 3

const campaign = (topics: string) =>
  `name: Small\nlanguages: [ru, ky]\nsource_language: ru\ntime_zone: Asia/Bishkek\ncitizenships: [TJ]\nentry_codes: {}\ncomplaint_channels: []\nblocked_sources: []\ntopics: ${topics}\n`

export const topicList: ScriptRule = {
  id: 'topic-list',
  level: 'error',
  says: `Each topic that content/campaign.yaml lists has one flow, with an entry code, 2 to ${mostCards} cards on any person's way, at most ${mostTaps} taps from the menu; those of no_questions_after have a flow.`,
  wrong: {
    [file]: campaign('[visit, gone]'),
    'flows/visit.yaml':
      'flow: visit\ntopic: visit\nstart: first\nnodes:\n  first: { kind: card, needs: [citizenship], end: true }\n',
  },
  right: { [file]: campaign('[visit]') },
  check(loaded, ground) {
    const { script } = loaded
    const { topics, no_questions_after: grave } = script.content.campaign
    if (isBroken(ground, 'flows/')) return []
    const flows = [...script.flows.values()]
    const none = grave.flatMap((topic, index) =>
      flows.some((flow) => flow.topic === topic)
        ? []
        : [noFlow(ground, ['no_questions_after', index], topic)],
    )
    if (topics.length === 0) return none
    const taps = tapsFromMenu(script)
    const listed = topics.flatMap((topic, index): Problem[] => {
      const [flow, ...more] = flows.filter((each) => each.topic === topic)
      if (flow === undefined) return [noFlow(ground, ['topics', index], topic)]
      const wrong = [codeProblem(flow), cardsProblem(script, flow), tapsProblem(script, flow, taps)]
      return [
        ...wrong
          .filter((message) => message !== undefined)
          .map((message) => problemAt(loaded, flow.flow, ['topic'], `${topic} ${message}`)),
        ...more.map((other) => alreadyTold(loaded, other, flow)),
      ]
    })
    return [...listed, ...none]
  },
}

function noFlow({ root }: Ground, path: Path, topic: string): Problem {
  const yaml = readYaml(root, file, [])
  return problem(
    yaml === undefined ? topOf(file) : { file, ...yaml.at(path) },
    `no flow has the topic ${topic}`,
  )
}

function alreadyTold(loaded: LoadedScript, { flow, topic }: Flow, first: Flow): Problem {
  return problemAt(loaded, flow, ['topic'], `${topic} is already the topic of the flow ${first.flow}`)
}

function codeProblem({ entry }: Flow): string | undefined {
  return entry === undefined ? 'has no entry code: no link can lead to it' : undefined
}

/** The flow of emergencies is looked things up in, across and back: only too few cards are wrong there. */
function cardsProblem(script: Script, flow: Flow): string | undefined {
  const nodes = Object.values(flow.nodes)
  const cards = nodes.filter(isRead).length
  const least = nodes.some(({ kind }) => kind === 'language') ? 1 : 2
  if (cards < least) return `has too few cards: ${cards}, and ${least} at least are needed`
  if (flow.emergency || longestWay(script, flow, mostCards + 1) <= mostCards) return undefined
  return `can show one person more than ${mostCards} different cards: split it, or lead to another topic`
}

function tapsProblem(script: Script, { flow }: Flow, taps: ReadonlyMap<string, number>): string | undefined {
  const start = startOf(script, flow)
  const away = start === undefined ? undefined : taps.get(cardId(start))
  if (away === undefined) return 'cannot be reached from the menu'
  return away > mostTaps ? `is ${away} taps from the menu, ${mostTaps} at most` : undefined
}
