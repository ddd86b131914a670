import type { Context } from 'hono'
import { seriesChart } from '../documents/chart-series.ts'
import { firstDayCounted } from '../report/began.ts'
import { finalReports, monthsSince } from '../report/month-report.ts'
import type { PageParts } from './app.tsx'
import { chartOf } from './chart-of.ts'
import type { StaffEnv } from './env.ts'
import { xlsxOf } from './export-files.ts'
import { xlsxFile } from './export-pages.tsx'
import { AwayPage, EmptyPage, RefusedQuestion } from './reach-empty.tsx'
import { QuestionError } from './reach-question.ts'
import { changesSection } from './report-facts.ts'
import { addReportForms } from './report-forms.tsx'
import { ReportList } from './report-list.tsx'
import { ReportPage } from './report-page.tsx'
import { reportAround, reportPaper } from './report-paper.ts'
import { type MonthReport, type ReportFound, readReport, todayOf } from './report-read.ts'

/** The monthly reports: a list, a page, a PDF file and sheets of each, and what makes them final. */
export function addReportPages(parts: PageParts): void {
  const { door, show, db, health } = parts
  door.get('/staff/reports', 'see reports', async (c) => {
    const frame = { heading: c.var.words.t('report.list'), here: 'reports' as const }
    if (health().databaseAway) return show(c, frame, <AwayPage />, 503)
    const [first, finals] = await Promise.all([firstDayCounted(db), finalReports(db)])
    if (first === null) return show(c, frame, <EmptyPage />)
    const today = todayOf(parts)
    const { time_zone: timeZone } = parts.script.content.campaign
    return show(c, frame, <ReportList {...{ months: monthsSince(first, today), today, finals, timeZone }} />)
  })
  door.get('/staff/reports/:month', 'see reports', async (c) => {
    const { month, form } = wantedOf(c)
    const report = await readReport(c, parts, month)
    return isReport(report) ? answer(c, parts, report, form) : refuse(c, parts, report)
  })
  door.get('/staff/reports/:month/chart.svg', 'see reports', async (c) => {
    const report = await readReport(c, parts, wantedOf(c).month)
    if (!isReport(report)) return c.text(`${c.var.words.t('shell.not.found')}\n`, 404)
    const { series, notes } = report.view
    const svg = await seriesChart(chartOf(series, notes, c))
    return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' })
  })
  addReportForms(parts)
}

type As = 'page' | 'pdf' | 'xlsx'

/** `2026-10`, `2026-10.pdf`, `2026-10.xlsx`. */
function wantedOf(c: Context<StaffEnv>): { month: string; form: As } {
  const [, month = '', form] = /^(.*?)(?:\.(pdf|xlsx))?$/.exec(c.req.param('month') ?? '') ?? []
  return { month, form: form === 'pdf' || form === 'xlsx' ? form : 'page' }
}

function isReport(found: ReportFound): found is MonthReport {
  return found !== null && found !== 'away' && !(found instanceof QuestionError)
}

async function answer(
  c: Context<StaffEnv>,
  parts: PageParts,
  report: MonthReport,
  form: As,
): Promise<Response> {
  const { words, who } = c.var
  const around = reportAround(report, { words, script: parts.script, made: parts.now() })
  const name = `sapar-report-${report.month.slice(0, 7)}${report.stored === null ? '' : `-r${report.stored.revision}`}`
  switch (form) {
    case 'page':
      return parts.show(
        c,
        { heading: around.title, here: 'reports' },
        <ReportPage {...{ report, around, role: who.role }} />,
      )
    case 'xlsx':
      return xlsxFile(c, await xlsxOf(report.view, around, changesSection(report, around)), name)
    case 'pdf':
      return c.body(Buffer.from(await parts.printReport(await reportPaper(report, around))), 200, {
        'Content-Type': 'application/pdf',
        'Content-Disposition': `inline; filename="${name}.pdf"`,
      })
  }
}

export function refuse(
  c: Context<StaffEnv>,
  { show }: PageParts,
  found: 'away' | null | QuestionError,
): Promise<Response> {
  const frame = { heading: c.var.words.t('report.list'), here: 'reports' as const }
  if (found === 'away') return show(c, frame, <AwayPage />, 503)
  if (found === null) return show(c, frame, <EmptyPage />, 404)
  const status = found.key === 'report.bad.parameter' ? 400 : 404
  return show(c, frame, <RefusedQuestion error={found} />, status)
}
