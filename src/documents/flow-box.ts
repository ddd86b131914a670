import type { ShapeKind } from '../flow/shape.ts'
import { bar, type Colours, keptBack, lineColour, num, words } from './chart-look.ts'
import { widthOf, wrap } from './chart-text.ts'

export type FlowNode = {
  id: string
  label: string
  kind: ShapeKind
  /** How many pass, as the page says it: `1 240`, `<10`; empty for none. */
  count: string
  /** The same as a number, for the bar: all bars of a picture have one scale. null is kept back, undefined not counted. */
  size?: number | null
  /** How many stop here, on the scale of `size`. */
  stops?: number | null
  /** The words of the foot mark; without them there is none. */
  stopsText?: string
}

/** A box with its words broken into lines. */
export type Laid = {
  node: FlowNode
  width: number
  height: number
  title: readonly string[]
  /** Other flows that it leads to. */
  leads: readonly string[]
  foot: readonly string[]
  /** The largest number of the picture. */
  most: number
  start: boolean
}
type Around = { leads: readonly string[]; most: number; start: boolean }

const boxWidth = 196
const pad = 10
const titleSize = 13
const size = 12
const line = 16
const badge = 20
const routeHeight = 30

export function layBox(node: FlowNode, { leads, most, start }: Around): Laid {
  const room = boxWidth - 2 * pad
  const common = { node, most, start, leads: leads.flatMap((lead) => wrap(lead, { width: room - 18, size })) }
  if (node.kind === 'route') {
    const title = wrap(node.label, { width: 120, size })
    const width = Math.max(routeHeight, ...title.map((text) => widthOf(text, size) + 36))
    return { ...common, title, foot: [], width, height: routeHeight }
  }
  const title = wrap(node.label, {
    width: room - (node.kind === 'card' ? 0 : badge),
    size: titleSize,
    bold: true,
    lines: 2,
  })
  const foot = wrap(node.stopsText ?? '', { width: room - 14, size, lines: 2 })
  const laid = { ...common, title, foot, width: boxWidth, height: 0 }
  return { ...laid, height: headHeight(laid) + leadsHeight(laid) + footHeight(laid) }
}

function headHeight({ title, node }: Laid): number {
  return pad + Math.max(1, title.length) * line + (node.count === '' ? 0 : line + 1) + 8
}

function leadsHeight({ leads }: Laid): number {
  return leads.length === 0 ? 0 : leads.length * line + 8
}

function footHeight({ foot }: Laid): number {
  return foot.length === 0 ? 0 : foot.length * line + 16
}

/** Draws a box around its middle. */
export function drawBox(laid: Laid, middle: { x: number; y: number }, colours: Colours): string {
  const x = num(middle.x - laid.width / 2)
  const y = num(middle.y - laid.height / 2)
  const parts = laid.node.kind === 'route' ? drawRoute(laid, colours) : drawParts(laid, colours)
  return `<g class="node ${laid.node.kind}" transform="translate(${x} ${y})">${parts.join('')}</g>`
}

/** A choice that nobody sees: a diamond, drawn wide when it has a name; its ways out stand below it. */
function drawRoute({ width, height, title }: Laid, { paper, before, soft }: Colours): string[] {
  const half = height / 2
  const points = `0,${half} ${half},0 ${num(width - half)},0 ${num(width)},${half} ${num(width - half)},${height} ${half},${height}`
  return [
    `<polygon points="${points}" fill="${paper}" stroke="${before}" stroke-width="1.2"/>`,
    ...title.map((text) => words(text, [width / 2, half + 4.3], { size, anchor: 'middle', fill: soft })),
  ]
}

function drawParts(laid: Laid, colours: Colours): string[] {
  return [
    frame(laid, colours),
    drawSize(laid, colours),
    ...laid.title.map((text, at) =>
      words(text, [pad, pad + at * line + titleSize - 1], { size: titleSize, bold: true }),
    ),
    ...drawCount(laid, colours),
    drawBadge(laid, colours),
    ...drawLeads(laid, colours),
    ...drawFoot(laid, colours),
  ]
}

const roundness: Readonly<Record<ShapeKind, number>> = {
  card: 6,
  question: 16,
  quiz: 16,
  route: 0,
  end: 6,
  flow: 6,
}

function frame({ node, start, width, height }: Laid, colours: Colours): string {
  const accent = lineColour(colours, 0)
  const stroke = start ? `${accent}" stroke-width="2.5` : `${colours.before}" stroke-width="1.2`
  const outer = `<rect width="${width}" height="${num(height)}" rx="${roundness[node.kind]}" fill="${colours.paper}" stroke="${stroke}"/>`
  if (node.kind !== 'end') return outer
  return `${outer}<path d="M1 ${num(height)}H${width - 1}" fill="none" stroke="${colours.ink}" stroke-width="3" stroke-linecap="round"/>`
}

/** How many pass, as a bar from the left behind the title. */
function drawSize(laid: Laid, colours: Colours): string {
  const { node, most, width } = laid
  if (node.size === undefined) return ''
  const radius = Math.max(3, roundness[node.kind] - 3)
  const room = { x: 3, y: 3, height: headHeight(laid) - 6 }
  if (node.size === null) return keptBack({ x: pad, y: headHeight(laid) - 9, width: 40, height: 5 }, colours)
  const length = most === 0 ? 0 : (node.size / most) * (width - 6)
  return length < 1
    ? ''
    : bar({ ...room, width: Math.max(3, length) }, colours.tint, Math.min(radius, length / 2))
}

function drawCount({ node, title }: Laid, { ink }: Colours): string[] {
  if (node.count === '') return []
  return [words(node.count, [pad, pad + Math.max(1, title.length) * line + size], { size, fill: ink })]
}

/** In the upper right corner: a question mark, a tick, or the ring of an end. */
function drawBadge({ node, width }: Laid, { soft, ink }: Colours): string {
  const [x, y] = [width - pad - 8, pad + 7]
  const ring = `<circle cx="${x}" cy="${y}" r="8" fill="none" stroke="${soft}" stroke-width="1.2"/>`
  if (node.kind === 'question')
    return ring + words('?', [x, y + 4.3], { size, bold: true, anchor: 'middle', fill: soft })
  if (node.kind === 'quiz')
    return `${ring}<path d="M${x - 4} ${y}l3 3.5l5 -6.5" fill="none" stroke="${soft}" stroke-width="1.6"/>`
  if (node.kind === 'end')
    return `<circle cx="${x}" cy="${y}" r="6" fill="none" stroke="${ink}" stroke-width="1.2"/><circle cx="${x}" cy="${y}" r="3"/>`
  return ''
}

function drawLeads(laid: Laid, { grid, soft }: Colours): string[] {
  if (laid.leads.length === 0) return []
  const top = headHeight(laid)
  return [
    `<path d="M${pad} ${top}H${laid.width - pad}" fill="none" stroke="${grid}"/>`,
    ...laid.leads.map((lead, at) => {
      const y = top + 4 + at * line
      const sign = `<path d="M${pad} ${y + 8}h9m-3.5 -3.5l3.5 3.5l-3.5 3.5" fill="none" stroke="${soft}"/>`
      return `<g class="lead">${sign}${words(lead, [pad + 16, y + size], { size, fill: soft })}</g>`
    }),
  ]
}

/** Where accounts stop: words and a bar at the foot of the box. */
function drawFoot(laid: Laid, colours: Colours): string[] {
  const { foot, node, most, width } = laid
  if (foot.length === 0) return []
  const top = laid.height - footHeight(laid)
  const room = { x: pad, y: laid.height - 11, height: 5 }
  const length = most === 0 ? 0 : Math.min(1, (node.stops ?? 0) / most) * (width - 2 * pad)
  const mark =
    node.stops === null
      ? keptBack({ ...room, width: 40 }, colours)
      : bar({ ...room, width: Math.max(2, length) }, colours.stop, 2)
  return [
    `<g class="stops"><path d="M${pad} ${top}H${width - pad}" fill="none" stroke="${colours.grid}"/>`,
    `<path d="M${pad} ${top + 8}h8v8h-8z" fill="${colours.stop}"/>`,
    ...foot.map((text, at) =>
      words(text, [pad + 14, top + 4 + at * line + size], { size, fill: colours.stop }),
    ),
    `${mark}</g>`,
  ]
}
