import type { Script } from '../flow/script.ts'
import type { Row, View } from '../report/view.ts'
import { Headlines } from './headlines.tsx'
import { NumberTable } from './number-table.tsx'
import { PeriodBar } from './period-bar.tsx'
import { addressOf, filtersMost } from './reach-question.ts'
import { SeriesSection } from './series-section.tsx'
import { useWords } from './words.ts'

export type ReachPageProps = {
  view: View
  script: Script
  /** Days of a month for who may see them. */
  days: View['series'] | undefined
  /** First day of the campaign, and today. */
  first: string
  today: string
  mayNote: boolean
}

/** Tables in the order in which staff ask, side by side where there is room. */
const groups = [
  ['topics', 'funnel'],
  ['language', 'origin', 'destination', 'source'],
  ['retention', 'contacts'],
  ['cards', 'quizzes'],
  ['sex', 'age', 'disability', 'status'],
] as const

/** The page of whom the campaign reaches. */
export function ReachPage(props: ReachPageProps) {
  const { view, script, days } = props
  const { t } = useWords()
  return (
    <>
      <PeriodBar {...props} />
      <Headlines view={view} />
      <SeriesSection id="series" series={view.series} {...props} />
      {days !== undefined && <SeriesSection id="days" series={days} {...props} />}
      {groups.map((ids) => (
        <div class="pair">
          {ids.flatMap((id) => {
            const table = view.tables.find((each) => each.id === id)
            return table === undefined
              ? []
              : [<NumberTable table={table} script={script} hrefOf={(row) => filterHref(view, row)} />]
          })}
        </div>
      ))}
      {view.late > 0 && <p class="legend">{t('reach.late', { n: view.late })}</p>}
      <p class="who">{t('reach.who')}</p>
      <p class="who">{t('reach.forget')}</p>
    </>
  )
}

/** A row narrows the page to itself, as long as that leaves groups in which nobody can be recognised. */
function filterHref(view: View, { filter }: Row): string | undefined {
  if (filter === undefined || view.filters.length >= filtersMost) return undefined
  if (view.filters.some(({ dimension }) => dimension === filter.dimension)) return undefined
  return `/staff${addressOf({ period: view.period, filters: [...view.filters, filter] })}`
}
