import type { Context } from 'hono'
import { z } from 'zod'
import { record } from '../access/audit.ts'
import { indicators } from '../reach/indicators.ts'
import { bodyHash, type ReportBody } from '../report/month-report.ts'
import { addRevision } from '../store/monthly-reports.ts'
import type { PageParts } from './app.tsx'
import type { StaffEnv } from './env.ts'
import { AwayPage, EmptyPage, RefusedQuestion } from './reach-empty.tsx'
import { QuestionError } from './reach-question.ts'
import { tooEarly } from './report-facts.ts'
import { reportHref } from './report-page.tsx'
import { type MonthReport, reportNow } from './report-read.ts'
import { typedLine } from './report-text.ts'

const correctionSchema = z.object({
  reason: typedLine({ min: 3, max: 300 }),
  after: z.coerce.number().int().min(1).max(9999),
})

/** Makes a month's report final, and corrects one: what was final stays to be read. */
export function addReportForms(parts: PageParts): void {
  const { door } = parts
  door.post('/staff/reports/:month/finish', 'finish reports', (c) =>
    withMonth(c, parts, (report) => {
      if (report.revisions.length > 0) return sorry(c, parts, c.var.words.t('report.already'), 409)
      return keep(c, parts, report, { revision: 1, reason: '' })
    }),
  )
  door.post('/staff/reports/:month/correct', 'finish reports', async (c) => {
    const form = correctionSchema.safeParse(await c.req.parseBody())
    if (!form.success) return sorry(c, parts, c.var.words.t('report.refused'), 422)
    const { reason, after } = form.data
    return withMonth(c, parts, (report) => {
      if (report.revisions[0]?.revision !== after) return sorry(c, parts, c.var.words.t('report.moved'), 409)
      return keep(c, parts, report, { revision: after + 1, reason })
    })
  })
}

async function withMonth(
  c: Context<StaffEnv>,
  parts: PageParts,
  go: (report: MonthReport) => Promise<Response>,
): Promise<Response> {
  const frame = { heading: c.var.words.t('report.list'), here: 'reports' as const }
  if (parts.health().databaseAway) return parts.show(c, frame, <AwayPage />, 503)
  try {
    const report = await reportNow(parts, c.req.param('month') ?? '')
    return report === null ? await parts.show(c, frame, <EmptyPage />, 404) : await go(report)
  } catch (error) {
    if (!(error instanceof QuestionError)) throw error
    return parts.show(c, frame, <RefusedQuestion error={error} />, 404)
  }
}

async function keep(
  c: Context<StaffEnv>,
  parts: PageParts,
  report: MonthReport,
  { revision, reason }: { revision: number; reason: string },
): Promise<Response> {
  const { words, who } = c.var
  const early = tooEarly(report, { words })
  if (early !== null) return sorry(c, parts, early, 409)
  const { month, view } = report
  const at = parts.now()
  const versions = Object.fromEntries(
    Object.entries(indicators).map(([name, { version }]) => [name, version]),
  )
  const body: ReportBody = { month, revision, reason, at: at.toISOString(), view, versions }
  const hash = bodyHash(body)
  const kept = await parts.db.transaction(async (run) => {
    if (!(await addRevision(run, { ...body, body, hash, staff: who.staff }))) return false
    const action = revision === 1 ? 'report.finish' : 'report.correct'
    await record(run, { staff: who.staff, action, what: { month, revision, hash }, at })
    return true
  })
  if (!kept) return sorry(c, parts, words.t(revision === 1 ? 'report.already' : 'report.moved'), 409)
  return c.redirect(reportHref(report), 303)
}

function sorry(
  c: Context<StaffEnv>,
  { show }: PageParts,
  says: string,
  status: 409 | 422,
): Promise<Response> {
  const { t } = c.var.words
  return show(
    c,
    { heading: t('report.list'), here: 'reports' },
    <section class="card empty">
      <p class="what-to-do">{says}</p>
      <p class="what-to-do">
        <a href="/staff/reports">{t('report.all')}</a>
      </p>
    </section>,
    status,
  )
}
