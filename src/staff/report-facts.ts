import { type Difference, finalFrom } from '../report/month-report.ts'
import type { Value } from '../report/view.ts'
import { figureOf, type Section } from './export-book.ts'
import type { Around, Fact } from './export-facts.ts'
import { nameOf } from './namings.ts'
import type { MonthReport } from './report-read.ts'

/** What a report says of itself besides its numbers: which revision, whether its hash fits, why it was corrected. */
export function reportFacts({ stored, view }: MonthReport, { words }: Pick<Around, 'words'>): Fact[] {
  const { t } = words
  const fact = (key: string, text: string): Fact => ({ label: t(`report.fact.${key}`), text })
  if (stored === null) return [fact('revision', t('report.revision.none'))]
  const { revision, at, reason, hash, fits } = stored
  return [
    fact('revision', t('report.revision', { n: revision, at: words.clock(at, view.timeZone) })),
    ...(reason === '' ? [] : [fact('reason', reason)]),
    fact('hash', `${hash} ${t(fits ? 'report.hash.fits' : 'report.hash.broken')}`),
  ]
}

/** What must not be overlooked. */
export function warningsOf({ stored, view }: MonthReport, { words }: Pick<Around, 'words'>): string[] {
  const { t } = words
  return [
    ...(stored !== null && !stored.fits ? [t('report.hash.loud')] : []),
    ...(view.synthetic ? [t('shell.synthetic.plain')] : []),
    ...(view.state === 'provisional' ? [t('report.provisional')] : []),
  ]
}

/** Why a month cannot be made final now; null when it can. */
export function tooEarly(
  { month, today, view }: MonthReport,
  { words }: Pick<Around, 'words'>,
): string | null {
  const from = finalFrom(month)
  if (today < from) return words.t('report.early', { day: words.day(from) })
  return view.state === 'final' ? null : words.t('report.uncounted')
}

/** What changed since the final report before, as a table; null without one. */
export function changesSection({ changes }: MonthReport, around: Around): Section | null {
  const { words } = around
  const { t } = words
  if (changes === null) return null
  const { since, list } = changes
  return {
    id: 'changes',
    name: t('report.changes', { n: since }),
    says: '',
    head: [
      t('report.changes.where'),
      t('report.changes.row'),
      t('report.changes.before'),
      t('report.changes.now'),
    ],
    rows: list.map((each) => [
      whereText(each, around),
      nameOf(each.row, words, around.script).text,
      valueOrNone(each.before, around),
      valueOrNone(each.now, around),
    ]),
    remarks: list.length === 0 ? [t('report.changes.none')] : [],
  }
}

function valueOrNone(value: Value | null, { words }: Around) {
  return value === null ? words.t('report.changes.absent') : figureOf(value, words)
}

function whereText({ in: where, column }: Difference, { words: { t } }: Around): string {
  if (where === 'headlines') return t('reach.headlines')
  if (where === 'series') return `${t('report.periods')}: ${t(`indicators.${column}.name`)}`
  return `${t(`reach.table.${where}.name`)}: ${t(`reach.column.${column}`)}`
}
