import { toCsv } from '../content/csv.ts'
import { type Sheet, type SheetCell, type SheetPicture, writeSpreadsheet } from '../documents/spreadsheet.ts'
import type { Series, View } from '../report/view.ts'
import { seriesPicture } from './chart-of.ts'
import { bookOf, type Figure, type Section } from './export-book.ts'
import type { Around } from './export-facts.ts'
import type { Words } from './words.ts'

const headFill = '#e9eef2'
const sheetNameMost = 31
const chartWidth = 640

/** The tables one below the other, an empty line between. */
export function csvOf(sections: readonly Section[]): string {
  return toCsv(
    sections.flatMap(({ name, says, head, rows, remarks }) => [
      [name],
      ...(says === '' ? [] : [[says]]),
      head,
      ...rows.map((row) => row.map(plainFigure)),
      ...remarks.map((remark) => [remark]),
      [''],
    ]),
  )
}

function plainFigure(figure: Figure): string | number {
  if (typeof figure === 'string') return figure
  return 'instead' in figure ? figure.instead : figure.number
}

/** A sheet a table, the chart beside the periods that it is drawn from; `second` is a sheet of its own after the first. */
export async function xlsxOf(view: View, around: Around, second: Section | null = null): Promise<Uint8Array> {
  const [about, ...rest] = bookOf(view, around)
  const sections = [about, second, ...rest].filter((each) => each !== null && each !== undefined)
  const names = sheetNames(sections)
  const chart = await chartOf(view.series, view, around.words)
  return writeSpreadsheet(
    sections.map((section, at) => {
      const sheet = sheetOf(section, names[at] ?? section.id)
      if (section.id !== 'series') return sheet
      return { ...sheet, pictures: [{ ...chart, row: 1, column: section.head.length + 2 }] }
    }),
  )
}

function sheetOf({ id, name, says, head, rows, remarks }: Section, sheet: string): Sheet {
  const above: SheetCell[][] = [[{ text: name, bold: true }], ...(says === '' ? [] : [[{ text: says }]])]
  const words = id === 'definitions' || id === 'about'
  return {
    name: sheet,
    columns: (words ? (rows[0] ?? head) : head).map((_, at) => ({ width: widthOf(id, at) })),
    rows: [
      ...above,
      head.map((text) => ({ text, bold: true, fill: headFill })),
      ...rows.map((row) => row.map(cellOf)),
      ...remarks.map((text) => [{ text }]),
    ],
    frozen: { rows: above.length + 1, columns: 0 },
  }
}

function widthOf(id: string, column: number): number {
  if (id === 'about') return column === 0 ? 32 : 90
  if (id === 'definitions') return [28, 44, 80, 22, 10][column] ?? 20
  return column === 0 ? 48 : 18
}

function cellOf(figure: Figure): SheetCell {
  if (typeof figure === 'string') return { text: figure }
  if ('instead' in figure) return { text: figure.instead }
  return {
    number: figure.number,
    format: figure.as === 'share' ? '0%' : '#,##0',
  }
}

/** A sheet's name has at most 31 characters, and is there once whatever its letters' size. */
function sheetNames(sections: readonly Section[]): string[] {
  const taken = new Set<string>()
  return sections.map(({ name }, at) => {
    const short = name
      .replace(/[[\]/\\:*?']/g, ' ')
      .slice(0, sheetNameMost)
      .trim()
    const found = taken.has(short.toLowerCase()) ? `${short.slice(0, sheetNameMost - 4)} ${at + 1}` : short
    taken.add(found.toLowerCase())
    return found
  })
}

async function chartOf(
  series: Series,
  view: View,
  words: Words,
): Promise<Pick<SheetPicture, 'png' | 'width' | 'height' | 'says'>> {
  const { seriesChart } = await import('../documents/chart-series.ts')
  const { chartPng } = await import('../documents/chart-png.ts')
  const chart = seriesPicture(series, view.notes, { words, dark: false, width: chartWidth })
  const svg = await seriesChart(chart)
  const [, width = chartWidth, height = chartWidth] = (
    /<svg[^>]* width="(\d+)" height="(\d+)"/.exec(svg) ?? []
  ).map(Number)
  return { png: chartPng(svg), width, height, says: chart.title }
}
