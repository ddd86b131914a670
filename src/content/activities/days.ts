import { isDay } from '../../campaign/activity.ts'

/** What 03/04/2026 means: 3 April, or 4 March. */
export type DayOrder = 'day-first' | 'month-first'

const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?=$|[\sT,])/
const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?=$|[\sT,])/
const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=$|[\sT,])/
/** Days since 30 December 1899, with a part of a day behind; 1954 to 2119. */
const serial = /^([2-7]\d{4})(\.\d+)?$/

/**
 * A day as a table has it, as YYYY-MM-DD: 2026-11-24, 24.11.2026, 24/11/2026 or 11/24/2026 by `order`, each with a time
 * behind it or not, and the number by which Excel keeps a day. Undefined when it is none.
 */
export function readDay(text: string, order: DayOrder): string | undefined {
  const cell = text.trim()
  const [, serialDay] = serial.exec(cell) ?? []
  if (serialDay !== undefined)
    return new Date((Number(serialDay) - 25_569) * 86_400_000).toISOString().slice(0, 10)
  const day = written(cell, order)
  return day !== undefined && isDay(day) ? day : undefined
}

function written(cell: string, order: DayOrder): string | undefined {
  const [, year, yearMonth, yearDay] = yearFirst.exec(cell) ?? []
  if (year !== undefined) return joined(year, yearMonth, yearDay)
  const [, dotDay, dotMonth, dotYear] = dotted.exec(cell) ?? []
  if (dotYear !== undefined) return joined(dotYear, dotMonth, dotDay)
  const [, one, two, last] = slashed.exec(cell) ?? []
  if (last === undefined) return undefined
  return order === 'day-first' ? joined(last, two, one) : joined(last, one, two)
}

function joined(year: string, month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

/**
 * In which order a column writes its days with strokes: a number above 12 shows it. `none`: it has no such days.
 * `unclear`: every one could be read both ways, or they contradict each other, so somebody has to say it.
 */
export function orderOf(cells: readonly string[]): DayOrder | 'none' | 'unclear' {
  const pairs = cells.flatMap((cell) => {
    const [, one, two] = slashed.exec(cell.trim()) ?? []
    return one === undefined || two === undefined ? [] : [[Number(one), Number(two)] as const]
  })
  if (pairs.length === 0) return 'none'
  const dayFirst = pairs.some(([one]) => one > 12)
  const monthFirst = pairs.some(([, two]) => two > 12)
  if (dayFirst === monthFirst) return 'unclear'
  return dayFirst ? 'day-first' : 'month-first'
}
