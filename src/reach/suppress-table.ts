import { type Cell, hiddenCell, isFew } from './suppress.ts'
import { type Margins, netOf } from './suppress-margins.ts'
import {
  cheapestRing,
  type Edge,
  edgeAt,
  hiddenBounds,
  hide,
  hideWhole,
  isKnown,
  isSecret,
  type Net,
  type Ring,
  type Step,
} from './suppress-ring.ts'

/**
 * How many values a small count must have for a reader, where hiding more can do that. Two would be enough for a reader
 * who only adds up. One who knows this function could follow why something was hidden, and that is harder with each.
 */
const valuesWanted = 4

/** In a table of so many cells at most, one row hidden whole would be told by the others, so all of it is hidden. */
const smallTable = 16

/**
 * Small-cell suppression for the inside of a table of two dimensions whose margins the reader knows.
 *
 * Counts 1-9 become `few`, and as many others `hidden` as it takes that no count of 1-9, neither inside nor on a margin
 * that is not shown, can be told by adding up (Hundepool et al., Statistical Disclosure Control, 2012, ch. 4). To a
 * reader `few` is 1-9, `hidden` at least 10, and anything at all in a row or column that is hidden whole.
 *
 * Rows and columns are the nodes of a net and the counts its edges, so the tables that a reader holds possible are its
 * integer flows, and two of them differ by rings: a count has another value exactly if a ring through it has room (Cox,
 * Network models for complementary cell suppression, JASA 90, 1995). First every small count gets the cheapest ring of
 * cells that are not shown, chosen by what everybody sees: fewest cells, then smallest margins, so the choice tells
 * nothing. Then those are looked for whose ring has no room, such as 1 and 1 in a row of 2, and more is hidden for them.
 * Where that cannot help, the row or column is hidden whole, at last the table. If even the margins alone tell a count,
 * as in a table of one cell, nothing can protect it.
 *
 * What it does not protect, beside what is said of `suppress`: a reader who tries out which tables this function would
 * have shown alike, which `suppress` itself withstands. Where a row is hidden whole or more is hidden than the rings, he
 * may find one only. In tables of 2 x 2 to 3 x 3 full of small counts that was so in 2 to 3 of 100, and of the small
 * counts in tables of 16 x 16 and 66 x 7 for at most 1 in 1,000. So print tables of few cells only with large margins.
 *
 * @param counts whole numbers from 0, row by row; every account stands in one cell only, so that they add up
 * @param margins what is shown of the sums: each by `suppress`, or as they are
 * @throws RangeError if the counts do not add up to the margins
 */
export function suppressTable(counts: readonly (readonly number[])[], margins: Margins): Cell[][] {
  const net = netOf(counts, margins)
  const secret = [...net.edges.keys()].filter((place) => isSecret(edgeAt(net, place)))
  closeRings(net, secret)
  const whole = new Set<number>()
  const cells = counts.length * margins.columns.length
  for (const place of secret.filter((at) => !makeRoom(net, at))) hideLines(net, place, cells, whole)
  return counts.map((row, at) =>
    row.map((count, column): Cell => {
      const place = at * row.length + column
      if (whole.has(place)) return hiddenCell
      if (isFew(count)) return { kind: 'few' }
      return isKnown(edgeAt(net, place)) ? { kind: 'exact', count } : hiddenCell
    }),
  )
}

/** Hides what it takes that each of these counts lies on a ring of counts that are not shown, whatever they are. */
function closeRings(net: Net, secret: readonly number[]): void {
  const closed = new Set<number>()
  for (const place of secret) {
    if (closed.has(place)) continue
    const ring = cheapestRing(net, { place, by: 1 }, (edge) => (isKnown(edge) ? edge.price : 0))
    if (ring === undefined) continue
    hideRing(net, ring)
    for (const step of ring.steps) closed.add(step.place)
  }
}

function hideRing(net: Net, { steps }: Ring): void {
  for (const { place } of steps) {
    const edge = edgeAt(net, place)
    if (isKnown(edge)) hide(edge)
  }
}

/** Hides what it takes that a reader holds enough values of a count possible; false when it still has one only. */
function makeRoom(net: Net, place: number): boolean {
  const edge = edgeAt(net, place)
  while (valuesOf(edge) < valuesWanted) {
    const up = walk(net, { place, by: 1 })
    const down = walk(net, { place, by: -1 })
    if (valuesOf(edge) >= valuesWanted) break
    const [ring] = [up, down].filter((next) => next !== undefined).sort((a, b) => a.price - b.price)
    if (ring === undefined) return valuesOf(edge) > 1
    hideRing(net, ring)
  }
  return true
}

function valuesOf({ least, most }: Edge): number {
  return most - least + 1
}

/**
 * Takes a step again and again until the count has enough values. What is found on the way is found for all counts.
 *
 * @returns where that ends before, the cheapest ring that would allow another step
 */
function walk(net: Net, step: Step): Ring | undefined {
  const target = edgeAt(net, step.place)
  const now = net.edges.map((edge) => edge.count)
  const priceOf = (edge: Edge, place: number, by: 1 | -1) => priceFrom(edge, now[place] ?? 0, by)
  while (valuesOf(target) < valuesWanted && priceOf(target, step.place, step.by) === 0) {
    const ring = cheapestRing(net, step, priceOf)
    if (ring === undefined || ring.price > 0) return ring
    for (const { place, by } of [step, ...ring.steps]) {
      const edge = edgeAt(net, place)
      const count = (now[place] ?? 0) + by
      now[place] = count
      edge.least = Math.min(edge.least, count)
      edge.most = Math.max(edge.most, count)
    }
  }
  return undefined
}

/** What it costs that an edge that carries this much can carry one more or less. */
function priceFrom(edge: Edge, now: number, by: 1 | -1): number {
  const known = isKnown(edge)
  const { low, high } = known ? hiddenBounds : edge
  const room = by === 1 ? now < high : now > low
  if (!room) return Number.POSITIVE_INFINITY
  return known ? edge.price : 0
}

function hideLines(net: Net, place: number, cells: number, whole: Set<number>): void {
  const { from, to } = edgeAt(net, place)
  const all = [...net.edges.keys()].slice(0, cells)
  const touching = (node: number) =>
    all.filter((at) => edgeAt(net, at).from === node || edgeAt(net, at).to === node)
  const lines = cells > smallTable ? [touching(from), touching(to)] : []
  lines.sort((a, b) => a.length - b.length)
  for (const line of [[], ...lines, all]) {
    for (const at of line) {
      hideWhole(edgeAt(net, at))
      whole.add(at)
    }
    if (makeRoom(net, place)) return
  }
}
