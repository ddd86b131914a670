import type { Point, Series, SeriesChart, Value } from './chart-series.ts'
import { grouped, widthOf, wrap } from './chart-text.ts'

/** One series' place in the picture, in pixels. */
export type Panel = {
  lines: readonly string[]
  top: number
  plotTop: number
  plotHeight: number
  /** The largest number, also of the period before; -1 when there is none. */
  most: number
  /** All numbers are whole. */
  whole: boolean
}
/** What a flag says, and its middle; flags that would cover one another stand in lanes. */
export type Flag = { says: string; x: number; until: number | undefined; lane: number }
export type Layout = {
  width: number
  height: number
  left: number
  right: number
  /** The width that each point has. */
  band: number
  barWidth: number
  panels: readonly Panel[]
  labels: readonly string[]
  /** Every which label is shown, counted from the last. */
  every: number
  /** Whether the numbers stand on a panel's bars. */
  numbered: readonly boolean[]
  flags: readonly Flag[]
  /** Where the key begins. */
  keyTop: number
}

const plotHeight = 112
const titleLine = 17
export const laneHeight = 22
const flagReach = 22
const narrowestLabel = 84
const widestLabel = 220
const keyLine = 22

export function layOut(chart: SeriesChart, width: number): Layout {
  const sizes = chart.series.map(sizeOf)
  const number = chart.number ?? grouped
  const left = Math.ceil(Math.max(18, ...sizes.map(({ most }) => scaleWidth(most, number))))
  const count = Math.max(1, chart.points.length)
  const labels = chart.points.map((point) => labelOf(point, (width - left) / count))
  const labelWidth = Math.max(
    0,
    ...labels.flatMap((label) => label.split('\n')).map((line) => widthOf(line, 12)),
  )
  const right = Math.max(4, Math.ceil((labelWidth - (width - left) / count) / 2))
  const band = (width - left - right) / count
  const flags = flagsOf(chart, { left, band })
  const panels = panelsOf(chart, sizes, { width, lanes: Math.max(0, ...flags.map(({ lane }) => lane + 1)) })
  const foot = panels.at(-1)
  const axis = labels.some((label) => label.includes('\n')) ? 42 : 26
  const keyTop = (foot === undefined ? 0 : foot.plotTop + foot.plotHeight) + axis
  return {
    width,
    height: keyTop + keyLines(chart, width) * keyLine,
    left,
    right,
    band,
    barWidth: Math.min(44, Math.max(1.5, band * (band > 12 ? 0.68 : 0.78))),
    panels,
    labels,
    every: Math.max(1, Math.ceil((labelWidth + 10) / band)),
    numbered: chart.series.map((series) => fitsOnBars(series, band, number)),
    flags,
    keyTop,
  }
}

/** As wide as a point has room, and on two lines when nothing stands below it. */
function labelOf({ label, note }: Point, band: number): string {
  const width = Math.min(widestLabel, Math.max(narrowestLabel, band - 10))
  const lines = wrap(label, { width, size: 12, lines: note === undefined ? 2 : 1 })
  return [...lines, ...(note === undefined ? [] : wrap(note, { width, size: 12 }))].join('\n')
}

function numbersOf(values: readonly Value[]): number[] {
  return values.filter((value) => typeof value === 'number')
}

function sizeOf({ values, previous = [] }: Series): { most: number; whole: boolean } {
  const numbers = numbersOf([...values, ...previous])
  return { most: Math.max(-1, ...numbers), whole: numbers.every(Number.isInteger) }
}

/** The scale ends at most a third above the largest number. */
function scaleWidth(most: number, number: (value: number) => string): number {
  if (most < 0) return 0
  const ends = [most, most / 2, 10 ** Math.ceil(Math.log10(Math.max(1, most)))].map((end) =>
    number(most <= 1 && end !== most ? 0.25 : Math.round(end)),
  )
  return Math.max(...ends.map((end) => widthOf(end, 12))) + 12
}

function fitsOnBars({ kind, values, previous }: Series, band: number, number: (value: number) => string) {
  if (kind === 'line' || previous !== undefined) return false
  return numbersOf(values).every((value) => widthOf(number(value), 12) <= band - 4)
}

function panelsOf(
  { series }: SeriesChart,
  sizes: readonly { most: number; whole: boolean }[],
  { width, lanes }: { width: number; lanes: number },
): Panel[] {
  let top = 2
  return series.map(({ name }, at) => {
    const lines = wrap(name, { width, size: 13, bold: true, lines: 2 })
    const plotTop = top + lines.length * titleLine + 12 + (at === 0 ? lanes * laneHeight : 0)
    const panel = { lines, top, plotTop, plotHeight, ...(sizes[at] ?? { most: -1, whole: true }) }
    top = plotTop + plotHeight + 18
    return panel
  })
}

function flagsOf(
  { notes = [], points }: SeriesChart,
  { left, band }: { left: number; band: number },
): Flag[] {
  const middle = (at: number) => left + (Math.min(Math.max(at, 0), points.length - 1) + 0.5) * band
  const ends: number[] = []
  const flags = new Map<number, Flag>()
  const inTime = [...notes.entries()].sort(([, a], [, b]) => a.at - b.at)
  for (const [index, { at, until, label }] of inTime) {
    if (points.length === 0) break
    const x = middle(at)
    const free = ends.findIndex((end) => x - end >= flagReach)
    const lane = free < 0 ? ends.length : free
    ends[lane] = x
    const says = label !== '' && label.length <= 3 ? label : String(index + 1)
    flags.set(index, { says, x, until: until === undefined ? undefined : middle(until), lane })
  }
  return [...flags.entries()].sort(([a], [b]) => a - b).map(([, flag]) => flag)
}

/** What the key explains, with the width that each takes. */
export function keyOf({
  points,
  series,
  words,
}: SeriesChart): { kind: KeyKind; text: string; width: number }[] {
  const has = {
    'kept-back': series.some(({ values }) => values.includes(null)),
    provisional: points.some(({ provisional }) => provisional === true),
    previous: series.some(({ previous }) => previous !== undefined),
  }
  const texts = {
    'kept-back': words.keptBack,
    provisional: words.provisional,
    previous: words.previous ?? '',
  }
  const kinds: KeyKind[] = ['previous', 'provisional', 'kept-back']
  return kinds
    .filter((kind) => has[kind] && texts[kind] !== '')
    .map((kind) => ({ kind, text: texts[kind], width: widthOf(texts[kind], 12) + 44 }))
}
export type KeyKind = 'kept-back' | 'provisional' | 'previous'

function keyLines(chart: SeriesChart, width: number): number {
  return placeKey(chart, width).at(-1)?.line ?? 0
}

/** Side by side as long as there is room; the lines count from 1. */
export function placeKey(chart: SeriesChart, width: number) {
  let x = 0
  let line = 1
  return keyOf(chart).map((entry) => {
    if (x > 0 && x + entry.width - 16 > width) {
      x = 0
      line++
    }
    const placed = { ...entry, x, line }
    x += entry.width
    return placed
  })
}
