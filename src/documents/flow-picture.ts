import { coloursOf, num, picture } from './chart-look.ts'
import { emptyFrame } from './chart-rows.ts'
import { drawBox, type FlowNode, type Laid, layBox } from './flow-box.ts'
import { arrange, type Line } from './flow-layout.ts'
import { drawLabel, drawWay } from './flow-ways.ts'

export type FlowEdge = { from: string; to: string; label?: string }
export type FlowPicture = {
  title: string
  /** The start first. A node of kind `flow` stands as a line in the box of each node that leads to it. */
  nodes: readonly FlowNode[]
  /** All ways between two nodes are drawn as one line, with the first label there is. */
  edges: readonly FlowEdge[]
  dark: boolean
  /** The least width in CSS pixels: a flow that needs more is drawn as wide as it is, so that its words stay legible. */
  width: number
}

/** Draws a flow from top to bottom; ways that lead back up are dashed. */
export async function drawFlow(flow: FlowPicture): Promise<string> {
  const colours = coloursOf(flow.dark)
  const boxes = layBoxes(flow)
  if (boxes.size === 0) {
    const empty = { title: flow.title, width: flow.width, height: 48, colours }
    return picture(empty, emptyFrame(flow.width, colours))
  }
  const { places, ways, width, height } = await arrange(boxes, linesOf(flow, boxes))
  const full = Math.max(flow.width, width)
  const body = [
    ...ways.map((way) => drawWay(way, colours)),
    ...[...boxes].map(([id, box]) => drawBox(box, places.get(id) ?? { x: 0, y: 0 }, colours)),
    ...ways.map((way) => drawLabel(way, colours)),
  ].join('')
  return picture({ title: flow.title, width: full, height, colours }, [
    `<g transform="translate(${num((full - width) / 2)} 12)">${body}</g>`,
  ])
}

function layBoxes({ nodes, edges }: FlowPicture): Map<string, Laid> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const most = Math.max(0, ...nodes.map(({ size }) => size ?? 0))
  const boxes = nodes.filter(({ kind }) => kind !== 'flow')
  return new Map(
    boxes.map((node, at) => {
      const others = edges.filter(({ from }) => from === node.id).flatMap(({ to }) => byId.get(to) ?? [])
      const leads = others.filter(({ kind }) => kind === 'flow').map(({ label }) => label)
      return [node.id, layBox(node, { leads: [...new Set(leads)], most, start: at === 0 })]
    }),
  )
}

/** A way from a node to itself, or to a node that the picture does not have, is left out. */
function linesOf({ edges }: FlowPicture, boxes: ReadonlyMap<string, Laid>): Line[] {
  const lines = new Map<string, Line>()
  for (const { from, to, label } of edges) {
    if (!boxes.has(from) || !boxes.has(to) || from === to) continue
    const opposite = lines.get(`${to} ${from}`)
    const known = opposite ?? lines.get(`${from} ${to}`) ?? { from, to, both: false }
    const said = known.label ?? label
    const line = { ...known, both: known.both || opposite !== undefined }
    lines.set(`${known.from} ${known.to}`, said === undefined ? line : { ...line, label: said })
  }
  return [...lines.values()]
}
