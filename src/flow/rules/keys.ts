import type { Path } from '../../content/yaml.ts'
import type { Button, NodeOf, Script } from '../script.ts'
import { type EachNode, everyNode } from './graph.ts'

/** A text that a script needs, what it is for, and where the script asks for it. */
export type Needed = { key: string; role: 'title' | 'card' | 'label' | 'item'; flow: string; path: Path }

/** Every text that the flows need, in their order. */
export function neededTexts(script: Script): Needed[] {
  const titles = [...script.flows.keys()].map(
    (flow): Needed => ({ key: `${flow}.title`, role: 'title', flow, path: ['flow'] }),
  )
  return [...titles, ...everyNode(script).flatMap(textsOfNode)]
}

function textsOfNode(each: EachNode): Needed[] {
  const { flow, node, id } = each
  const card: Needed = { key: `${flow.flow}.${id}`, role: 'card', flow: flow.flow, path: each.path }
  switch (node.kind) {
    case 'route':
    case 'language':
      return []
    case 'quiz':
      return quizTexts(each, node)
    case 'ask':
      return [card, ...labels(each, 'options', node.options), ...labels(each, 'buttons', node.buttons)]
    case 'checklist': {
      const items = node.items.map(
        (item): Needed => ({
          ...card,
          key: `${card.key}.${item}`,
          role: 'item',
          path: [...each.path, 'items'],
        }),
      )
      return [card, ...items, ...labels(each, 'buttons', node.buttons)]
    }
    case 'card':
    case 'contacts':
      return [card, ...labels(each, 'buttons', node.buttons)]
  }
}

type Labelled = Readonly<Record<string, { label?: Button['label'] }>>

function labels({ flow, id, path }: EachNode, part: string, entries: Labelled): Needed[] {
  return Object.entries(entries).map(([name, { label }]) => ({
    key: label ?? `${flow.flow}.${id}.${name}`,
    role: 'label',
    flow: flow.flow,
    path: [...path, part, name],
  }))
}

function quizTexts({ flow, id, path }: EachNode, node: NodeOf<'quiz'>): Needed[] {
  return Object.entries(node.questions).flatMap(([question, { answers }]) => {
    const key = `${flow.flow}.${id}.${question}`
    const at = [...path, 'questions', question]
    const needed = (of: string, role: Needed['role'], where: Path): Needed => ({
      key: of,
      role,
      flow: flow.flow,
      path: where,
    })
    return [
      needed(key, 'card', at),
      ...Object.entries(answers).flatMap(([answer, { label }]) => [
        needed(label ?? `${key}.${answer}`, 'label', [...at, 'answers', answer]),
        needed(`${key}.${answer}.why`, 'card', [...at, 'answers', answer]),
      ]),
    ]
  })
}
