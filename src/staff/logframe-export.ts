import type { Logframe } from '../campaign/logframe.ts'
import type { Sheet, SheetCell } from '../documents/spreadsheet.ts'
import type { Actual } from '../report/actuals.ts'
import type { Figure } from '../report/figures.ts'
import type { IndicatorRow, LogframeTable } from '../report/logframe.ts'
import type { Spend } from '../report/spend.ts'
import { actualIn } from './logframe-texts.ts'
import type { Words } from './words.ts'

export type LogframeNumbers = { table: LogframeTable; figures: readonly Figure[]; spend: readonly Spend[] }

const headingFill = '#d5e3ec'
const outputFill = '#eef2f4'
const decimal = '#,##0.##'

/** The logframe as a workbook: the matrix, every number ever typed in, the spend, and what it all means. */
export function logframeSheets(
  words: Words,
  plan: Logframe,
  { table, figures, spend }: LogframeNumbers,
  notes: readonly string[],
): Sheet[] {
  const { t, html } = words
  const explained = ['logframe.score.more', 'logframe.spend.more', 'logframe.cost.more'].map((key) =>
    html(key).replace(/<[^>]+>/g, ''),
  )
  return [
    {
      name: t('logframe.heading'),
      columns: [50, 12, 30, 12, 12, 12, 12, 36, 30, 36].map((width) => ({ width })),
      rows: matrix(words, plan, table),
      frozen: { rows: 1, columns: 1 },
    },
    {
      name: t('logframe.history').slice(0, 31),
      columns: [46, 18, 12, 12, 50, 24, 12].map((width) => ({ width })),
      rows: [
        headings(t, ['indicator', 'kind', 'day', 'value', 'evidence', 'by', 'state']),
        ...figures.map((each) => figureCells(t, plan, each)),
      ],
    },
    {
      name: t('logframe.spend').slice(0, 31),
      columns: [12, 12, 40, 40, 50, 24, 12].map((width) => ({ width })),
      rows: [
        headings(t, ['day', 'amount', 'output', 'what', 'evidence', 'by', 'state']),
        ...spend.map((each) => spendCells(t, plan, each)),
      ],
    },
    {
      name: t('activities.export.notes'),
      columns: [{ width: 110 }],
      rows: [...notes, ...explained].map((text) => [{ text }]),
    },
  ]
}

type T = Words['t']

function headings(t: T, columns: readonly string[]): SheetCell[] {
  return columns.map((column) => ({ text: t(`logframe.field.${column}`), bold: true, fill: headingFill }))
}

function matrix(words: Words, plan: Logframe, table: LogframeTable): SheetCell[][] {
  const { t } = words
  const columns = [
    'indicator',
    'baseline',
    'milestones',
    'target',
    'actual',
    'ofTarget',
    'women',
    'verification',
    'disaggregation',
    'assumption',
  ]
  const head = columns.map(
    (column): SheetCell => ({ text: t(`logframe.column.${column}`), bold: true, fill: headingFill }),
  )
  const levels = (['impact', 'outcome'] as const).flatMap((level) => [
    [{ text: t(`logframe.level.${level}`), bold: true, fill: outputFill }],
    ...table[level].map((row) => indicatorCells(words, row)),
  ])
  const outputs = table.outputs.flatMap(({ output, rows, score, spend }, at) => [
    [
      {
        text: `${t('logframe.output', { n: at + 1 })}: ${t(`logframe.output.${output.id}`)}`,
        bold: true,
        fill: outputFill,
      },
      { text: t('logframe.weight', { weight: words.percent(output.weight / 100) }), fill: outputFill },
      { text: `${t('logframe.risk')}: ${t(`logframe.risk.${output.risk}`)}`, fill: outputFill },
      { text: `${t('logframe.spend')}, ${plan.currency}`, fill: outputFill },
      { number: spend, format: decimal, fill: outputFill },
      share(score, t('logframe.achieved.none')),
    ] satisfies SheetCell[],
    ...rows.map((row) => indicatorCells(words, row)),
  ])
  return [head, ...levels, ...outputs, ...sums(words, plan, table)]
}

function sums({ t }: Words, { currency }: Logframe, { score, spend, cost }: LogframeTable): SheetCell[][] {
  const each: SheetCell =
    cost.each === null ? { text: t('logframe.cost.none') } : { number: cost.each, format: decimal }
  return [
    [{ text: '' }],
    [
      { text: t('logframe.score'), bold: true },
      share(score === null ? null : score.value, t('logframe.score.none')),
    ],
    [
      { text: `${t('logframe.spend')}, ${currency}`, bold: true },
      { number: spend.total, format: decimal },
    ],
    [{ text: `${t('logframe.cost')}, ${currency}`, bold: true }, each],
  ]
}

function share(value: number | null, none: string): SheetCell {
  return value === null ? { text: none } : { number: value, format: '0%' }
}

function indicatorCells(words: Words, row: IndicatorRow): SheetCell[] {
  const { t, month, number } = words
  const { indicator, baseline, milestones, target, actual, women, ofTarget } = row
  const { id, unit, disaggregation } = indicator
  const of = (value: Actual): SheetCell =>
    typeof value === 'string'
      ? { text: actualIn(words, indicator, value) }
      : { number: value.value, format: decimal }
  const typed = (figure: Figure | undefined): SheetCell =>
    figure === undefined ? { text: t('logframe.actual.unset') } : { number: figure.value, format: decimal }
  return [
    { text: `${t(`logframe.indicator.${id}`)} (${t(`logframe.unit.${unit}`)})` },
    typed(baseline),
    { text: milestones.map(({ figure }) => `${month(figure.day)}: ${number(figure.value)}`).join('\n') },
    typed(target),
    of(actual),
    share(ofTarget, ''),
    women === undefined ? { text: '' } : of(women.actual),
    { text: t(`logframe.indicator.${id}.verification`) },
    { text: disaggregation.map((by) => t(`logframe.by.${by}`)).join(', ') },
    { text: t(`logframe.indicator.${id}.assumption`) },
  ]
}

function figureCells(t: T, { indicators }: Logframe, figure: Figure): SheetCell[] {
  const { indicator, kind, day, value, evidence, by, removed } = figure
  const isKnown = indicators.some(({ id }) => id === indicator)
  return [
    { text: isKnown ? t(`logframe.indicator.${indicator}`) : indicator },
    { text: t(`logframe.kind.${kind}`) },
    { text: day },
    { number: value, format: decimal },
    { text: evidence },
    { text: by ?? '' },
    { text: removed ? t('logframe.removed') : '' },
  ]
}

function spendCells(
  t: T,
  { outputs }: Logframe,
  { day, amount, output, what, evidence, by, removed }: Spend,
): SheetCell[] {
  const isKnown = outputs.some(({ id }) => id === output)
  return [
    { text: day },
    { number: amount, format: decimal },
    { text: output === null ? t('logframe.spend.whole') : isKnown ? t(`logframe.output.${output}`) : output },
    { text: what },
    { text: evidence },
    { text: by ?? '' },
    { text: removed ? t('logframe.removed') : '' },
  ]
}
