import {
  type ActivityEntry,
  type ActivityKind,
  type ActivityRules,
  activityKinds,
  type EntryField,
  type Mistake,
  readEntry,
} from '../../campaign/activity.ts'
import { sha256 } from '../../privacy/fingerprint.ts'
import type { Phrasebook } from '../texts.ts'
import { type Columns, type ColumnTarget, fold, wordsFor } from './columns.ts'
import { type DayOrder, readDay } from './days.ts'

/** How a table is to be read, as somebody has settled it. */
export type Reading = {
  columns: Columns
  order: DayOrder
  /** What all rows are where no column says the kind. */
  kind: ActivityKind | undefined
  /** Words of the table for a kind, folded, that no language of ours has. */
  kinds: ReadonlyMap<string, ActivityKind>
}

/** A row that could be written, or what is wrong with it; `row` is the number that a spreadsheet shows. */
export type ReadRow =
  | { row: number; importKey: string; entry: ActivityEntry }
  | { row: number; wrong: (Mistake & { heading: string; cell: string })[] }

export type Table = {
  headings: readonly string[]
  rows: readonly (readonly string[])[]
  /** The number of the row with the headings, as a spreadsheet shows it. */
  head: number
}

/** The first row that has anything in it are the headings; undefined when there is nothing below them. */
export function tableOf(rows: readonly (readonly string[])[]): Table | undefined {
  const at = rows.findIndex((row) => row.some((cell) => cell.trim() !== ''))
  const headings = rows[at]
  const below = rows.slice(at + 1)
  if (headings === undefined || !below.some((row) => row.some((cell) => cell.trim() !== ''))) return undefined
  return { headings: headings.map((heading) => heading.trim()), rows: below, head: at + 1 }
}

/** Reads the rows below the headings; empty ones are passed by. */
export function readActivities(
  { headings, rows, head }: Table,
  reading: Reading,
  rules: ActivityRules & { codeNames: Readonly<Record<string, string>> },
  phrases: Phrasebook,
): ReadRow[] {
  const kindOf = kindReader(reading.kinds, phrases)
  const seen = new Map<string, number>()
  return rows.flatMap((cells, at): ReadRow[] => {
    if (cells.every((cell) => cell.trim() === '')) return []
    const row = head + 1 + at
    const cellOf = (target: ColumnTarget) => cells[reading.columns.get(target) ?? -1] ?? ''
    const name = (mistake: Mistake) => {
      const column = reading.columns.get(mistake.field as ColumnTarget)
      return { ...mistake, heading: headings[column ?? -1] ?? '', cell: cells[column ?? -1] ?? '' }
    }
    const formulas = [...reading.columns].filter(([target]) => cellOf(target).trimStart().startsWith('='))
    if (formulas.length > 0) {
      return [{ row, wrong: formulas.map(([field]) => name({ field, key: 'formula' })) }]
    }
    const read = readEntry(textsOf(cellOf, { ...reading, kindOf }, rules.codeNames), rules)
    if ('mistakes' in read) return [{ row, wrong: read.mistakes.map(name) }]
    return [{ row, importKey: keyOf(cellOf('id'), headings, cells, seen), entry: read.entry }]
  })
}

type Cells = (target: ColumnTarget) => string

function textsOf(
  cellOf: Cells,
  { columns, order, kind, kindOf }: Reading & { kindOf: (cell: string) => ActivityKind | undefined },
  codeNames: Readonly<Record<string, string>>,
): Partial<Record<EntryField, string>> {
  const texts = Object.fromEntries([...columns.keys()].map((target) => [target, cellOf(target)]))
  const day = cellOf('day')
  return {
    ...texts,
    day: readDay(day, order) ?? day,
    kind: columns.has('kind') ? (kindOf(cellOf('kind')) ?? '') : (kind ?? ''),
    code: codeOf(cellOf('code'), codeNames),
  }
}

/** A registered code, or the name of one. */
function codeOf(cell: string, codeNames: Readonly<Record<string, string>>): string {
  const wanted = cell.trim().toLowerCase()
  const [code = cell] =
    Object.entries(codeNames).find((pair) => pair.some((each) => each.toLowerCase() === wanted)) ?? []
  return code
}

/** Reads a kind of activity: by its id, its name in any language of the pages, or a word that forms use for it. */
export function kindReader(
  own: ReadonlyMap<string, ActivityKind>,
  phrases: Phrasebook,
): (cell: string) => ActivityKind | undefined {
  const known = new Map<string, ActivityKind>()
  for (const kind of activityKinds) {
    const words = [
      ...wordsFor(phrases, `activities.kind.${kind}`),
      ...wordsFor(phrases, `activities.guess.kind.${kind}`),
    ]
    for (const word of [fold(kind), ...words]) known.set(word, kind)
  }
  return (cell) => own.get(fold(cell)) ?? known.get(fold(cell))
}

/** Kobo's id of the row, else a fingerprint of what is in it; the second of two equal rows counts as a row of its own. */
function keyOf(
  id: string,
  headings: readonly string[],
  cells: readonly string[],
  seen: Map<string, number>,
): string {
  const filled = cells.flatMap((cell, at) =>
    cell.trim() === '' ? [] : [`${headings[at] ?? ''}\t${cell.trim()}`],
  )
  const own = id.trim().replace(/^uuid:/, '')
  const key = own === '' ? `row:${sha256(filled.sort().join('\n'))}` : `id:${own.slice(0, 100)}`
  const times = (seen.get(key) ?? 0) + 1
  seen.set(key, times)
  return times === 1 || own !== '' ? key : `${key}#${times}`
}
