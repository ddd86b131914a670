import type { Flow, Node, Script } from './script.ts'

/** Where a person is: a node, and which side of it is shown (its sources, its Russian text, an opened contact …). */
export type Place = { flow: string; node: string; view?: string }

export const menuPlace: Place = { flow: 'menu', node: 'start' }
export const languagePlace: Place = { flow: 'welcome', node: 'language' }
export const helpPlace: Place = { flow: 'help', node: 'start' }
export const aboutYouPlace: Place = { flow: 'profile', node: 'about' }

/** The card's id, which is also the key of its text. */
export function cardId(place: Place): string {
  return `${place.flow}.${place.node}`
}

/** The place itself, whatever side of it is shown. */
export function bare(place: Place): Place {
  return { flow: place.flow, node: place.node }
}

export function samePlace(a: Place, b: Place): boolean {
  return a.flow === b.flow && a.node === b.node
}

/** A target (`node`, `flow.node`) as a place; `return` is not a place and is resolved by the caller. */
export function placeOf(target: string, flow: string): Place {
  const dot = target.indexOf('.')
  return dot < 0 ? { flow, node: target } : { flow: target.slice(0, dot), node: target.slice(dot + 1) }
}

export function startOf(script: Script, flow: string): Place | undefined {
  const found = script.flows.get(flow)
  return found === undefined ? undefined : { flow, node: found.start }
}

export function nodeAt(script: Script, place: Place): Node | undefined {
  const nodes = script.flows.get(place.flow)?.nodes
  return nodes === undefined ? undefined : own(nodes, place.node)
}

export function flowAt(script: Script, place: Place): Flow {
  const flow = script.flows.get(place.flow)
  if (flow === undefined) throw new Error(`There is no flow ${place.flow}`)
  return flow
}

/** Whether a flow's topic is the bot itself: its language, its data, who is behind it. */
export function isAboutBot({ topic }: Flow): boolean {
  return topic?.startsWith('bot.') === true
}

/** The place itself while the script still has it, else where it moved to, else undefined. */
export function resolvePlace(script: Script, place: Place): Place | undefined {
  if (nodeAt(script, place) !== undefined) return place
  const moved = script.moved.get(cardId(place))
  if (moved === undefined) return undefined
  const target = placeOf(moved, place.flow)
  return nodeAt(script, target) === undefined ? undefined : target
}

/** What a record of a script holds under a name that may come from outside: never what every object inherits. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

/** Where a variable that a node of a flow needs is asked: in the flow itself, else in the profile. */
export function questionFor(flow: Flow, name: string): Place {
  const own = askFor(flow, name)
  return own === undefined ? { flow: 'profile', node: name } : { flow: flow.flow, node: own }
}

/** The node of a flow that asks for a variable. */
export function askFor({ nodes }: Flow, name: string): string | undefined {
  return Object.entries(nodes).find(
    ([, node]) => (node.kind === 'ask' || node.kind === 'pick') && node.var === name,
  )?.[0]
}
