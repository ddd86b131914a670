import { startOfMonth } from '../campaign/days.ts'
import type { Script } from '../flow/script.ts'
import {
  firstDay,
  lastDay,
  periodAfter,
  periodBefore,
  periodName,
  type ReachPeriod,
  startOfWeek,
} from '../report/reach-period.ts'
import type { Filter, View } from '../report/view.ts'
import { nameOf, periodInWords } from './namings.ts'
import { addressOf } from './reach-question.ts'
import { useWords } from './words.ts'

type Props = { view: View; script: Script; first: string; today: string }

/** Which time and which part of the accounts is looked at, and the ways to another. */
export function PeriodBar({ view, script, first, today }: Props) {
  const words = useWords()
  const { t } = words
  const { period, filters } = view
  const to = (other: ReachPeriod) => `/staff${addressOf({ period: other, filters })}`
  const before = periodBefore(period)
  const after = periodAfter(period)
  const spans = spansFor(period, { first, today })
  // The first month of a quarter is also that quarter so far: one of them is marked.
  const shown = spans.find(({ span }) => periodName(span) === periodName(period))
  return (
    <nav class="card period" aria-label={t('reach.period.label')}>
      <div class="steps">
        {lastDay(before) >= first ? (
          <a href={to(before)} rel="prev" aria-label={t('reach.period.before')}>
            <Arrow to="left" />
          </a>
        ) : (
          <span class="off">
            <Arrow to="left" />
          </span>
        )}
        <strong>{periodInWords(period, words)}</strong>
        {firstDay(after) <= today ? (
          <a href={to(after)} rel="next" aria-label={t('reach.period.after')}>
            <Arrow to="right" />
          </a>
        ) : (
          <span class="off">
            <Arrow to="right" />
          </span>
        )}
        <span class={`badge ${view.state === 'final' ? 'good' : 'draft'}`}>
          {t(`reach.state.${view.state}`)}
        </span>
      </div>
      <div class="spans">
        {spans.map((each) => (
          <a href={to(each.span)} class={each === shown ? 'here' : undefined}>
            {t(`reach.period.${each.key}`)}
          </a>
        ))}
        <span class="exports">
          <a href={`/staff/export.csv${addressOf(view)}`}>CSV</a>{' '}
          <a href={`/staff/export.xlsx${addressOf(view)}`}>XLSX</a>
        </span>
      </div>
      <Choose view={view} first={first} today={today} />
      <Chips view={view} script={script} />
    </nav>
  )
}

function Arrow({ to }: { to: 'left' | 'right' }) {
  return (
    <svg class="arrow" viewBox="0 0 18 18" aria-hidden="true">
      <path d={to === 'left' ? 'M11 3 5 9l6 6' : 'm7 3 6 6-6 6'} />
    </svg>
  )
}

/** The week, month, quarter and year that a period ends in. */
function spansFor(period: ReachPeriod, { first, today }: { first: string; today: string }) {
  const last = lastDay(period) < today ? lastDay(period) : today
  const month = startOfMonth(last)
  const year = `${month.slice(0, 4)}-01-01`
  const quarter = `${month.slice(0, 5)}${String(Math.floor((Number(month.slice(5, 7)) - 1) / 3) * 3 + 1).padStart(2, '0')}-01`
  const from = (start: string) => (start < startOfMonth(first) ? startOfMonth(first) : start)
  const months = (start: string): ReachPeriod =>
    from(start) === month ? { span: 'month', start: month } : { span: 'months', from: from(start), to: month }
  return [
    { key: 'week', span: { span: 'week', start: startOfWeek(last) } as const },
    { key: 'month', span: { span: 'month', start: month } as const },
    { key: 'quarter', span: months(quarter) },
    { key: 'year', span: months(year) },
    { key: 'all', span: months(startOfMonth(first)) },
  ]
}

/** Any months, with the browser's own picker. */
function Choose({ view, first, today }: { view: View; first: string; today: string }) {
  const { t } = useWords()
  const months = { min: first.slice(0, 7), max: today.slice(0, 7) }
  return (
    <details class="choose">
      <summary class="unfold">{t('reach.period.choose')}</summary>
      <form method="get" action="/staff/period">
        <label>
          {t('reach.period.from')}{' '}
          <input type="month" name="from" required value={firstDay(view.period).slice(0, 7)} {...months} />
        </label>
        <label>
          {t('reach.period.to')}{' '}
          <input type="month" name="to" required value={lastDay(view.period).slice(0, 7)} {...months} />
        </label>
        {view.filters.map(({ dimension, value }) => (
          <input type="hidden" name={dimension} value={value ?? '-'} />
        ))}
        <button type="submit">{t('reach.period.show')}</button>
      </form>
    </details>
  )
}

function Chips({ view, script }: { view: View; script: Script }) {
  const words = useWords()
  const { t } = words
  if (view.filters.length === 0) return null
  const without = (filter: Filter) => view.filters.filter((each) => each !== filter)
  return (
    <p class="filters">
      {t('reach.filters')}{' '}
      {view.filters.map((filter) => {
        const name = nameOf({ kind: 'dimension', ...filter }, words, script)
        const what = `${t(`reach.table.${filter.dimension}.rows`)}: ${name.text}`
        return (
          <a
            class="filter"
            href={`/staff${addressOf({ period: view.period, filters: without(filter) })}`}
            aria-label={t('reach.filter.remove', { what })}
          >
            {what} <span aria-hidden="true">×</span>
          </a>
        )
      })}
      <a class="clear" data-key="Escape" href={`/staff${addressOf({ period: view.period, filters: [] })}`}>
        {t('reach.filter.clear')} <kbd>Esc</kbd>
      </a>
    </p>
  )
}
