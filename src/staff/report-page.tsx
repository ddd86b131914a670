import { may, type Role } from '../access/rights.ts'
import type { Revision } from '../report/month-report.ts'
import { type Around, factsOf } from './export-facts.ts'
import { Form } from './form.tsx'
import { tooEarly, warningsOf } from './report-facts.ts'
import { reportSections } from './report-paper.ts'
import { countedNow, type MonthReport } from './report-read.ts'
import { PaperChart, SectionCard } from './section-table.tsx'
import { useWords } from './words.ts'

type Props = { report: MonthReport; around: Around; role: Role }

/** A month's report: it prints as it stands, without what leads elsewhere. */
export function ReportPage({ report, around, role }: Props) {
  const { t } = useWords()
  const warnings = warningsOf(report, around).filter((each) => each !== t('shell.synthetic.plain'))
  return (
    <>
      <Tools report={report} around={around} role={role} />
      {warnings.map((warning) => (
        <p class="synthetic report-warning" role="note">
          {warning}
        </p>
      ))}
      <section class="card" aria-labelledby="facts">
        <h2 id="facts">{t('export.about.name')}</h2>
        <dl class="facts">
          {factsOf(report.view, around).map(({ label, text }) => (
            <>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </>
          ))}
        </dl>
      </section>
      {reportSections(report, around).map((section) => (
        <SectionCard section={section}>
          {section.id === 'series' && (
            <PaperChart
              base={`${reportHref(report, '/chart.svg')}?revision=${report.stored?.revision ?? countedNow}`}
              alt={section.name}
            />
          )}
        </SectionCard>
      ))}
    </>
  )
}

export function reportHref({ month }: Pick<MonthReport, 'month'>, rest = ''): string {
  return `/staff/reports/${month.slice(0, 7)}${rest}`
}

/** What can be done with the report: files, the other revisions, making it final, correcting it. Not for paper. */
function Tools({ report, around, role }: Props) {
  const { t } = useWords()
  const { stored, revisions } = report
  const revision = `?revision=${stored?.revision ?? countedNow}`
  return (
    <section class="card report-tools" aria-labelledby="tools">
      <h2 id="tools">{t('report.tools')}</h2>
      <p>
        <a href={reportHref(report, `.pdf${revision}`)}>PDF</a>{' '}
        <a href={reportHref(report, `.xlsx${revision}`)}>XLSX</a>{' '}
        <a href="/staff/reports">{t('report.all')}</a>
      </p>
      {revisions.length > 0 && <Revisions report={report} />}
      {may(role, 'finish reports') && revisions.length === 0 && <Finish report={report} around={around} />}
      {may(role, 'finish reports') && revisions.length > 0 && <Correct report={report} />}
    </section>
  )
}

function Revisions({ report }: { report: MonthReport }) {
  const words = useWords()
  const { t } = words
  const { revisions, stored, view } = report
  return (
    <ul class="revisions">
      {revisions.map((each) => (
        <li>
          <a
            href={reportHref(report, `?revision=${each.revision}`)}
            aria-current={each.revision === stored?.revision ? 'true' : undefined}
          >
            {t('report.revision', { n: each.revision, at: words.clock(each.at, view.timeZone) })}
          </a>
          {each.by !== null && <span class="by"> {each.by}</span>}
          {each.reason !== '' && <span>: {each.reason}</span>}
        </li>
      ))}
      <li>
        <a
          href={reportHref(report, `?revision=${countedNow}`)}
          aria-current={stored === null ? 'true' : undefined}
        >
          {t('report.revision.none')}
        </a>
      </li>
    </ul>
  )
}

function Finish({ report, around }: { report: MonthReport; around: Around }) {
  const { t } = useWords()
  const early = tooEarly(report, around)
  if (early !== null) return <p class="says">{early}</p>
  return (
    <Form action={reportHref(report, '/finish')}>
      <p class="says">{t('report.finish.says')}</p>
      <button type="submit">{t('report.finish')}</button>
    </Form>
  )
}

function Correct({ report }: { report: MonthReport }) {
  const { t } = useWords()
  const [newest] = report.revisions
  return (
    <details>
      <summary class="unfold">{t('report.correct')}</summary>
      <Form action={reportHref(report, '/correct')} class="report-form">
        <p class="says">{t('report.correct.says')}</p>
        <input type="hidden" name="after" value={String(after(newest))} />
        <label>
          {t('report.correct.reason')}
          <textarea name="reason" required minlength={3} maxlength={300} rows={2} />
        </label>
        <button type="submit">{t('report.correct.save')}</button>
      </Form>
    </details>
  )
}

function after(newest: Revision | undefined): number {
  return newest === undefined ? countedNow : newest.revision
}
