import { nativeNames, type Written } from '../campaign/campaign.ts'
import { type Column, columns, headingOf, hiddenColumns } from '../content/exchange/columns.ts'
import type { ExportRow } from '../content/exchange/rows.ts'
import { fill, type StaffWords } from '../content/staff-words.ts'
import type { Sheet, SheetCell } from './spreadsheet.ts'

type TableWords = StaffWords['table']

const widths: Readonly<Record<Column, number>> = {
  key: 24,
  where: 26,
  source: 58,
  translation: 58,
  english: 40,
  state: 18,
  limit: 10,
  'reviewed by': 20,
  'reviewed on': 14,
  note: 32,
  language: 10,
  'source print': 12,
  'translation print': 12,
}

/** What a translator writes in is white; the rest is grey, so that it is left alone. */
const writable: readonly Column[] = ['translation', 'reviewed by', 'reviewed on', 'note']
const white = '#ffffff'
const grey = '#eef2f4'
const headingFill = '#d5e3ec'
const stateFills = { missing: '#f8d0c8', stale: '#fbdfb0', draft: '#fdf3c4', reviewed: '#d6eeda' } as const

/** The table of a language's texts for a translator: a sheet that explains, and a sheet with a row a text. */
export function translatorsTable(
  rows: readonly ExportRow[],
  language: Written,
  words: TableWords,
): [Sheet, Sheet] {
  const name = nativeNames[language]
  return [
    {
      name: words.explain_name,
      columns: [{ width: 100 }],
      rows: [
        [{ text: `${name} (${language})`, bold: true }],
        ...[words.explain.ru, words.explain.en].flatMap(explained),
      ],
    },
    {
      name: words.texts_name,
      columns: columns.map((column) => ({ width: widths[column], hidden: hiddenColumns.includes(column) })),
      rows: [headings(words), ...rows.map((row) => cells(row, language, words))],
      frozen: { rows: 1, columns: 1 },
    },
  ]
}

/** Lines that begin with a number are steps; the others are headings, or what stands below the first of them. */
function explained(lines: readonly string[]): SheetCell[][] {
  const isHeading = (text: string) => !/[.!?]$/.test(text)
  return [
    [{ text: '' }],
    ...lines.map((text) => [isHeading(text) ? { text, bold: true, fill: headingFill } : { text }]),
  ]
}

function headings(words: TableWords): SheetCell[] {
  return columns.map((column) => ({
    text: headingOf(words.columns[column], column),
    bold: true,
    fill: headingFill,
  }))
}

function cells(row: ExportRow, language: Written, words: TableWords): SheetCell[] {
  const { flow, node, role, limit } = row.shown
  const text: Record<Column, string> = {
    key: row.key,
    where: [flow, node, words.roles[role]].filter((part) => part !== '').join(' · '),
    source: row.source,
    translation: row.translation,
    english: row.english,
    state: words.states[row.state],
    limit: String(limit),
    'reviewed by': row.by,
    'reviewed on': row.on,
    note: noteOf(row, words),
    language,
    'source print': row.sourcePrint,
    'translation print': row.textPrint,
  }
  return columns.map((column) => ({ text: text[column], fill: fillOf(column, row) }))
}

function fillOf(column: Column, { state }: ExportRow): string {
  if (column === 'state') return stateFills[state]
  return writable.includes(column) ? white : grey
}

/** What a translator is told about a text before writing. It is no note of his when it comes back. */
export function noteOf({ variables, readBefore }: ExportRow, words: TableWords): string {
  const names = variables.map((name) => `{${name}}`).join(' ')
  return [
    ...(names === '' ? [] : [fill(words.keep, { names })]),
    ...(readBefore === null ? [] : [fill(words.read_before, { name: readBefore.by, day: readBefore.on })]),
  ].join('\n')
}
