import { questionFor } from './places.ts'
import { type EachNode, everyNode, linksOf } from './rules/graph.ts'
import { neededTexts } from './rules/keys.ts'
import type { Flow, Node, Script } from './script.ts'

/** How a node is drawn: a question waits for an answer, a route only chooses, a flow is another one that this leads to. */
export type ShapeKind = 'card' | 'question' | 'quiz' | 'route' | 'end' | 'flow'
/** A node of the flow by its id, or another flow as `flow:<name>`, which no node can be called. */
export type ShapeNode = { id: string; kind: ShapeKind; flow: string }
export type ShapeEdge = {
  from: string
  to: string
  /** The part of the script that leads there: `buttons`, `options`, `routes`, `otherwise`, `then`, `bands`, `none`, `needs`. */
  by: string
  /** The key of the button's or option's text. */
  label?: string
}
export type FlowShape = { start: string; nodes: readonly ShapeNode[]; edges: readonly ShapeEdge[] }

/**
 * A flow as nodes and every way from node to node, the start first. Ways that the script does not name (back, menu,
 * help, a subflow's return) are left out; two buttons that lead to one place are two ways. What a node needs to know
 * is a way to the question that is asked first.
 */
export function flowShape(script: Script, flow: Flow): FlowShape {
  const inside = everyNode(script).filter((each) => each.flow === flow)
  const labels = labelsIn(script, flow.flow)
  const edges = inside.flatMap((each) => waysFrom(script, each, labels))
  const others = new Set(edges.map(({ to }) => to).filter((to) => to.startsWith('flow:')))
  const own = inside.map(({ id, node }): ShapeNode => ({ id, kind: kindOf(node), flow: flow.flow }))
  return {
    start: flow.start,
    nodes: [
      ...own.filter(({ id }) => id === flow.start),
      ...own.filter(({ id }) => id !== flow.start),
      ...[...others].map((id): ShapeNode => ({ id, kind: 'flow', flow: id.slice('flow:'.length) })),
    ],
    edges,
  }
}

/** The keys of a flow's labels by the place in the script that needs them. */
function labelsIn(script: Script, name: string): ReadonlyMap<string, string> {
  return new Map(
    neededTexts(script)
      .filter(({ flow, role }) => flow === name && role === 'label')
      .map(({ path, key }) => [path.join(' '), key]),
  )
}

function waysFrom(script: Script, each: EachNode, labels: ReadonlyMap<string, string>): ShapeEdge[] {
  const idOf = (to: { flow: string; node: string }) =>
    to.flow === each.flow.flow ? to.node : `flow:${to.flow}`
  const asked = each.node.needs.map((name) => ({
    from: each.id,
    to: idOf(questionFor(each.flow, name)),
    by: 'needs',
  }))
  const linked = linksOf(script, each).flatMap(({ to, path }): ShapeEdge[] => {
    if (to === undefined) return []
    const label = labels.get(path.join(' '))
    return [{ from: each.id, to: idOf(to), by: String(path[2]), ...(label === undefined ? {} : { label }) }]
  })
  return [...asked, ...linked]
}

function kindOf(node: Node): ShapeKind {
  switch (node.kind) {
    case 'route':
    case 'quiz':
      return node.kind
    case 'ask':
    case 'language':
    case 'pick':
      return 'question'
    case 'card':
    case 'checklist':
    case 'contacts':
    case 'sheet':
    case 'timeline':
      return node.end ? 'end' : 'card'
  }
}
