import type { Flow, Node } from './script.ts'

/** Every variable that the flows ask for or set. */
export function variablesOf(flows: Iterable<Flow>): Set<string> {
  return new Set([...flows].flatMap((flow) => Object.values(flow.nodes).flatMap(variablesIn)))
}

function variablesIn(node: Node): string[] {
  if (node.kind === 'route') return []
  const set = Object.values(node.buttons).flatMap((button) => Object.keys(button.set ?? {}))
  if (node.kind === 'pick') return [node.var, ...set]
  if (node.kind !== 'ask') return set
  return node.answer === 'date' ? [node.var, `${node.var}_past`, ...set] : [node.var, ...set]
}
