import type { Indicator, Logframe, Measure } from '../campaign/logframe.ts'
import type { Db } from '../store/db.ts'
import { type ActivityTotals, activityTotals } from './activities.ts'
import type { Figure, Standing } from './figures.ts'
import type { CountedActuals } from './logframe.ts'

/** An actual: a number, or why there is none. */
export type Actual = { value: number } | 'few' | 'hidden' | 'not collected' | 'not set'

/** Women and girls, and the share of all whose sex is known; null where that share cannot be told. */
export type Women = { actual: Actual; coverage: number | null }

/** A share of fewer accounts would speak of single ones (design, section 5). */
const fewestForShare = 20

export type ActualsOf = { db: Db; plan: Logframe; counted: CountedActuals | undefined }

/** What was achieved of an indicator up to a day. */
export async function actualOf(
  { db, plan, counted }: ActualsOf,
  { source, cumulative }: Indicator,
  { actuals }: Standing,
  until: string,
): Promise<Actual> {
  if (source === 'typed') return typedActual(actuals, cumulative, until)
  if ('counts' in source) return countedActual({ counted }, source.counts, until)
  const { kinds, what } = source.activities
  const totals = await activityTotals(db, { kinds, from: plan.begins, until })
  return { value: partOf(totals, what) }
}

/** Women and girls of an indicator; undefined where it does not tell them apart. */
export async function womenOf(
  { db, plan, counted }: ActualsOf,
  { source, cumulative, disaggregation }: Indicator,
  { womenActuals }: Standing,
  until: string,
): Promise<Women | undefined> {
  if (!disaggregation.includes('women')) return undefined
  if (source === 'typed') return { actual: typedActual(womenActuals, cumulative, until), coverage: null }
  if ('counts' in source) {
    const ask = (of?: 'women' | 'told') => countedActual({ counted }, source.counts, until, of)
    const [all, women, told] = [await ask(), await ask('women'), await ask('told')]
    return {
      actual: women,
      coverage: typeof all !== 'string' && all.value >= fewestForShare ? shareOf(told, all) : null,
    }
  }
  const { bySex, females, total } = await activityTotals(db, {
    kinds: source.activities.kinds,
    from: plan.begins,
    until,
  })
  return { actual: { value: females }, coverage: shareOf({ value: bySex }, { value: total }) }
}

/** What the program counted; not collected where nothing counts it yet. */
export async function countedActual(
  { counted }: Pick<ActualsOf, 'counted'>,
  measure: Measure,
  until: string,
  of?: 'women' | 'told',
): Promise<Actual> {
  if (counted === undefined) return 'not collected'
  const cell = await counted(measure, until, of)
  if (cell === null) return 'not collected'
  return cell.kind === 'exact' ? { value: cell.count } : cell.kind
}

function partOf(totals: ActivityTotals, what: 'events' | 'people' | 'women' | 'audience'): number {
  const { events, total: people, females: women, audience } = totals
  return { events, people, women, audience }[what]
}

function typedActual(figures: readonly Figure[], cumulative: boolean, until: string): Actual {
  const due = figures.filter(({ day }) => day <= until)
  const last = due.at(-1)
  if (last === undefined) return 'not set'
  return { value: cumulative ? hundredths(due.reduce((sum, { value }) => sum + value, 0)) : last.value }
}

function hundredths(n: number): number {
  return Math.round(n * 100) / 100
}

function shareOf(part: Actual, whole: Actual): number | null {
  if (typeof part === 'string' || typeof whole === 'string' || whole.value === 0) return null
  return part.value / whole.value
}
