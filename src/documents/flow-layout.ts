import { widthOf, wrap } from './chart-text.ts'
import type { Laid } from './flow-box.ts'

/** A line of the picture; `both` when the lower box leads back as well. */
export type Line = { from: string; to: string; label?: string; both: boolean }
export type Point = { x: number; y: number }
/** From the upper box to the lower one, whichever way it leads. */
export type Way = {
  /** Where it crosses other rows and where its label stands, from top to bottom. */
  bends: readonly (Point & { top: number; bottom: number })[]
  start: Point & { bottom: number }
  end: Point & { top: number }
  label: string
  labelAt: Point
  back: boolean
  both: boolean
}
export type Arranged = {
  places: ReadonlyMap<string, Point>
  ways: readonly Way[]
  width: number
  height: number
}

const margin = 12
export const labelSize = 12
/** More dead ends side by side than that stand in rows below each other: a picture is scrolled down more easily. */
const mostBeside = 3

type Boxes = ReadonlyMap<string, Laid>
type Edges = readonly Line[]

/** Lays boxes out from top to bottom (dagre, loaded at its first use: Gansner et al., 1993, with Brandes and Köpf, 2001). */
export async function arrange(boxes: Boxes, edges: Edges): Promise<Arranged> {
  const dagre = await import('@dagrejs/dagre')
  const first = run(dagre, boxes, { edges, deeper: new Map() })
  const deeper = crowded(boxes, edges, first.places)
  const graph = deeper.size === 0 ? first : run(dagre, boxes, { edges, deeper })
  return within(boxes, waysOf(boxes, graph), graph)
}

type Dagre = typeof import('@dagrejs/dagre')
type Link = { edge: Line; label: string; points: readonly Point[]; labelAt: Point }
type Graph = { places: Map<string, Point>; links: Link[] }
type EdgePlace = { label: string; points?: Point[]; x?: number; y?: number }
type BoxPlace = { width: number; height: number; x?: number; y?: number }

function run(
  { Graph, layout }: Dagre,
  boxes: Boxes,
  plan: { edges: Edges; deeper: ReadonlyMap<string, number> },
) {
  const graph = new Graph<object, BoxPlace, EdgePlace>()
  graph.setGraph({ rankdir: 'TB', align: 'UL', nodesep: 22, edgesep: 16, ranksep: 52 })
  for (const [id, { width, height }] of boxes) graph.setNode(id, { width, height })
  for (const { from, to, label: text = '' } of plan.edges) {
    const [label = ''] = wrap(text, { width: 150, size: labelSize })
    const room = label === '' ? {} : { width: widthOf(label, labelSize) + 8, height: 18, labelpos: 'c' }
    graph.setEdge(from, to, { label, minlen: 1 + (plan.deeper.get(to) ?? 0), ...room })
  }
  layout(graph)
  const pointOf = ({ x = 0, y = 0 }: { x?: number; y?: number }) => ({ x, y })
  return {
    places: new Map([...boxes.keys()].map((id) => [id, pointOf(graph.node(id))])),
    links: plan.edges.map((edge): Link => {
      const place = graph.edge(edge.from, edge.to)
      return { edge, label: place.label, points: place.points ?? [], labelAt: pointOf(place) }
    }),
  }
}

/** How many rows lower each box is to stand that leads no further down and finds its row full. */
function crowded(boxes: Boxes, edges: Edges, places: ReadonlyMap<string, Point>): Map<string, number> {
  const deeper = new Map<string, number>()
  for (const { ids } of rowsOf(boxes, places)) {
    if (ids.length <= mostBeside) continue
    const families = familiesOf(ids, edges, (id) => places.get(id)?.y ?? 0)
    const most = Math.max(1, Math.floor(mostBeside / families.length))
    for (const family of families) {
      const rows = Math.ceil(family.length / most)
      for (const [at, id] of family.entries()) deeper.set(id, at % rows)
    }
  }
  return deeper
}

/** The dead ends of a row, by the box that leads to them. */
function familiesOf(ids: readonly string[], edges: Edges, y: (id: string) => number): string[][] {
  const families = new Map<string, string[]>()
  for (const id of ids) {
    const isEnd = edges.every(({ from, to }) => from !== id || y(to) <= y(id))
    const parent = edges.find(({ from, to }) => to === id && y(from) < y(id))?.from
    if (isEnd && parent !== undefined) families.set(parent, [...(families.get(parent) ?? []), id])
  }
  return [...families.values()]
}

type Row = { middle: number; top: number; bottom: number; ids: string[] }

/** Boxes with the same middle, as tall as the tallest of them. */
function rowsOf(boxes: Boxes, places: ReadonlyMap<string, Point>): Row[] {
  const rows = new Map<number, Row>()
  for (const [id, { height }] of boxes) {
    const middle = places.get(id)?.y ?? 0
    const row = rows.get(middle) ?? { middle, top: middle, bottom: middle, ids: [] }
    const [top, bottom] = [Math.min(row.top, middle - height / 2), Math.max(row.bottom, middle + height / 2)]
    rows.set(middle, { middle, top, bottom, ids: [...row.ids, id] })
  }
  return [...rows.values()]
}

/** Ways run straight down past the boxes of a row and turn only between rows; so no way runs behind a box. */
function waysOf(boxes: Boxes, { places, links }: Graph): Way[] {
  const rows = rowsOf(boxes, places)
  const rowAt = (y: number) => rows.find(({ middle }) => Math.abs(middle - y) < 0.5)
  const ends = links.map(({ edge: { from, to }, points }) => {
    const back = (places.get(to)?.y ?? 0) < (places.get(from)?.y ?? 0)
    const [upper, lower] = back ? [to, from] : [from, to]
    return { upper, lower, back, between: (back ? [...points].reverse() : points).slice(1, -1) }
  })
  const ports = portsOf(ends, boxes, places)
  return links.map(({ edge: { both }, label, labelAt }, at): Way => {
    const { upper, lower, back, between } = ends[at] ?? { upper: '', lower: '', back: false, between: [] }
    const bends = between.flatMap(({ x, y }) => {
      const row = rowAt(y)
      if (row !== undefined) return [{ x, y, top: row.top, bottom: row.bottom }]
      return label !== '' && Math.abs(y - labelAt.y) < 1 ? [{ x, y, top: y - 9, bottom: y + 9 }] : []
    })
    const side = (id: string, which: 'bottom' | 'top') => {
      const { y } = places.get(id) ?? { y: 0 }
      const half = (boxes.get(id)?.height ?? 0) / 2
      const row = rowAt(y) ?? { top: y, bottom: y }
      return { y: which === 'bottom' ? y + half : y - half, x: ports.get(`${at} ${which}`) ?? 0, ...row }
    }
    return { bends, start: side(upper, 'bottom'), end: side(lower, 'top'), label, labelAt, back, both }
  })
}

type End = { upper: string; lower: string; between: readonly Point[] }

/** Where each way leaves its upper box and enters its lower one: side by side, in the order of where they come from. */
function portsOf(
  ends: readonly End[],
  boxes: Boxes,
  places: ReadonlyMap<string, Point>,
): Map<string, number> {
  const ports = new Map<string, number>()
  for (const [id, { width }] of boxes) {
    const x = places.get(id)?.x ?? 0
    for (const which of ['bottom', 'top'] as const) {
      const own = [...ends.entries()]
        .filter(([, { upper, lower }]) => (which === 'bottom' ? upper : lower) === id)
        .map(([at, { upper, lower, between }]) => {
          const next =
            which === 'bottom' ? (between[0] ?? places.get(lower)) : (between.at(-1) ?? places.get(upper))
          return { at, towards: next?.x ?? x }
        })
        .sort((a, b) => a.towards - b.towards)
      const step = Math.min(28, (width * 0.7) / own.length)
      for (const [order, { at }] of own.entries()) {
        ports.set(`${at} ${which}`, x + (order - (own.length - 1) / 2) * step)
      }
    }
  }
  return ports
}

/** Moves all into the picture: dagre keeps room for boxes and labels, not for the bends of ways. */
function within(boxes: Boxes, ways: readonly Way[], { places }: Graph): Arranged {
  const edges = [...boxes].flatMap(([id, { width }]) => {
    const x = places.get(id)?.x ?? 0
    return [x - width / 2, x + width / 2]
  })
  const labelled = ways.flatMap(({ label, labelAt }) => {
    const half = label === '' ? 0 : widthOf(label, labelSize) / 2 + 4
    return label === '' ? [] : [labelAt.x - half, labelAt.x + half]
  })
  const all = [...edges, ...labelled, ...ways.flatMap(({ bends }) => bends.map(({ x }) => x))]
  const left = Math.min(...all) - margin
  const lowest = Math.max(...[...boxes].map(([id, { height }]) => (places.get(id)?.y ?? 0) + height / 2))
  const moved = <T extends Point>(point: T): T => ({ ...point, x: point.x - left })
  return {
    places: new Map([...places].map(([id, point]) => [id, moved(point)])),
    ways: ways.map((way) => ({
      ...way,
      bends: way.bends.map(moved),
      start: moved(way.start),
      end: moved(way.end),
      labelAt: moved(way.labelAt),
    })),
    width: Math.max(...all) - left + margin,
    height: lowest + 2 * margin,
  }
}
