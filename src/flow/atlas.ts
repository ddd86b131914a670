import { cardId } from './places.ts'
import { type EachNode, everyNode, linksOf } from './rules/graph.ts'
import { neededTexts } from './rules/keys.ts'
import type { Script } from './script.ts'

/** A node with the keys of its texts and the nodes that lead to it. */
export type Spot = { each: EachNode; keys: readonly string[]; from: readonly EachNode[] }

/** Every node of a script by its id, with what would be long to look for each time. */
export function atlasOf(script: Script): ReadonlyMap<string, Spot> {
  const nodes = everyNode(script)
  const from = new Map<string, Set<EachNode>>()
  for (const each of nodes) {
    for (const { to } of linksOf(script, each)) add(from, to === undefined ? undefined : cardId(to), each)
  }
  const keys = new Map<string, Set<string>>()
  for (const { key, flow, path } of neededTexts(script)) add(keys, `${flow}.${path[1]}`, key)
  return new Map(
    nodes.map((each) => {
      const id = cardId(each.place)
      return [id, { each, keys: [...(keys.get(id) ?? [])], from: [...(from.get(id) ?? [])] }]
    }),
  )
}

function add<T>(sets: Map<string, Set<T>>, id: string | undefined, one: T): void {
  if (id === undefined) return
  const set = sets.get(id) ?? new Set<T>()
  sets.set(id, set.add(one))
}
