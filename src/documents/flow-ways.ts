import { type Colours, num, words } from './chart-look.ts'
import { widthOf } from './chart-text.ts'
import { labelSize, type Point, type Way } from './flow-layout.ts'

const head = 8

/** A way with its arrows; one that only leads back up is dashed. */
export function drawWay(way: Way, { before, soft }: Colours): string {
  const up = way.back && !way.both
  const colour = up ? before : soft
  const dash = up ? ' stroke-dasharray="4 3"' : ''
  return [
    `<path class="way" d="${pathOf(way)}" fill="none" stroke="${colour}" stroke-width="1.2"${dash}/>`,
    way.back || way.both ? arrow(way.start, head, colour) : '',
    way.back && !way.both ? '' : arrow(way.end, -head, colour),
  ].join('')
}

/** Straight down along a row, in a bend from row to row. */
function pathOf({ start, bends, end, back, both }: Way): string {
  const from = back || both ? start.y + head - 1 : start.y
  const to = back && !both ? end.y : end.y - head + 1
  let at = { x: start.x, y: Math.max(from, start.bottom) }
  let drawn = `M${num(start.x)} ${num(from)}V${num(at.y)}`
  for (const { x, top, bottom } of [...bends, { x: end.x, top: end.top, bottom: to }]) {
    drawn += `${bend(at, { x, y: top })}V${num(Math.max(top, bottom))}`
    at = { x, y: Math.max(top, bottom) }
  }
  return drawn
}

function bend(from: Point, to: Point): string {
  const middle = num((from.y + to.y) / 2)
  return `C${num(from.x)} ${middle} ${num(to.x)} ${middle} ${num(to.x)} ${num(to.y)}`
}

function arrow({ x, y }: Point, length: number, colour: string): string {
  return `<path d="M${num(x)} ${num(y)}l4 ${length}h-8Z" fill="${colour}"/>`
}

/** On a patch of the page's colour, so that the way does not strike it through. */
export function drawLabel({ label, labelAt: { x, y } }: Way, { paper, soft }: Colours): string {
  if (label === '') return ''
  const width = widthOf(label, labelSize) + 6
  const patch = `<rect x="${num(x - width / 2)}" y="${num(y - 9)}" width="${num(width)}" height="18" rx="4" fill="${paper}"/>`
  return patch + words(label, [x, y + 4.3], { size: labelSize, anchor: 'middle', fill: soft })
}
