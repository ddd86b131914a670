import { spokenBy } from '../../campaign/campaign.ts'
import type { Problem } from '../../content/rules/rule.ts'
import type { LoadedScript } from '../load.ts'
import { goData, pressData, readTap } from '../tap.ts'
import { flowX } from './example.ts'
import { type EachNode, everyNode, linksOf, problemAt, type ScriptRule } from './graph.ts'

/** Telegram's limit for what a button carries. */
const limit = 64
/** The highest version that fits: 8 digits of base 36. */
const lastVersion = 36 ** 8 - 1
const language = 'ky'

export const callbackSize: ScriptRule = {
  id: 'callback-size',
  level: 'error',
  says: `What a button carries fits into Telegram's ${limit} bytes, and no two buttons of a card carry the same.`,
  wrong: flowX('  a: { kind: ask, var: v, answer: choice, optional: true, options: { skip: }, then: a }\n'),
  right: flowX('  a: { kind: ask, var: v, answer: choice, optional: true, options: { later: }, then: a }\n'),
  check: (loaded) =>
    everyNode(loaded.script).flatMap((each) => [...unfit(loaded, each), ...doubled(loaded, each)]),
}

function unfit(loaded: LoadedScript, each: EachNode): Problem[] {
  const { place, flow, id, path } = each
  const presses = pressesOf(loaded, each).flat()
  const data = [
    ...presses.map((press) => pressData(lastVersion, language, place, press)),
    ...linksOf(loaded.script, each).flatMap(({ to }) => (to === undefined ? [] : [goData(language, to)])),
    ...viewsOf(loaded, each).map((view) => goData(language, { ...place, view })),
  ]
  return data
    .filter((carried) => Buffer.byteLength(carried) > limit || readTap(carried) === undefined)
    .map((carried) =>
      problemAt(loaded, flow.flow, path, `${id}: a button cannot carry ${carried}: shorten the ids`),
    )
}

function doubled(loaded: LoadedScript, each: EachNode): Problem[] {
  return pressesOf(loaded, each).flatMap((presses) =>
    presses
      .filter((press, index) => presses.indexOf(press) !== index)
      .map((press) => problemAt(loaded, each.flow.flow, each.path, `${each.id} has two buttons ${press}`)),
  )
}

/** What can be pressed on a node, for each of the faces that it has. */
function pressesOf({ script }: LoadedScript, { node }: EachNode): string[][] {
  switch (node.kind) {
    case 'route':
      return []
    case 'language':
      return [spokenBy(script.content.campaign)]
    case 'ask':
      return [
        [...Object.keys(node.options), ...(node.optional ? ['skip'] : []), ...Object.keys(node.buttons)],
      ]
    case 'checklist':
      return [[...node.items, ...Object.keys(node.buttons)]]
    case 'quiz':
      return [['next'], ...Object.values(node.questions).map(({ answers }) => Object.keys(answers))]
    case 'pick':
      return [[...(script.content.tables.get(node.table)?.rows.keys() ?? []), ...Object.keys(node.buttons)]]
    case 'card':
    case 'contacts':
    case 'sheet':
    case 'timeline':
      return [Object.keys(node.buttons)]
  }
}

function viewsOf({ script }: LoadedScript, { node }: EachNode): string[] {
  if (node.kind === 'route') return []
  const opened = node.kind === 'contacts' ? [...script.content.contacts.keys()].map((id) => `c-${id}`) : []
  return ['share', 'media', ...opened]
}
