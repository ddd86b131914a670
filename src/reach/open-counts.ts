import { type MeasureName, measureOf, measures } from './measures.ts'
import { type Dimension, dimensions } from './segment.ts'
import { type Cell, hiddenCell, isFew, suppress } from './suppress.ts'

/** A count that other programs may read. `name`: a dimension's value (empty: not known), an item, or empty for a total. */
export type OpenCount = { measure: MeasureName; kind: string; name: string; cell: Cell }

/** The exact counts of one month. */
export type MonthCounts = {
  total(measure: MeasureName): number
  /** By value; a value that nobody had is there with 0. */
  by(measure: MeasureName, dimension: Dimension): ReadonlyMap<string, number>
  /** By item. */
  items(measure: MeasureName): ReadonlyMap<string, number>
}

/**
 * Measures that are kept apart by each dimension. No account that is in one of them must also be in another of the same
 * month: taking one from the other would tell of those who are in one alone. So what is a part of another measure
 * (who went on in the funnel, who came back, who was active) is published as a total only.
 */
const apart: readonly MeasureName[] = [
  'started',
  'reached',
  'engaged',
  'any_topic',
  'contact',
  'exposures',
  'shared',
  'questions',
  'unanswered',
  'answered',
  'dangers',
]

/** Measures of which one contains the other: those before which a total is hidden when fewer than 10 are in one alone. */
const nested: Readonly<Partial<Record<MeasureName, readonly MeasureName[]>>> = {
  funnel_language: ['started'],
  funnel_card: ['started', 'funnel_language'],
  funnel_topic: ['started', 'funnel_language', 'funnel_card'],
  funnel_quiz: ['started', 'funnel_language', 'funnel_card', 'funnel_topic'],
  returned_7: ['reached'],
  returned_30: ['reached'],
  active_month: ['reached'],
}

/** Items whose measures are published. Where people leave a card is not: it is a part of how often the card was shown. */
const itemMeasures: readonly MeasureName[] = [
  'topic_begun',
  'topic_completed',
  'card_exposures',
  'contact_opened',
  'helpful_yes',
  'helpful_no',
  'quiz_finished',
]

/** Every measure that is published by month. */
export const openMeasures: readonly MeasureName[] = [
  ...(Object.keys(measures) as MeasureName[]).filter((name) => {
    const { item, span } = measureOf(name)
    return item === undefined && (span === undefined || span === 'month')
  }),
  ...itemMeasures,
]

/**
 * What may be read of a measure in a month that is closed: its total, and one table for each dimension or of its items,
 * each after suppression. Nothing is published of weeks: together with months they could be subtracted.
 */
export function openCounts(measure: MeasureName, counts: MonthCounts): OpenCount[] {
  if (measureOf(measure).item !== undefined) return ofItems(measure, counts)
  const total: OpenCount = { measure, kind: 'total', name: '', cell: totalOf(measure, counts) }
  if (!apart.includes(measure)) return [total]
  const parts = dimensions.flatMap((dimension) => table(measure, dimension, counts.by(measure, dimension)))
  return [total, ...parts]
}

function totalOf(measure: MeasureName, { total }: MonthCounts): Cell {
  const own = total(measure)
  if (isFew(own)) return { kind: 'few' }
  const tells = (nested[measure] ?? []).some((other) => isFew(Math.abs(total(other) - own)))
  return tells ? hiddenCell : { kind: 'exact', count: own }
}

/** A topic's accounts that completed it are some of those that began it: hidden when fewer than 10 did not. */
function ofItems(measure: MeasureName, { items }: MonthCounts): OpenCount[] {
  const kind = measureOf(measure).item ?? 'item'
  const rows = table(measure, kind, items(measure))
  if (measure !== 'topic_completed') return rows
  const begun = items('topic_begun')
  return rows.map((row) =>
    row.cell.kind === 'exact' && isFew((begun.get(row.name) ?? 0) - row.cell.count)
      ? { ...row, cell: hiddenCell }
      : row,
  )
}

/** Zeros that are known to be zeros need no row. */
function table(measure: MeasureName, kind: string, counts: ReadonlyMap<string, number>): OpenCount[] {
  const names = [...counts.keys()]
  return suppress([...counts.values()]).flatMap((cell, at) =>
    cell.kind === 'exact' && cell.count === 0 ? [] : [{ measure, kind, name: names[at] ?? '', cell }],
  )
}
