import type { Indicator, Level, Logframe, Measure, Output } from '../campaign/logframe.ts'
import type { Cell } from '../reach/suppress.ts'
import type { Db } from '../store/db.ts'
import { type Actual, type ActualsOf, actualOf, countedActual, type Women, womenOf } from './actuals.ts'
import { type Figure, listFigures, type Standing, standing } from './figures.ts'
import { spendUntil } from './spend.ts'

/**
 * What the program counted of a measure from the campaign's first day to a day (YYYY-MM-DD, itself included); null:
 * not collected. `women`: of accounts whose person said to be a woman or girl; `told`: of accounts whose person said
 * any sex. Answers went through small-cell suppression, and are fit to be shown for any day that is asked for.
 */
export type CountedActuals = (measure: Measure, until: string, of?: 'women' | 'told') => Promise<Cell | null>

export type IndicatorRow = {
  indicator: Indicator
  baseline: Figure | undefined
  /** Each with what was achieved by its day; undefined where that day is still to come. */
  milestones: { figure: Figure; actual: Actual | undefined }[]
  target: Figure | undefined
  actual: Actual
  women: Women | undefined
  /** Way from the baseline to the target that was gone, 1 is all of it; null where a number is missing. */
  ofTarget: number | null
  /** The same to the milestone that is due, else to the target; between 0 and 1. It makes the score. */
  achieved: number | null
}

export type OutputRow = { output: Output; rows: IndicatorRow[]; score: number | null; spend: number }

export type LogframeTable = {
  /** The last day that is counted, YYYY-MM-DD. */
  until: string
  impact: IndicatorRow[]
  outcome: IndicatorRow[]
  outputs: OutputRow[]
  /** Weighted achievement of all outputs that have one, and how much of the weight, in per cent, they are. */
  score: { value: number; weight: number } | null
  spend: { total: number; whole: number }
  /** Spend for each account reached; null while either is not there. */
  cost: { reached: Actual; each: number | null }
}

/**
 * The logframe as it stands at the end of a day.
 *
 * Score: an indicator's achievement is (actual - baseline) / (milestone that is due, else target, - baseline), at
 * least 0 and at most 1, so that more than was promised of one thing does not hide too little of another. An output's
 * is the mean over its indicators that have one. All in all it is the sum of weight times achievement over the outputs
 * that have one, divided by the sum of their weights. Weights in per cent of the outcome, adding up to 100, and actuals
 * held against milestones are those of DFID's logical framework (How to note: Guidance on using the revised Logical
 * Framework, January 2011; Reviewing and Scoring Projects, November 2011). The letters A++ to C are a reviewer's
 * judgement and are not computed.
 *
 * @param until YYYY-MM-DD
 */
export async function logframeTable(
  db: Db,
  { plan, counted, until }: { plan: Logframe; counted: CountedActuals | undefined; until: string },
): Promise<LogframeTable> {
  const of = { db, plan, counted }
  const figures = await listFigures(db)
  const rows: IndicatorRow[] = []
  for (const indicator of plan.indicators) {
    const own = standing(figures.filter((figure) => figure.indicator === indicator.id))
    rows.push(await rowOf(of, indicator, own, until))
  }
  const spend = await spendUntil(db, until)
  const outputs = plan.outputs.map((output): OutputRow => {
    const own = rows.filter(({ indicator }) => indicator.output === output.id)
    return { output, rows: own, score: meanOf(own), spend: spend.byOutput.get(output.id) ?? 0 }
  })
  const level = (wanted: Level) => rows.filter(({ indicator }) => indicator.level === wanted)
  return {
    until,
    impact: level('impact'),
    outcome: level('outcome'),
    outputs,
    score: scoreOf(outputs),
    spend: { total: spend.total, whole: spend.byOutput.get(null) ?? 0 },
    cost: await costOf(of, spend.total, until),
  }
}

async function rowOf(
  of: ActualsOf,
  indicator: Indicator,
  own: Standing,
  until: string,
): Promise<IndicatorRow> {
  const { baseline, target } = own
  const actual = await actualOf(of, indicator, own, until)
  const milestones = []
  for (const figure of own.milestones) {
    const due = figure.day <= until
    milestones.push({ figure, actual: due ? await actualOf(of, indicator, own, figure.day) : undefined })
  }
  const due = milestones.filter((each) => each.actual !== undefined).at(-1)?.figure ?? target
  const toDue = wayGone(actual, baseline, due)
  return {
    indicator,
    baseline,
    milestones,
    target,
    actual,
    women: await womenOf(of, indicator, own, until),
    ofTarget: wayGone(actual, baseline, target),
    achieved: toDue === null ? null : Math.min(1, Math.max(0, toDue)),
  }
}

/** Without a baseline the way begins at 0. */
function wayGone(actual: Actual, baseline: Figure | undefined, end: Figure | undefined): number | null {
  const from = baseline === undefined ? 0 : baseline.value
  if (typeof actual === 'string' || end === undefined || end.value === from) return null
  return (actual.value - from) / (end.value - from)
}

function meanOf(rows: readonly IndicatorRow[]): number | null {
  const known = rows.flatMap(({ achieved }) => achieved ?? [])
  return known.length === 0 ? null : known.reduce((sum, each) => sum + each, 0) / known.length
}

function scoreOf(outputs: readonly OutputRow[]): LogframeTable['score'] {
  const known = outputs.flatMap(({ output, score }) =>
    score === null ? [] : [{ weight: output.weight, score }],
  )
  const weight = known.reduce((sum, each) => sum + each.weight, 0)
  if (weight === 0) return null
  return { value: known.reduce((sum, each) => sum + each.weight * each.score, 0) / weight, weight }
}

/** **Cost per account reached** (design, section 4): spend that staff typed in / new reached, since the beginning. */
async function costOf(of: ActualsOf, spend: number, until: string): Promise<LogframeTable['cost']> {
  const reached = await countedActual(of, 'reached', until)
  const known = typeof reached !== 'string' && reached.value > 0 && spend > 0
  return { reached, each: known ? spend / reached.value : null }
}
