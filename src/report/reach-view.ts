import { firstLiveDay } from '../reach/freeze.ts'
import type { IndicatorName } from '../reach/indicators.ts'
import type { MeasureName } from '../reach/measures.ts'
import type { Cell } from '../reach/suppress.ts'
import type { Db } from '../store/db.ts'
import { type Apart, type KnownValues, readApart, sumOfCells } from './apart.ts'
import { funnelTable } from './funnel.ts'
import { itemTables } from './reach-items.ts'
import { lastDay, monthsOf, periodBefore, type ReachPeriod } from './reach-period.ts'
import { retention, seriesOf, startsUpTo } from './reach-series.ts'
import { dimensionTables } from './reach-tables.ts'
import { type ReachStateNow, readState } from './state.ts'
import type { Topics } from './topics.ts'
import type { Filter, Headline, Table, Value, View } from './view.ts'

export type ReachQuestion = {
  period: ReachPeriod
  /** At most two. */
  filters: readonly Filter[]
  /** YYYY-MM-DD in the campaign's time zone. */
  today: string
  timeZone: string
  /** First day of the campaign. */
  first: string
  topics: Topics
  known: KnownValues
}

const counted = [
  'reached',
  'engaged',
  'started',
  'exposures',
  'any_topic',
  'contact',
  'shared',
  'questions',
  'unanswered',
  'answered',
  'dangers',
] as const satisfies readonly MeasureName[]
const cohorts = [
  'funnel_language',
  'funnel_card',
  'funnel_topic',
  'funnel_quiz',
  'returned_7',
  'returned_30',
] as const satisfies readonly MeasureName[]
const manyPeriods = 12

/** All that the reach page shows of a period, under at most two filters, with small cells suppressed. */
export async function reachView(db: Db, question: ReachQuestion): Promise<View> {
  const { period, filters, today, known, first } = question
  const span = period.span === 'week' ? 'week' : 'month'
  const periodStarts = startsOf(period)
  const before = startsOf(periodBefore(period)).filter((start) => lastDay({ span, start }) >= first)
  const last = periodStarts.at(-1) ?? first
  const many = Math.max(manyPeriods, periodStarts.length)
  const starts = [...new Set([...startsUpTo(span, last, { many, first }), ...before])].sort()
  const active: MeasureName = span === 'week' ? 'active_week' : 'active_month'
  const measures = [...counted, ...cohorts, active]
  const [apart, months, state] = await Promise.all([
    readApart(db, { span, starts, measures, filters, known, first }),
    span === 'month' ? undefined : monthly(db, question),
    readState(db, { from: starts[0] ?? first, to: lastDay(period), today }),
  ])
  const frozenBefore = firstLiveDay(state.frozenAsOf, 0)
  const tables = [
    ...(period.span === 'months' ? [] : await tablesOf(db, question, { span, start: period.start })),
    funnelTable(apart, {
      starts: periodStarts,
      until: lastDay(period),
      today,
      filtered: filters.length > 0,
    }),
    retention(
      months ?? apart,
      startsUpTo('month', `${last.slice(0, 7)}-01`, { many: manyPeriods, first }),
      today,
    ),
  ]
  return {
    period,
    filters,
    timeZone: question.timeZone,
    countedAt: state.countedAt,
    state: lastDay(period) < frozenBefore ? 'final' : 'provisional',
    running: lastDay(period) >= today,
    headlines: headlinesOf(apart, { starts: periodStarts, before, active, state, filters }),
    series: seriesOf(apart, {
      span,
      starts: startsUpTo(span, last, { many, first }),
      measures: ['reached', 'exposures'],
      isProvisional: (start) => lastDay({ span, start }) >= frozenBefore,
    }),
    tables,
    notes: state.notes,
    late: state.late,
    synthetic: state.synthetic,
  }
}

function startsOf(period: ReachPeriod): string[] {
  return period.span === 'months' ? monthsOf(period) : [period.start]
}

/** A week's page shows the months' cohorts too. */
function monthly(db: Db, { period, filters, known, first }: ReachQuestion): Promise<Apart> {
  const month = `${lastDay(period).slice(0, 7)}-01`
  const starts = startsUpTo('month', month, { many: manyPeriods, first })
  const measures = ['reached', 'returned_7', 'returned_30'] as const
  return readApart(db, { span: 'month', starts, measures, filters, known, first })
}

async function tablesOf(
  db: Db,
  { filters, known, topics, first }: ReachQuestion,
  of: { span: 'week' | 'month'; start: string },
): Promise<Table[]> {
  const [who, what] = await Promise.all([
    dimensionTables(db, { ...of, filters, known, first }),
    itemTables(db, { ...of, filters, topics }),
  ])
  return [...who, ...what]
}

type HeadlineParts = {
  starts: readonly string[]
  before: readonly string[]
  active: MeasureName
  state: ReachStateNow
  filters: readonly Filter[]
}

/** The numbers of the first screen, in the order in which staff ask. */
function headlinesOf(apart: Apart, { starts, before, active, state, filters }: HeadlineParts): Headline[] {
  const of = (periods: readonly string[], measure: MeasureName): Cell =>
    sumOfCells(periods.map((start) => apart.count(start, measure)))
  const both = (indicator: IndicatorName, measure: MeasureName): Headline => ({
    indicator,
    value: of(starts, measure),
    before: before.length === starts.length ? of(before, measure) : null,
  })
  const alone = (indicator: IndicatorName, value: Value): Headline => ({ indicator, value, before: null })
  const whole = (value: Value): Value =>
    filters.length === 0 ? value : { kind: 'none', why: 'not-kept-apart' }
  return [
    both('reached', 'reached'),
    ...(starts.length === 1 ? [both('active', active)] : []),
    both('engaged', 'engaged'),
    both('completed', 'any_topic'),
    both('contact', 'contact'),
    both('questions', 'questions'),
    both('unanswered', 'unanswered'),
    both('answered', 'answered'),
    both('dangers', 'dangers'),
    both('shared', 'shared'),
    both('exposures', 'exposures'),
    both('started', 'started'),
    alone('reached_in_all', whole(state.reachedInAll)),
    alone('reachable', whole(state.reachable)),
    alone('knowledge', { kind: 'none', why: 'not-collected' }),
    alone('broadcast', { kind: 'none', why: 'not-collected' }),
  ]
}
