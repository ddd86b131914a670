import type { Indicator } from '../campaign/logframe.ts'
import type { Actual } from '../report/actuals.ts'
import type { Figure } from '../report/figures.ts'
import type { IndicatorRow } from '../report/logframe.ts'
import { Bar } from './activity-list.tsx'
import { actualIn, valueIn } from './logframe-texts.ts'
import { Scroll } from './scroll.tsx'
import { useWords } from './words.ts'

const columns = [
  'indicator',
  'baseline',
  'milestones',
  'target',
  'actual',
  'ofTarget',
  'verification',
  'disaggregation',
  'assumption',
] as const

const counts: readonly string[] = ['baseline', 'target', 'actual', 'ofTarget']

/** Indicators in rows, as the matrix of a logframe has them; it scrolls in its own box where the screen is narrow. */
export function IndicatorTable({ rows, labelledBy }: { rows: readonly IndicatorRow[]; labelledBy: string }) {
  const { t } = useWords()
  return (
    <Scroll labelledBy={labelledBy}>
      <table class="matrix">
        <thead>
          <tr>
            {columns.map((column) => (
              <th scope="col" class={counts.includes(column) ? `count ${column}` : column}>
                {t(`logframe.column.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <IndicatorLines row={row} />
          ))}
        </tbody>
      </table>
    </Scroll>
  )
}

function IndicatorLines({ row }: { row: IndicatorRow }) {
  const { t, percent } = useWords()
  const { indicator, baseline, milestones, target, actual, women, ofTarget } = row
  const { id, unit, disaggregation } = indicator
  return (
    <>
      <tr>
        <th scope="row">
          <a href={`/staff/logframe/indicator/${id}`}>{t(`logframe.indicator.${id}`)}</a>
          <span class="quiet unit">{t(`logframe.unit.${unit}`)}</span>
          <AtOnce row={row} />
        </th>
        <td class="count">
          <Typed indicator={indicator} figure={baseline} />
        </td>
        <td>
          <Milestones indicator={indicator} milestones={milestones} />
        </td>
        <td class="count">
          <Typed indicator={indicator} figure={target} />
        </td>
        <td class="count strong">
          <ActualCell indicator={indicator} actual={actual} />
        </td>
        <td class="count">
          {ofTarget === null ? <span class="kept-back">–</span> : percent(ofTarget)}
          {ofTarget !== null && <Bar share={ofTarget} />}
        </td>
        <td class="words">{t(`logframe.indicator.${id}.verification`)}</td>
        <td class="words">{disaggregation.map((by) => t(`logframe.by.${by}`)).join(', ')}</td>
        <td class="words">{t(`logframe.indicator.${id}.assumption`)}</td>
      </tr>
      {women !== undefined && <WomenLine indicator={indicator} women={women} />}
    </>
  )
}

/** What a phone would show only after scrolling; a screen reader has it in its own columns. */
function AtOnce({ row: { indicator, actual, ofTarget } }: { row: IndicatorRow }) {
  const words = useWords()
  const says = [actualIn(words, indicator, actual), ...(ofTarget === null ? [] : [words.percent(ofTarget)])]
  return (
    <span class="at-once" aria-hidden="true">
      {says.join(' · ')}
    </span>
  )
}

function WomenLine({
  indicator,
  women,
}: {
  indicator: Indicator
  women: NonNullable<IndicatorRow['women']>
}) {
  const { t, percent } = useWords()
  const { coverage, actual } = women
  const says =
    indicator.source === 'typed'
      ? t('logframe.women.typed')
      : coverage === null
        ? t('logframe.women.unknown')
        : t('logframe.women.coverage', { share: percent(coverage) })
  return (
    <tr class="women">
      <th scope="row">{t('logframe.women')}</th>
      <td colspan={3} />
      <td class="count strong">
        <ActualCell indicator={indicator} actual={actual} />
      </td>
      <td colspan={4} class="words">
        {says}
      </td>
    </tr>
  )
}

function ActualCell({ indicator, actual }: { indicator: Indicator; actual: Actual }) {
  const words = useWords()
  const says = actualIn(words, indicator, actual)
  return <span class={typeof actual === 'string' ? 'kept-back' : undefined}>{says}</span>
}

/** A number that somebody typed in, with the month that it is for. */
function Typed({ indicator, figure }: { indicator: Indicator; figure: Figure | undefined }) {
  const words = useWords()
  if (figure === undefined) return <span class="kept-back">{words.t('logframe.actual.unset')}</span>
  return (
    <>
      {valueIn(words, indicator, figure.value)}
      <span class="quiet by-when">{words.month(figure.day)}</span>
    </>
  )
}

type MilestoneProps = { indicator: Indicator; milestones: IndicatorRow['milestones'] }

function Milestones({ indicator, milestones }: MilestoneProps) {
  const words = useWords()
  const { t, month } = words
  if (milestones.length === 0) return <span class="kept-back">{t('logframe.actual.unset')}</span>
  return (
    <ul class="points">
      {milestones.map(({ figure, actual }) => (
        <li>
          {`${month(figure.day)}: ${valueIn(words, indicator, figure.value)}`}
          {actual !== undefined && (
            <span class="quiet">{` (${t('logframe.milestone.actual', { actual: actualIn(words, indicator, actual) })})`}</span>
          )}
        </li>
      ))}
    </ul>
  )
}
