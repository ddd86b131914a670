import { peopleFields } from '../campaign/activity.ts'
import type { Sheet, SheetCell } from '../documents/spreadsheet.ts'
import type { Activity } from '../report/activities.ts'
import type { Words } from './words.ts'

type ExportCell = string | number

const columns = [
  'day',
  'kind',
  'district',
  'partner',
  ...peopleFields,
  'code',
  'remark',
  'link',
  'file',
] as const

/** The activities as a table with headings, numbers as numbers; a count that was not recorded is empty, not 0. */
export function exportRows({ t }: Words, list: readonly Activity[]): ExportCell[][] {
  const headings = columns.map((column) => t(`activities.field.${column}`))
  const rows = list.map((activity) => [
    activity.day,
    t(`activities.kind.${activity.kind}`),
    activity.district,
    activity.partner,
    ...peopleFields.map((field) => activity.people[field] ?? ''),
    activity.entryCode ?? '',
    activity.remark,
    activity.evidenceLink ?? '',
    activity.evidenceName ?? '',
  ])
  return [headings, ...rows]
}

const widths: Partial<Record<(typeof columns)[number], number>> = {
  day: 12,
  kind: 22,
  district: 20,
  partner: 26,
  remark: 40,
  link: 30,
  file: 24,
}

/** The same as a sheet; the second sheet says what the numbers are. */
export function exportSheets(words: Words, list: readonly Activity[], notes: readonly string[]): Sheet[] {
  const [headings = [], ...rows] = exportRows(words, list)
  return [
    {
      name: words.t('activities.heading').slice(0, 31),
      columns: columns.map((column) => ({ width: widths[column] ?? 11 })),
      rows: [
        headings.map((cell) => ({ ...cellOf(cell), bold: true, fill: '#d5e3ec' })),
        ...rows.map((row) => row.map(cellOf)),
      ],
      frozen: { rows: 1, columns: 1 },
    },
    {
      name: words.t('activities.export.notes'),
      columns: [{ width: 100 }],
      rows: notes.map((text) => [{ text }]),
    },
  ]
}

function cellOf(cell: ExportCell): SheetCell {
  return typeof cell === 'number' ? { number: cell } : { text: cell }
}
