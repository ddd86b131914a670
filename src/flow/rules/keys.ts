import type { Path } from '../../content/yaml.ts'
import { own } from '../places.ts'
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
    case 'sheet': {
      const parts = node.parts.map(({ id: part }): Needed => inner(each, card, part))
      return [card, ...parts, ...labels(each, 'buttons', node.buttons)]
    }
    case 'timeline': {
      const steps = Object.keys(node.steps).map((step): Needed => inner(each, card, step))
      return [card, ...steps, ...labels(each, 'buttons', node.buttons)]
    }
    case 'card':
      return [card, ...reasons(each, node), ...labels(each, 'buttons', node.buttons)]
    case 'contacts':
    case 'pick':
      return [card, ...labels(each, 'buttons', node.buttons)]
  }
}

/** What a card that lists the items without a tick says of each. */
function reasons({ flow, path }: EachNode, { unticked }: NodeOf<'card'>): Needed[] {
  const checklist = unticked === undefined ? undefined : own(flow.nodes, unticked)
  if (checklist?.kind !== 'checklist') return []
  return checklist.items.map((item) => ({
    key: `${flow.flow}.${unticked}.${item}.why`,
    role: 'card',
    flow: flow.flow,
    path: [...path, 'unticked'],
  }))
}

/** Words of a part of a paper, or of a step of a timeline. */
function inner({ path }: EachNode, card: Needed, id: string): Needed {
  return { ...card, key: `${card.key}.${id}`, role: 'card', path }
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
