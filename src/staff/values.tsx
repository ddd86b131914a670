import { smallestShown } from '../reach/suppress.ts'
import type { Absence, Value } from '../report/view.ts'
import { useWords, type Words } from './words.ts'

/** A value in words, the same on a page, in a table file, on paper and in a message. */
export function valueText(value: Value, { t, number, percent }: Words): string {
  switch (value.kind) {
    case 'exact':
      return number(value.count)
    case 'few':
      return `<${smallestShown}`
    case 'hidden':
      return t('reach.value.hidden')
    case 'rate':
      return rateText(value.rate, { t, percent })
    case 'none':
      return t(`reach.value.${value.why}`)
  }
}

type RateWords = Pick<Words, 't' | 'percent'>

function rateText(rate: Extract<Value, { kind: 'rate' }>['rate'], { t, percent }: RateWords): string {
  switch (rate.kind) {
    case 'share':
      return percent(rate.share / 100)
    case 'below':
      return `<${percent(rate.share / 100)}`
    case 'above':
      return `>${percent(rate.share / 100)}`
    case 'base':
      return t('reach.value.base')
  }
}

/** How long a bar is, from 0 to 1; null where no number is shown. */
export function sizeOf(value: Value | undefined, most: number): number | null {
  if (value?.kind === 'exact') return most === 0 ? 0 : value.count / most
  if (value?.kind === 'rate' && value.rate.kind !== 'base') return value.rate.share / 100
  return null
}

/** Empty, zero, kept back and not collected look different. */
export function valueClass(value: Value): string {
  if (value.kind === 'few' || value.kind === 'hidden') return 'kept-back'
  if (value.kind === 'none' || (value.kind === 'rate' && value.rate.kind === 'base')) return 'absent'
  return value.kind === 'exact' && value.count === 0 ? 'zero' : 'shown'
}

/** What the marks in some values mean, once each. */
export function legendOf(values: readonly Value[], { t }: Pick<Words, 't'>): string[] {
  const whys = new Set<Absence>(values.flatMap((value) => (value.kind === 'none' ? [value.why] : [])))
  const says = [
    ...(values.some(({ kind }) => kind === 'few') ? ['few'] : []),
    ...(values.some(({ kind }) => kind === 'hidden') ? ['hidden'] : []),
    ...(values.some((value) => value.kind === 'rate' && value.rate.kind === 'base') ? ['base'] : []),
    ...whys,
  ]
  return says.map((why) => t(`reach.legend.${why}`))
}

export function Legend({ values }: { values: readonly Value[] }) {
  const says = legendOf(values, useWords())
  return says.length === 0 ? null : <p class="legend">{says.join(' ')}</p>
}

/** A width cannot be a style here (no inline styles), but it can be a number of a picture. */
export function Bar({ share }: { share: number | null }) {
  if (share === null) return <svg class="bar none" aria-hidden="true" />
  return (
    <svg class="bar" aria-hidden="true">
      <rect class="track" width="100%" height="100%" rx="3" />
      {share > 0 && (
        <rect
          class="fill"
          width={`${Math.max(1.5, Math.min(1, share) * 100).toFixed(1)}%`}
          height="100%"
          rx="3"
        />
      )}
    </svg>
  )
}
