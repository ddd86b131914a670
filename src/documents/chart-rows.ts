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
import { widthOf, wrap } from './chart-text.ts'

export type Row = {
  label: string
  /** From 0 to 1; null when it is kept back. */
  share: number | null
  /** The number in the page's language, such as `38 %` or `<10`; without it the share in whole per cent. */
  text?: string
}
export type RowsChart = {
  title: string
  rows: readonly Row[]
  dark: boolean
  /** In CSS pixels, 300 to 1000. */
  width: number
}

const size = 13
const lineHeight = 17
const gap = 12
/** A narrower picture has its labels above the bars. */
const wide = 420

/** Bars that lie, one a row, the longest as long as there is room; an empty list gives an empty frame. */
export function rowsChart(chart: RowsChart): string {
  const colours = coloursOf(chart.dark)
  const width = widthWithin(chart.width)
  const texts = chart.rows.map(textOf)
  const most = Math.max(0, ...chart.rows.map(({ share }) => share ?? 0))
  const page = {
    width,
    colours,
    textWidth: Math.max(0, ...texts.map((text) => widthOf(text, size, true))),
    labelWidth: Math.min(
      width * 0.4,
      Math.max(0, ...chart.rows.map(({ label }) => widthOf(label, size) + 1)),
    ),
    lengthOf: (share: number) => (most === 0 ? 0 : Math.min(1, Math.max(0, share) / most)),
  }
  const draw = width < wide ? drawBelow : drawBeside
  let y = 4
  const body = chart.rows.flatMap((row, at) => {
    const { drawn, height } = draw({ row, text: texts[at] ?? '', y }, page)
    y += height
    return drawn
  })
  return picture(
    { title: chart.title, width, height: Math.max(y, 48), colours },
    body.length > 0 ? body : emptyFrame(width, colours),
  )
}

/** What an empty chart shows of itself: its baseline, and that there is nothing. */
export function emptyFrame(width: number, { grid, soft }: Colours): string[] {
  return [
    `<path d="M0 46.5H${width}" fill="none" stroke="${grid}"/>`,
    words('—', [width / 2, 28], { anchor: 'middle', fill: soft }),
  ]
}

type Page = {
  width: number
  colours: Colours
  textWidth: number
  labelWidth: number
  lengthOf: (share: number) => number
}
type Line = { row: Row; text: string; y: number }
type Drawn = { drawn: string[]; height: number }

function drawBeside({ row, text, y }: Line, page: Page): Drawn {
  const { width, colours, textWidth, labelWidth } = page
  const label = wrap(row.label, { width: labelWidth, size, lines: 2 })
  const height = Math.max(1, label.length) * lineHeight
  const x = labelWidth + 12
  const room = width - x - textWidth - 10
  const middle = y + height / 2
  const mark = markOf(row, { x, y: middle - 8, width: room, height: 16 }, page)
  return {
    drawn: [
      ...label.map((line, at) => words(line, [0, y + at * lineHeight + size])),
      ...mark.drawn,
      words(text, [x + mark.length + 8, middle + 4.5], { bold: true, fill: colours.ink }),
    ],
    height: height + gap,
  }
}

function drawBelow({ row, text, y }: Line, page: Page): Drawn {
  const { width } = page
  const label = wrap(row.label, { width: width - widthOf(text, size, true) - 12, size, lines: 2 })
  const top = y + Math.max(1, label.length) * lineHeight
  return {
    drawn: [
      ...label.map((line, at) => words(line, [0, y + at * lineHeight + size])),
      words(text, [width, y + size], { bold: true, anchor: 'end' }),
      ...markOf(row, { x: 0, y: top + 2, width, height: 8 }, page).drawn,
    ],
    height: top + 10 - y + gap,
  }
}

type Room = { x: number; y: number; width: number; height: number }

function markOf(
  { share }: Row,
  room: Room,
  { colours, lengthOf }: Page,
): { drawn: string[]; length: number } {
  if (share === null) {
    const length = Math.min(48, room.width)
    return { drawn: [keptBack({ ...room, width: length }, colours)], length }
  }
  const length = Math.max(2, lengthOf(share) * room.width)
  return { drawn: [bar({ ...room, width: length }, lineColour(colours, 0))], length }
}

function textOf({ share, text }: Row): string {
  return text ?? (share === null ? '' : `${Math.round(share * 100)}%`)
}
