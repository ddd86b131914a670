import { type Ground, isBroken, type Problem, problem, type Rule, topOf } from '../../content/rules/rule.ts'
import type { Path } from '../../content/yaml.ts'
import type { LoadedScript } from '../load.ts'
import { cardId, nodeAt, type Place, placeOf, questionFor, startOf } from '../places.ts'
import type { Button, Flow, Node, NodeOf, Script } from '../script.ts'

export type ScriptRule = Rule<LoadedScript>

/** A node with its place in the script and in its file. */
export type EachNode = { flow: Flow; id: string; node: Node; place: Place; path: Path }

/** Most rules go through all nodes. */
const listed = new WeakMap<Script['flows'], readonly EachNode[]>()

export function everyNode({ flows }: Pick<Script, 'flows'>): readonly EachNode[] {
  let nodes = listed.get(flows)
  if (nodes === undefined) {
    nodes = [...flows.values()].flatMap((flow) =>
      Object.entries(flow.nodes).map(([id, node]) => ({
        flow,
        id,
        node,
        place: { flow: flow.flow, node: id },
        path: ['nodes', id],
      })),
    )
    listed.set(flows, nodes)
  }
  return nodes
}

/** A problem at a path of a flow's file. */
export function problemAt(loaded: LoadedScript, flow: string, path: Path, message: string): Problem {
  const yaml = loaded.files.get(flow)
  return yaml === undefined
    ? problem(topOf(`flows/${flow}.yaml`), message)
    : problem({ file: yaml.file, ...yaml.at(path) }, message)
}

/** Where a node can lead: what the script says, and the place that it names, if there is one. */
export type Link = { path: Path; said: string; to: Place | undefined }

export function linksOf(script: Script, { flow, node, path }: EachNode): Link[] {
  const target = (said: string | undefined, at: Path): Link[] =>
    said === undefined || said === 'return' ? [] : [{ path: at, said, to: placeOf(said, flow.flow) }]
  const buttons = node.kind === 'route' ? {} : node.buttons
  return [
    ...ownLinks(node, target),
    ...Object.entries(buttons).flatMap(([id, button]) => buttonLinks(script, button, target, id)),
  ].map((link) => ({ ...link, path: [...path, ...link.path] }))
}

type Target = (said: string | undefined, at: Path) => Link[]

function ownLinks(node: Node, target: Target): Link[] {
  switch (node.kind) {
    case 'route':
      return [
        ...node.routes.flatMap(({ to }, index) => target(to, ['routes', index])),
        ...target(node.otherwise, ['otherwise']),
      ]
    case 'ask':
      return [
        ...Object.entries(node.options).flatMap(([id, { to }]) => target(to, ['options', id])),
        ...target(node.then, ['then']),
      ]
    case 'quiz':
      return node.bands.flatMap(({ to }, index) => target(to, ['bands', index]))
    case 'language':
      return target(node.then, ['then'])
    case 'pick':
      return [...target(node.then, ['then']), ...target(node.none, ['none'])]
    case 'card':
    case 'checklist':
    case 'contacts':
    case 'sheet':
    case 'timeline':
      return []
  }
}

function buttonLinks(script: Script, button: Button, target: Target, id: string): Link[] {
  const at = ['buttons', id]
  const named = button.flow ?? button.call
  return named === undefined ? target(button.to, at) : [{ path: at, said: named, to: startOf(script, named) }]
}

/** Whether a link leads nowhere. A flow that could not be read is not blamed. */
export function leadsNowhere(script: Script, { said, to }: Link, ground: Ground): boolean {
  if (to !== undefined && nodeAt(script, to) !== undefined) return false
  return !isBroken(ground, `flows/${to?.flow ?? said}.yaml`)
}

/** Ids of all nodes that can be reached from some, by buttons, answers, routes and questions asked first. */
export function reachedFrom(script: Script, roots: readonly Place[]): Set<string> {
  const next = nextOf(script)
  const reached = new Set<string>()
  const waiting = roots.map(cardId)
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const targets = next.get(id)
    if (targets === undefined || reached.has(id)) continue
    reached.add(id)
    waiting.push(...targets)
  }
  return reached
}

function stepFacts({ steps }: NodeOf<'timeline'>, path: Path): { facts: readonly string[]; path: Path }[] {
  return Object.entries(steps).map(([id, { facts }]) => ({ facts, path: [...path, 'steps', id, 'facts'] }))
}

/** Every topic asks what it reaches. */
const followed = new WeakMap<Script['flows'], ReadonlyMap<string, readonly string[]>>()

/** The ids of the nodes that each node can lead to. */
function nextOf(script: Script): ReadonlyMap<string, readonly string[]> {
  let next = followed.get(script.flows)
  if (next === undefined) {
    next = new Map(
      everyNode(script).map((each) => [
        cardId(each.place),
        [
          ...each.node.needs.map((name) => cardId(questionFor(each.flow, name))),
          ...linksOf(script, each).flatMap(({ to }) => (to === undefined ? [] : [cardId(to)])),
        ],
      ]),
    )
    followed.set(script.flows, next)
  }
  return next
}

/** The lists of facts that a node rests on: its own, and those of a quiz's questions. */
export function factLists({
  node,
  path,
}: Pick<EachNode, 'node' | 'path'>): { facts: readonly string[]; path: Path }[] {
  if (node.kind === 'route') return []
  const own = { facts: node.facts, path: [...path, 'facts'] }
  if (node.kind === 'timeline') return [own, ...stepFacts(node, path)]
  if (node.kind !== 'quiz') return [own]
  return [
    own,
    ...Object.entries(node.questions).map(([id, question]) => ({
      facts: question.facts,
      path: [...path, 'questions', id, 'facts'],
    })),
  ]
}
