import type { IndicatorName } from '../reach/indicators.ts'
import type { Dimension } from '../reach/segment.ts'
import type { Cell } from '../reach/suppress.ts'
import type { Rate } from '../reach/suppress-rate.ts'
import type { ReachPeriod } from './reach-period.ts'

/** Why there is no number where one could be expected. */
export type Absence =
  /** The bot does not ask or do this yet. */
  | 'not-collected'
  /** Counts are not kept apart by this filter. */
  | 'not-kept-apart'
  /** Not enough time has passed since. */
  | 'too-young'
  /** A filter on a filter: the groups become so small that somebody could be recognised. */
  | 'too-fine'

/** What a page, a table file, a paper or a message shows in one place. It has gone through suppression: nobody who shows it needs to think of small cells again. */
export type Value = Cell | { kind: 'rate'; rate: Rate } | { kind: 'none'; why: Absence }

/** What a row is called; each reader's language makes a name of it. */
export type Naming =
  | { kind: 'dimension'; dimension: Dimension; value: string | null }
  | { kind: 'topic' | 'card' | 'contact' | 'quiz'; id: string }
  | { kind: 'period'; period: ReachPeriod }
  | { kind: 'day'; day: string }
  | { kind: 'stage' | 'indicator' | 'words'; key: string }

export type Row = {
  name: Naming
  values: readonly Value[]
  filter?: Filter
  /** Something about the row to look at: many more than in the period before. */
  flag?: 'spike'
}
export type Filter = { dimension: Dimension; value: string | null }

/** Names of tables are keys of the interface's texts: `reach.table.<id>`, columns `reach.column.<id>`. */
export type Table = {
  id: string
  columns: readonly string[]
  rows: readonly Row[]
  /** Why the table has no rows. */
  absent?: Absence
  /** Not all that are counted have had their time. */
  young?: true
}

/** A number of the first screen, with that of the period before. */
export type Headline = { indicator: IndicatorName; value: Value; before: Value | null }

/** Values of periods one after the other, the oldest first. */
export type Series = {
  id: string
  points: readonly { name: Naming; provisional: boolean }[]
  lines: readonly { measure: string; values: readonly Value[] }[]
}

export type Note = {
  id: number
  day: string
  until: string | null
  kind: 'staff' | 'outage'
  text: string
  by: string | null
}

/** All numbers of the reach page for a period and filters: what it, its exports, reports, links and messages show. */
export type View = {
  period: ReachPeriod
  filters: readonly Filter[]
  timeZone: string
  /** ISO instant of the newest counted event's step; null before the first. */
  countedAt: string | null
  /** The period can still change, or stands. */
  state: 'provisional' | 'final'
  /** The period is not over: it is not compared with a whole one. */
  running: boolean
  headlines: readonly Headline[]
  series: Series
  tables: readonly Table[]
  notes: readonly Note[]
  /** Events of the shown months that came after they were frozen. */
  late: number
  synthetic: boolean
}
