import { periodBefore } from '../report/reach-period.ts'
import type { Headline, Value, View } from '../report/view.ts'
import { periodInWords } from './namings.ts'
import { Definition } from './number-table.tsx'
import { Legend, valueClass, valueText } from './values.tsx'
import { useWords, type Words } from './words.ts'

/** What staff ask first, each with the numbers that answer it. */
const questions = [
  { id: 'reached', indicators: ['reached', 'active', 'reached_in_all', 'reachable'] },
  { id: 'learned', indicators: ['completed', 'engaged', 'contact', 'knowledge'] },
  { id: 'unmet', indicators: ['unanswered', 'answered', 'dangers', 'questions'] },
  { id: 'rest', indicators: ['shared', 'exposures', 'started', 'broadcast'] },
] as const

/** The first screen: how many, is it growing, what did they learn, what do they ask that the bot cannot answer. */
export function Headlines({ view }: { view: View }) {
  const { t } = useWords()
  const shown = view.headlines.flatMap(({ value, before }) => (before === null ? [value] : [value, before]))
  return (
    <section class="headlines" aria-label={t('reach.headlines')}>
      {questions.map(({ id, indicators }) => (
        <div class={`card question ${id}`}>
          <h2>{t(`reach.question.${id}`)}</h2>
          <div class="answers">
            {indicators.flatMap((indicator) => {
              const headline = headlineOf(view, indicator)
              return headline === undefined ? [] : [<BigNumber headline={headline} view={view} />]
            })}
          </div>
        </div>
      ))}
      <Legend values={shown} />
    </section>
  )
}

export function headlineOf(view: View, indicator: Headline['indicator']): Headline | undefined {
  return view.headlines.find((each) => each.indicator === indicator)
}

function BigNumber({ headline, view }: { headline: Headline; view: View }) {
  const words = useWords()
  const { t } = words
  const { indicator, value, before } = headline
  return (
    <div class={`number ${indicator}`}>
      <h3>{t(`indicators.${indicator}.name`)}</h3>
      <p class={`big ${valueClass(value)}`}>
        {indicator === 'reached' && value.kind === 'exact'
          ? t('reach.at.least', { n: words.number(value.count) })
          : valueText(value, words)}
      </p>
      <p class="change">{before === null ? '' : changeText(value, before, { words, view })}</p>
      <p class="says">{t(`indicators.${indicator}.says`)}</p>
      <Definition indicator={indicator} />
    </div>
  )
}

/** "12 % more than in October 2026 (410)". Nothing where a number is kept back. */
function changeText(value: Value, before: Value, { words, view }: { words: Words; view: View }): string {
  const { t, number, percent } = words
  if (isZero(value) && isZero(before)) return ''
  const than = periodInWords(periodBefore(view.period), words)
  if (before.kind !== 'exact') return t('reach.change.was', { was: valueText(before, words), than })
  const was = number(before.count)
  if (view.running) return t('reach.change.so_far', { was, than })
  if (value.kind !== 'exact') return t('reach.change.was', { was, than })
  if (value.count === before.count) return t('reach.change.same', { was, than })
  if (before.count < 20) return t('reach.change.was', { was, than })
  const share = Math.abs(value.count - before.count) / before.count
  const key = value.count > before.count ? 'more' : 'less'
  return t(`reach.change.${key}`, { share: percent(share), was, than })
}

function isZero(value: Value): boolean {
  return value.kind === 'exact' && value.count === 0
}
