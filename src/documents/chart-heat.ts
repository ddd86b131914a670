import {
  bar,
  type Colours,
  coloursOf,
  keptBack,
  lineColour,
  picture,
  widthWithin,
  words,
} from './chart-look.ts'
import { emptyFrame } from './chart-rows.ts'
import { widthOf, wrap } from './chart-text.ts'

export type RetentionChart = {
  title: string
  /** What stands above the cells, such as D7 and D30 in the page's words. */
  columns: readonly string[]
  /** One cohort a row; a share from 0 to 1, null when kept back, undefined while the cohort is too young for it. */
  rows: readonly { label: string; cells: readonly (number | null | undefined)[] }[]
  /** A share in the page's language; without it in whole per cent. */
  percent?: (share: number) => string
  dark: boolean
  /** In CSS pixels, 300 to 1000. */
  width: number
}

const size = 13
const cellHeight = 34
const gap = 3
/** Cells wider than that tell no more. */
const widest = 150

/** Cohorts as rows: the higher the share, the stronger the colour, with the share written in each cell. */
export function retentionChart(chart: RetentionChart): string {
  const colours = coloursOf(chart.dark)
  const width = widthWithin(chart.width)
  const columns = Math.max(1, chart.columns.length)
  const labelWidth = Math.min(
    width * 0.45,
    Math.max(40, ...chart.rows.map(({ label }) => widthOf(label, size) + 1)),
  )
  const left = labelWidth + 12
  const cell = Math.min(widest, (width - left) / columns - gap)
  const heads = chart.columns.map((head) => wrap(head, { width: cell, size, lines: 2 }))
  const top = Math.max(0, ...heads.map(({ length }) => length)) * 17 + 8
  const page = { chart, colours, left, top, cell, labelWidth, most: mostOf(chart) }
  if (chart.rows.length === 0) {
    return picture({ title: chart.title, width, height: 48, colours }, emptyFrame(width, colours))
  }
  const body = [
    ...heads.flatMap((lines, at) => drawHead(lines, left + at * (cell + gap) + cell / 2, colours)),
    ...chart.rows.flatMap((_, at) => drawRow(at, page)),
  ]
  const height = top + chart.rows.length * (cellHeight + gap)
  return picture({ title: chart.title, width, height, colours }, body)
}

function mostOf({ rows }: RetentionChart): number {
  return Math.max(0, ...rows.flatMap(({ cells }) => cells.map((share) => share ?? 0)))
}

function drawHead(lines: readonly string[], x: number, { soft }: Colours): string[] {
  return lines.map((line, at) => words(line, [x, 13 + at * 17], { size, anchor: 'middle', fill: soft }))
}

type Page = {
  chart: RetentionChart
  colours: Colours
  left: number
  top: number
  cell: number
  labelWidth: number
  most: number
}

function drawRow(at: number, page: Page): string[] {
  const row = page.chart.rows[at]
  if (row === undefined) return []
  const y = page.top + at * (cellHeight + gap)
  const label = wrap(row.label, { width: page.labelWidth, size, lines: 2 })
  const first = y + cellHeight / 2 + 4.5 - (label.length - 1) * 7.5
  return [
    ...label.map((line, line_) => words(line, [0, first + line_ * 15])),
    ...page.chart.columns.flatMap((_, column) => {
      const x = page.left + column * (page.cell + gap)
      return drawCell(row.cells[column], { x, y, width: page.cell, height: cellHeight }, page)
    }),
  ]
}

type Box = { x: number; y: number; width: number; height: number }

function drawCell(share: number | null | undefined, box: Box, { chart, colours, most }: Page): string[] {
  if (share === undefined) return [bar(box, colours.grid)]
  if (share === null)
    return [
      keptBack(
        { ...box, x: box.x + 0.5, y: box.y + 0.5, width: box.width - 1, height: box.height - 1 },
        colours,
      ),
    ]
  const strength = most === 0 ? 0 : share / most
  const text = chart.percent?.(share) ?? `${Math.round(share * 100)}%`
  const fill = mix(colours.tint, lineColour(colours, 0), strength)
  return [
    bar(box, fill),
    words(text, [box.x + box.width / 2, box.y + box.height / 2 + 5], {
      size: 14,
      bold: true,
      anchor: 'middle',
      fill: lightnessOf(fill) > 0.179 ? '#000000' : '#ffffff',
    }),
  ]
}

/** A colour between two, both as #rrggbb. */
function mix(low: string, high: string, share: number): string {
  return `#${[0, 1, 2]
    .map((at) => Math.round(channel(low, at) + (channel(high, at) - channel(low, at)) * share))
    .map((value) => value.toString(16).padStart(2, '0'))
    .join('')}`
}

/** Relative luminance (WCAG 2.2); where it is 0.179, black and white are read equally well, 4.6 to 1. */
function lightnessOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 1, 2].map((at) => {
    const value = channel(colour, at) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function channel(colour: string, at: number): number {
  return Number.parseInt(colour.slice(1 + at * 2, 3 + at * 2), 16)
}
