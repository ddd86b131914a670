import { finalFrom, type Revision } from '../report/month-report.ts'
import { useWords } from './words.ts'

type Props = { months: readonly string[]; today: string; finals: readonly Revision[]; timeZone: string }

/** All months since the campaign began, and how far each one's report is. */
export function ReportList({ months, today, finals, timeZone }: Props) {
  const words = useWords()
  const { t } = words
  return (
    <section class="card" aria-labelledby="months">
      <h2 id="months">{t('report.months')}</h2>
      <p class="says">{t('report.months.says')}</p>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('report.month')}</th>
            <th scope="col">{t('export.about.state')}</th>
            <th scope="col">{t('report.files')}</th>
          </tr>
        </thead>
        <tbody>
          {months.map((month) => {
            const newest = finals.find((each) => each.month === month)
            const name = month.slice(0, 7)
            return (
              <tr>
                <th scope="row">
                  <a href={`/staff/reports/${name}`}>{words.month(month)}</a>
                </th>
                <td>
                  {newest === undefined
                    ? t(`report.state.${stateOf(month, today)}`, { day: words.day(finalFrom(month)) })
                    : t('report.state.final', { n: newest.revision, at: words.clock(newest.at, timeZone) })}
                </td>
                <td>
                  <a href={`/staff/reports/${name}.pdf`}>PDF</a>{' '}
                  <a href={`/staff/reports/${name}.xlsx`}>XLSX</a>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

function stateOf(month: string, today: string): 'running' | 'provisional' | 'ready' {
  if (today.slice(0, 7) === month.slice(0, 7)) return 'running'
  return today < finalFrom(month) ? 'provisional' : 'ready'
}
