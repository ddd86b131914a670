import type { Context } from 'hono'
import { dayIn } from '../campaign/campaign.ts'
import {
  type Difference,
  differences,
  finalReports,
  type Revision,
  type StoredReport,
  storedReport,
} from '../report/month-report.ts'
import { reachView } from '../report/reach-view.ts'
import type { View } from '../report/view.ts'
import { within } from '../store/trouble.ts'
import { answered, pagePatienceMs } from './answered.ts'
import type { PageParts } from './app.tsx'
import type { StaffEnv } from './env.ts'
import { QuestionError, readQuestion } from './reach-question.ts'

export type MonthReport = {
  /** First day of the month. */
  month: string
  today: string
  view: View
  /** The final report whose numbers these are; null when they were counted now. */
  stored: StoredReport | null
  /** All final ones of the month, the newest first. */
  revisions: readonly Revision[]
  /** What is another number than in the final report before. */
  changes: { since: number; list: readonly Difference[] } | null
}
export type ReportFound = MonthReport | 'away' | null | QuestionError

/** Numbers counted now, also where there is a final report. */
export const countedNow = 0
const besides = ['revision', 'theme', 'size']

/** The report of a month (2026-10) that the address asks for: the newest final one, a named revision, or the month as counted now. */
export async function readReport(
  c: Context<StaffEnv>,
  parts: PageParts,
  month: string,
): Promise<ReportFound> {
  if (parts.health().databaseAway) return 'away'
  const address = new URL(c.req.url).searchParams
  const unknown = [...address.keys()].find((name) => !besides.includes(name))
  if (unknown !== undefined) return new QuestionError('report.bad.parameter', { name: unknown.slice(0, 40) })
  return await answered(() => reportOf(parts, month, address.get('revision')))
}

/** The same for a form, which names no revision: the month as it is counted now. */
export async function reportNow(parts: PageParts, month: string): Promise<MonthReport | null> {
  return await within(pagePatienceMs, reportOf(parts, month, String(countedNow)))
}

async function reportOf(parts: PageParts, month: string, wanted: string | null): Promise<MonthReport | null> {
  const question = await readQuestion(new URLSearchParams({ period: month }), parts)
  if (question === null) return null
  const start = `${month}-01`
  const { db } = parts
  const revisions = await finalReports(db, start)
  const newest = revisions[0]?.revision ?? countedNow
  const chosen = wanted === null ? newest : Number(/^\d{1,4}$/.exec(wanted)?.[0] ?? Number.NaN)
  const stored = chosen === countedNow ? null : await storedReport(db, { month: start, revision: chosen })
  if (stored === undefined) throw new QuestionError('report.bad.revision', { revision: wanted ?? '' })
  const view = stored === null ? await reachView(db, question) : stored.body.view
  const since = stored === null ? newest : stored.revision - 1
  const before = since === 0 ? undefined : await storedReport(db, { month: start, revision: since })
  return {
    month: start,
    today: question.today,
    view,
    stored,
    revisions,
    changes: before === undefined ? null : { since, list: differences(before.body.view, view) },
  }
}

export function todayOf({ script, now }: PageParts): string {
  return dayIn(script.content.campaign.time_zone, now())
}
