import { moveDays } from '../campaign/days.ts'
import { type ReachPeriod, startOfWeek } from './reach-period.ts'
import type { Row, View } from './view.ts'

/** The last whole week before a day. */
export function lastWeek(today: string): Extract<ReachPeriod, { span: 'week' }> {
  return { span: 'week', start: moveDays(startOfWeek(today), -7) }
}

/** The topics that most accounts began, the most begun first; not those whose number is kept back. */
export function mostBegun({ tables }: View, most: number): Row[] {
  const table = tables.find(({ id }) => id === 'topics')
  const begun = (row: Row) => {
    const value = row.values[table?.columns.indexOf('begun') ?? -1]
    return value?.kind === 'exact' ? value.count : 0
  }
  return (table?.rows ?? [])
    .filter((row) => begun(row) > 0)
    .sort((a, b) => begun(b) - begun(a))
    .slice(0, most)
}
