import { isFew, mostOfFew, smallestShown } from './suppress.ts'

/**
 * A count as an edge of a net in which as much leaves each node as enters it. For all that a reader knows the count lies
 * between `low` and `high`; where these are equal he knows it. Hiding it costs `price`, infinite where it must be shown.
 * In the nets found so far that look the same to him it was from `least` to `most`.
 */
export type Edge = {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly price: number
  low: number
  high: number
  least: number
  most: number
}

export function makeEdge(
  ends: readonly [from: number, to: number],
  count: number,
  price: number,
  bounds: Bounds,
): Edge {
  const [from, to] = ends
  return { from, to, count, price, low: bounds.low, high: bounds.high, least: count, most: count }
}

export type Bounds = { readonly low: number; readonly high: number }

/** The edges, and for each node the places of the edges that touch it. */
export type Net = { edges: readonly Edge[]; around: readonly (readonly number[])[] }

/** One more (1) or one less (-1) on the edge at this place. */
export type Step = { place: number; by: 1 | -1 }

/** The other steps that a step takes with it, so that the net still adds up; the price is what of them is to be hidden. */
export type Ring = { steps: readonly Step[]; price: number }

/** What it costs that a reader must hold this step possible: nothing if he does already. */
export type PriceOf = (edge: Edge, place: number, by: 1 | -1) => number

export function makeNet(edges: readonly Edge[], nodes: number): Net {
  const around: number[][] = Array.from({ length: nodes }, () => [])
  for (const [place, { from, to }] of edges.entries()) {
    around[from]?.push(place)
    around[to]?.push(place)
  }
  return { edges, around }
}

export function edgeAt(net: Net, place: number): Edge {
  const edge = net.edges[place]
  if (edge === undefined) throw new RangeError(`There is no edge ${place}`)
  return edge
}

export function isKnown(edge: Edge): boolean {
  return edge.low === edge.high
}

/** A count that a reader must not be able to tell. */
export function isSecret(edge: Edge): boolean {
  return isFew(edge.count) && !isKnown(edge)
}

/** What a reader knows of a hidden count: it is not small. */
export const hiddenBounds = { low: smallestShown, high: Number.POSITIVE_INFINITY } as const

export function hide(edge: Edge): void {
  edge.low = hiddenBounds.low
  edge.high = hiddenBounds.high
}

/** Hides a count without saying whether it is small, or anything at all. */
export function hideWhole(edge: Edge): void {
  edge.low = 0
  edge.high = Number.POSITIVE_INFINITY
}

/** The bounds of a count that is shown as it is or, if small, as "<10". */
export function shownBounds(count: number): Bounds {
  return isFew(count) ? { low: 1, high: mostOfFew } : { low: count, high: count }
}

type Search = { price: number[]; last: (Step | undefined)[]; done: boolean[]; queue: number[] }

/** The cheapest ring that takes a step (Dijkstra, 1959; what costs nothing is taken at once), if there is one. */
export function cheapestRing(net: Net, first: Step, priceOf: PriceOf): Ring | undefined {
  const { from, to } = edgeAt(net, first.place)
  const [start, end] = first.by === 1 ? [to, from] : [from, to]
  const search = startAt(start, net.around.length)
  for (let at = 0; ; at++) {
    if (at === search.queue.length) search.queue.push(...nearest(search))
    const node = search.queue[at]
    if (node === undefined) return undefined
    if (search.price[end] === search.price[node])
      return { steps: wayBack(net, search, end), price: search.price[end] ?? 0 }
    search.done[node] = true
    const others = net.around[node]?.filter((place) => place !== first.place) ?? []
    for (const place of others) look(edgeAt(net, place), place, { node, priceOf, search })
  }
}

function startAt(start: number, nodes: number): Search {
  const price = new Array<number>(nodes).fill(Number.POSITIVE_INFINITY)
  price[start] = 0
  const last = new Array<Step | undefined>(nodes).fill(undefined)
  return { price, last, done: new Array<boolean>(nodes).fill(false), queue: [start] }
}

/** Looks along an edge from a node that is reached; a node reached for nothing more is next in the queue. */
function look(edge: Edge, place: number, way: { node: number; priceOf: PriceOf; search: Search }): void {
  const { price, last, done, queue } = way.search
  const by = edge.from === way.node ? 1 : -1
  const next = by === 1 ? edge.to : edge.from
  if (done[next] === true) return
  const before = price[way.node] ?? 0
  const reached = before + way.priceOf(edge, place, by)
  if (reached >= (price[next] ?? 0)) return
  price[next] = reached
  last[next] = { place, by }
  if (reached === before) queue.push(next)
}

/** The node that is reached for least of all from which nobody looked yet, or none. */
function nearest({ price, done }: Search): number[] {
  const open = [...price.keys()].filter((node) => done[node] === false && Number.isFinite(price[node]))
  return open.sort((a, b) => (price[a] ?? 0) - (price[b] ?? 0)).slice(0, 1)
}

function wayBack(net: Net, { last }: Search, end: number): Step[] {
  const steps: Step[] = []
  for (let step = last[end]; step !== undefined; ) {
    steps.push(step)
    const { from, to } = edgeAt(net, step.place)
    step = last[step.by === 1 ? from : to]
  }
  return steps
}
