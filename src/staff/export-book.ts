import { indicators } from '../reach/indicators.ts'
import type { Series, Table, Value, View } from '../report/view.ts'
import { type Around, factsOf } from './export-facts.ts'
import { nameOf } from './namings.ts'
import { legendOf, valueText } from './values.tsx'
import type { Words } from './words.ts'

/** Words, a number that a program may count with, or why there is no number in its place. */
export type Figure = string | { number: number; as: 'count' | 'share' } | { instead: string }

/** A table as it goes into a file or onto paper. */
export type Section = {
  id: string
  name: string
  says: string
  head: readonly string[]
  rows: readonly (readonly Figure[])[]
  /** What the signs in it mean, and why it is empty. */
  remarks: readonly string[]
}

/** All that a page of numbers shows, as tables: what it is about, the numbers, and what they mean. */
export function bookOf(view: View, around: Around): Section[] {
  const { words } = around
  return [
    aboutSection(view, around),
    headlinesSection(view, words),
    seriesSection(view.series, around),
    ...view.tables.map((table) => tableSection(table, around)),
    ...(view.notes.length === 0 ? [] : [notesSection(view, words)]),
    definitionsSection(words),
  ]
}

export function figureOf(value: Value, words: Words): Figure {
  if (value.kind === 'exact') return { number: value.count, as: 'count' }
  if (value.kind === 'rate' && value.rate.kind === 'share')
    return { number: value.rate.share / 100, as: 'share' }
  return { instead: valueText(value, words) }
}

function aboutSection(view: View, around: Around): Section {
  const { t } = around.words
  return {
    id: 'about',
    name: t('export.about.name'),
    says: '',
    head: [around.title],
    rows: [
      ...(view.synthetic ? [[t('export.about.warning'), t('shell.synthetic.plain')]] : []),
      ...factsOf(view, around).map(({ label, text }) => [label, text]),
    ],
    remarks: [],
  }
}

export function headlinesSection({ headlines, running }: View, words: Words): Section {
  const { t } = words
  return {
    id: 'headlines',
    name: t('reach.headlines'),
    says: running ? t('export.running') : '',
    head: [t('export.indicator'), t('export.now'), t('export.before')],
    rows: headlines.map(({ indicator, value, before }) => [
      t(`indicators.${indicator}.name`),
      figureOf(value, words),
      before === null ? '' : figureOf(before, words),
    ]),
    remarks: legendOf(
      headlines.flatMap(({ value, before }) => (before === null ? [value] : [value, before])),
      words,
    ),
  }
}

export function seriesSection(series: Series, { words, script }: Around): Section {
  const { t } = words
  return {
    id: 'series',
    name: t(`reach.series.${series.id}`),
    says: '',
    head: [
      t(`reach.series.rows.${series.id}`),
      ...series.lines.map(({ measure }) => t(`indicators.${measure}.name`)),
      t('export.about.state'),
    ],
    rows: series.points.map(({ name, provisional }, at) => [
      nameOf(name, words, script).text,
      ...series.lines.map(({ values }) => figureOf(values[at] ?? { kind: 'hidden' }, words)),
      t(provisional ? 'reach.state.provisional' : 'reach.state.final'),
    ]),
    remarks: legendOf(
      series.lines.flatMap(({ values }) => values),
      words,
    ),
  }
}

export function tableSection(table: Table, { words, script }: Around): Section {
  const { t } = words
  const flagged = table.rows.some(({ flag }) => flag !== undefined)
  return {
    id: table.id,
    name: t(`reach.table.${table.id}.name`),
    says: t(`reach.table.${table.id}.says`),
    head: [
      t(`reach.table.${table.id}.rows`),
      ...table.columns.map((column) => t(`reach.column.${column}`)),
      ...(flagged ? [t('reach.column.flag')] : []),
    ],
    rows: table.rows.map(({ name, values, flag }) => [
      nameOf(name, words, script).text,
      ...values.map((value) => figureOf(value, words)),
      ...(flagged ? [flag === undefined ? '' : t(`reach.flag.${flag}`)] : []),
    ]),
    remarks: [
      ...(table.absent === undefined ? [] : [t(`reach.legend.${table.absent}`)]),
      ...(table.absent === undefined && table.rows.length === 0 ? [t('reach.nothing')] : []),
      ...(table.young === true ? [t('reach.legend.young')] : []),
      ...legendOf(
        table.rows.flatMap(({ values }) => values),
        words,
      ),
    ],
  }
}

/** What happened, as staff noted it to days. */
export function notesSection({ notes }: View, { t, day }: Words): Section {
  return {
    id: 'notes',
    name: t('export.notes.name'),
    says: '',
    head: [t('reach.note.day'), t('reach.note.text')],
    rows: notes.map((note) => [
      note.until === null ? day(note.day) : `${day(note.day)} – ${day(note.until)}`,
      note.kind === 'outage' ? t('reach.note.outage') : note.text,
    ]),
    remarks: [],
  }
}

/** Each indicator with its sentence, formula, level and version. */
export function definitionsSection({ t }: Words): Section {
  return {
    id: 'definitions',
    name: t('export.definitions.name'),
    says: '',
    head: ['indicator', 'says', 'formula', 'level', 'version'].map((key) => t(`export.${key}`)),
    rows: Object.entries(indicators).map(([name, { level, version }]) => [
      t(`indicators.${name}.name`),
      t(`indicators.${name}.says`),
      t(`indicators.${name}.formula`),
      t(`reach.level.${level}`),
      { number: version, as: 'count' },
    ]),
    remarks: [],
  }
}
