import { moveDays } from '../campaign/days.ts'
import type { Measure } from '../campaign/logframe.ts'
import type { MeasureName } from '../reach/measures.ts'
import { type Cell, sum, suppress } from '../reach/suppress.ts'
import type { Db } from '../store/db.ts'
import type { Arrivals } from './activities.ts'
import { cellOf, sumOf, sumOfCells, valuesOf } from './apart.ts'
import type { CountedActuals } from './logframe.ts'
import { lastDay, startOfWeek } from './reach-period.ts'
import { readState } from './state.ts'
import { tally, totals } from './tally.ts'

const measureFor: Readonly<Record<Exclude<Measure, 'reachable'>, MeasureName>> = {
  reached: 'reached',
  started: 'started',
  engaged: 'engaged',
  topic_completed: 'any_topic',
  quiz_finished: 'quiz_finished',
  contact_opened: 'contact',
  exposures: 'exposures',
  shared: 'shared',
}

type Month = { start: string; n: number; cell: Cell }

/**
 * What the program counted from the beginning to a day, in whole months and the one that is running. A reader who asks
 * for one day after the other learns what each month has: a sum is shown only when all small months are in it, or none.
 */
export function countedActuals(db: Db, today: () => string): CountedActuals {
  return async (measure, until, of) => {
    if (measure === 'quiz_finished') return null
    if (measure === 'reachable') {
      if (of !== undefined) return null
      const { reachable } = await readState(db, { today: today(), from: until, to: until })
      return reachable.kind === 'none' ? null : reachable
    }
    const name = measureFor[measure]
    if (of !== undefined && name !== 'reached') return null
    const months = of === undefined ? await allMonths(db, name) : await monthsOfSex(db, name, of)
    return upTo(months, until, today())
  }
}

async function allMonths(db: Db, measure: MeasureName): Promise<Month[]> {
  const rows = await totals(db, { span: 'month', from: '0001-01-01', to: '9999-12-31', measures: [measure] })
  const cells = suppress(rows.map(({ n }) => n))
  return rows.map(({ start, n }, at) => ({ start, n, cell: cells[at] ?? { kind: 'hidden' } }))
}

/** Women and girls, or all who told a sex, of each month; as each month's own page shows them. */
async function monthsOfSex(db: Db, measure: MeasureName, of: 'women' | 'told'): Promise<Month[]> {
  const starts = (await allMonths(db, measure)).map(({ start }) => start)
  const [rows = []] = await tally(db, { span: 'month', starts, measures: [measure] }, [['sex']])
  const values = valuesOf(rows, 0, ['f', 'm'])
  return starts.map((start) => {
    const counts = values.map((value) => sumOf(rows, { start, measure, values: [value] }))
    const cells = suppress(counts)
    const wanted = values.flatMap((value, at) =>
      value === 'f' || (of === 'told' && value !== null) ? [at] : [],
    )
    return {
      start,
      n: sum(wanted.map((at) => counts[at] ?? 0)),
      cell: sumOfCells(wanted.map((at) => cells[at] ?? { kind: 'hidden' })),
    }
  })
}

function upTo(months: readonly Month[], until: string, today: string): Cell {
  const over = (start: string) => {
    const end = lastDay({ span: 'month', start })
    return end <= until || (end >= today && until >= today)
  }
  const within = months.filter(({ start }) => over(start))
  const small = (list: readonly Month[]) => list.filter(({ cell }) => cell.kind !== 'exact').length
  const n = sum(within.map((month) => month.n))
  if (small(within) > 0 && small(within) < small(months)) return { kind: 'hidden' }
  return cellOf(n)
}

/** How many accounts came by the code of an activity in its week and the next, as the weeks' own pages show them. */
export function codeArrivals(db: Db): Arrivals {
  return async (asked) => {
    const weeks = (day: string) => [startOfWeek(day), moveDays(startOfWeek(day), 7)]
    const starts = [...new Set(asked.flatMap(({ day }) => weeks(day)))]
    if (starts.length === 0) return []
    const [rows = []] = await tally(db, { span: 'week', starts, measures: ['reached'] }, [['source']])
    const values = valuesOf(rows, 0)
    const cells = new Map(
      starts.map((start) => [
        start,
        suppress(values.map((value) => sumOf(rows, { start, measure: 'reached', values: [value] }))),
      ]),
    )
    return asked.map(({ code, day }) => {
      const at = values.indexOf(code)
      return sumOfCells(
        weeks(day).map((start) => (at < 0 ? cellOf(0) : (cells.get(start)?.[at] ?? { kind: 'hidden' }))),
      )
    })
  }
}
