import { type Cell, suppress } from '../reach/suppress.ts'
import type { Db } from '../store/db.ts'
import { hasSynthetic } from '../store/seed.ts'
import { hasAnyEvent } from './any-event.ts'
import { countExposures } from './exposures.ts'
import { lastDays } from './period.ts'
import { countReached } from './reached.ts'
import { countStarted } from './started.ts'
import { otherTopic, type Topics } from './topics.ts'

export type OverviewQuestion = Topics & {
  /** How many days, ending with today. */
  days: number
  /** YYYY-MM-DD in the campaign's time zone. */
  today: string
  timeZone: string
  /** Languages that have a row even when nobody uses them. */
  languages: readonly string[]
}

export type LanguageRow = { language: string | null; reached: Cell; exposures: Cell }
export type TopicRow = { topic: string; exposures: Cell }

/** The numbers of the first staff page. Sums are exact; every breakdown went through small-cell suppression. */
export type Overview = {
  started: number
  reached: number
  exposures: number
  /** Every day of the period, oldest first. */
  daily: { day: string; reached: number; exposures: number }[]
  /** Largest first, then what is not shown in numbers, then what was never shown. */
  byLanguage: LanguageRow[]
  byTopic: TopicRow[]
  /** Accounts that `sapar seed` made are among the counted. */
  synthetic: boolean
  /** Nothing was ever counted, in this period or before. */
  empty: boolean
}

export async function overview(db: Db, question: OverviewQuestion): Promise<Overview> {
  const period = lastDays(question.days, question.today, question.timeZone)
  const [started, reached, exposures, synthetic, any] = await Promise.all([
    countStarted(db, period),
    countReached(db, period),
    countExposures(db, period),
    hasSynthetic(db),
    hasAnyEvent(db),
  ])
  return {
    started,
    reached: reached.total,
    exposures: exposures.total,
    daily: period.days.map((day) => ({
      day,
      reached: reached.byDay.get(day) ?? 0,
      exposures: exposures.byDay.get(day) ?? 0,
    })),
    byLanguage: languageRows(question.languages, reached.byLanguage, exposures.byLanguage),
    byTopic: topicRows(question, exposures.byCard),
    synthetic,
    empty: !any,
  }
}

type Counts = ReadonlyMap<string | null, number>

function languageRows(languages: readonly string[], reached: Counts, exposures: Counts): LanguageRow[] {
  const names = [...new Set([...languages, ...[...reached.keys(), ...exposures.keys()].sort()])]
  const cells = (counts: Counts) => suppress(names.map((name) => counts.get(name) ?? 0))
  const rows = together(names, cells(reached), cells(exposures))
  return rows.sort((a, b) => rank(b.reached) - rank(a.reached) || rank(b.exposures) - rank(a.exposures))
}

function together(names: (string | null)[], reached: Cell[], exposures: Cell[]): LanguageRow[] {
  return names.flatMap((language, at) => {
    const row = { reached: reached[at], exposures: exposures[at] }
    if (row.reached === undefined || row.exposures === undefined) return []
    return [{ language, reached: row.reached, exposures: row.exposures }]
  })
}

function topicRows({ topics, topicOf }: Topics, byCard: Counts): TopicRow[] {
  const counts = new Map(topics.map((topic) => [topic, 0]))
  for (const [card, n] of byCard) {
    const topic = card === null ? otherTopic : topicOf(card)
    counts.set(topic, (counts.get(topic) ?? 0) + n)
  }
  const names = [...counts.keys()]
  const rows = suppress([...counts.values()]).flatMap((exposures, at) => {
    const topic = names[at]
    return topic === undefined ? [] : [{ topic, exposures }]
  })
  return rows.sort((a, b) => rank(b.exposures) - rank(a.exposures))
}

/** An order that tells nothing about numbers that are not shown. */
function rank(cell: Cell): number {
  return cell.kind === 'exact' ? cell.count : 0.5
}
