import { type ActivityKind, activityKinds } from '../campaign/activity.ts'
import {
  type Columns,
  type ColumnTarget,
  columnTargets,
  fold,
  guessColumns,
} from '../content/activities/columns.ts'
import { type DayOrder, orderOf } from '../content/activities/days.ts'
import { type ReadRow, readActivities, type Table } from '../content/activities/rows.ts'
import { type ImportedEntry, knownImports } from '../store/activities.ts'
import { rulesOf } from './activity-fields.ts'
import type { PageParts } from './app.tsx'

/** What somebody chose for a table; at first the program's guess. */
export type Choice = {
  columns: Columns
  /** What days with strokes mean; undefined: whatever the column itself shows. */
  order: DayOrder | undefined
  /** What all rows are where no column says it. */
  kind: ActivityKind | undefined
  /** Words of the table, as they stand in it, and the kinds that they mean. */
  means: ReadonlyMap<string, ActivityKind>
}

/** What would become of each row. */
export type Preview = {
  rows: (ReadRow & { there?: 'there' | 'removed' })[]
  fresh: ImportedEntry[]
  /** The days could be read both ways, and nobody has said which. An example of them. */
  unclear: string | undefined
  /** Words that stand for no kind that is known. */
  strangeKinds: string[]
}

export function firstChoice({ phrases }: PageParts, { headings }: Table): Choice {
  return { columns: guessColumns(headings, phrases), order: undefined, kind: undefined, means: new Map() }
}

/** The fields of a form, whatever was sent. */
export type Body = Readonly<Record<string, unknown>>

/** The choice as the form sends it; what is not among the offered counts as not chosen. */
export function readChoice(body: Body, { headings }: Table): Choice {
  const columns = new Map<ColumnTarget, number>()
  for (const target of columnTargets) {
    const chosen = body[`column.${target}`]
    if (typeof chosen === 'string' && /^\d{1,3}$/.test(chosen) && Number(chosen) < headings.length)
      columns.set(target, Number(chosen))
  }
  const means = Array.from(
    { length: 100 },
    (_, at) => [body[`word.${at}`], kindIn(body[`means.${at}`])] as const,
  )
  return {
    columns,
    order: (['day-first', 'month-first'] as const).find((order) => order === body.order),
    kind: kindIn(body.kind),
    means: new Map(
      means.flatMap(([word, kind]) => (typeof word === 'string' && kind !== undefined ? [[word, kind]] : [])),
    ),
  }
}

function kindIn(chosen: unknown): ActivityKind | undefined {
  return activityKinds.find((kind) => kind === chosen)
}

/** Reads the table as it was chosen, and looks up what is there already. */
export async function previewOf(parts: PageParts, table: Table, choice: Choice): Promise<Preview> {
  const { db, content, phrases } = parts
  const { columns, kind, means } = choice
  const days = table.rows.map((row) => row[columns.get('day') ?? -1] ?? '')
  const found = orderOf(days)
  const order = choice.order ?? (found === 'month-first' ? 'month-first' : 'day-first')
  const kinds = new Map([...means].map(([word, meant]) => [fold(word), meant]))
  const rules = { ...rulesOf(parts), codeNames: content.campaign.entry_codes }
  const read = readActivities(table, { columns, order, kind, kinds }, rules, phrases)
  const keys = read.flatMap((row) => ('importKey' in row ? [row.importKey] : []))
  const known = await knownImports(db.run, keys)
  const seen = new Set<string>()
  const rows = read.map((row): Preview['rows'][number] => {
    if (!('importKey' in row)) return row
    const there = known.get(row.importKey) ?? (seen.has(row.importKey) ? ('there' as const) : undefined)
    seen.add(row.importKey)
    return there === undefined ? row : { ...row, there }
  })
  return {
    rows,
    fresh: rows.flatMap((row) =>
      'entry' in row && row.there === undefined ? [{ ...row.entry, importKey: row.importKey }] : [],
    ),
    unclear:
      found === 'unclear' && choice.order === undefined ? days.find((day) => day.includes('/')) : undefined,
    strangeKinds: columns.has('kind') ? strangeKinds(rows) : [],
  }
}

function strangeKinds(rows: readonly ReadRow[]): string[] {
  const words = rows.flatMap((row) =>
    'wrong' in row ? row.wrong.filter(({ field, cell }) => field === 'kind' && cell.trim() !== '') : [],
  )
  return [...new Set(words.map(({ cell }) => cell.trim()))].slice(0, 30)
}
