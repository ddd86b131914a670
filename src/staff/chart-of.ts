import type { Context } from 'hono'
import type { SeriesChart } from '../documents/chart-series.ts'
import { lastDay } from '../report/reach-period.ts'
import type { Naming, Note, Series, Value } from '../report/view.ts'
import type { StaffEnv } from './env.ts'
import type { Words } from './words.ts'

const widths: Readonly<Record<string, number>> = { wide: 940, middle: 500, narrow: 300 }

/** What a series looks like as a chart, in the size and colours that the address names. */
export function chartOf(series: Series, notes: readonly Note[], c: Context<StaffEnv>): SeriesChart {
  const { words } = c.var
  const dark = c.req.query('theme') === 'dark'
  return seriesPicture(series, notes, { words, dark, width: widths[c.req.query('size') ?? ''] ?? 500 })
}

/** The same for paper and files. */
export function seriesPicture(
  series: Series,
  notes: readonly Note[],
  { words, dark, width }: { words: Words; dark: boolean; width: number },
): SeriesChart {
  const { t } = words
  return {
    title: t(`reach.series.${series.id}`),
    points: series.points.map(({ name, provisional }) => ({ ...labelOf(name, words), provisional })),
    series: series.lines.map(({ measure, values }) => ({
      name: t(`indicators.${measure}.name`),
      values: values.map(numberOf),
      kind: 'bar',
    })),
    notes: notes.flatMap((note, at) => {
      const on = series.points.findIndex(({ name }) => contains(name, note.day))
      return on < 0 ? [] : [{ at: on, label: String(at + 1) }]
    }),
    dark,
    width,
    words: { keptBack: t('reach.chart.kept'), provisional: t('reach.chart.provisional') },
    number: words.compact,
  }
}

function numberOf(value: Value): number | null {
  return value.kind === 'exact' ? value.count : null
}

function labelOf(name: Naming, words: Words): { label: string; note?: string } {
  if (name.kind === 'day') return { label: words.shortDay(name.day) }
  if (name.kind !== 'period' || name.period.span === 'months') return { label: '' }
  const { span, start } = name.period
  if (span === 'week') return { label: words.shortDay(start) }
  return start.slice(5, 7) === '01'
    ? { label: words.shortMonth(start), note: start.slice(0, 4) }
    : { label: words.shortMonth(start) }
}

function contains(name: Naming, day: string): boolean {
  if (name.kind === 'day') return name.day === day
  if (name.kind !== 'period' || name.period.span === 'months') return false
  return day >= name.period.start && day <= lastDay(name.period)
}
