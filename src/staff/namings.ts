import { type Language, writtenIn } from '../campaign/campaign.ts'
import { cardId, nodeAt, placeOf } from '../flow/places.ts'
import type { Script } from '../flow/script.ts'
import type { Dimension } from '../reach/segment.ts'
import type { ReachPeriod } from '../report/reach-period.ts'
import { lastDay, periodName } from '../report/reach-period.ts'
import { otherTopic } from '../report/topics.ts'
import type { Naming } from '../report/view.ts'
import type { Words } from './words.ts'

/** A name for people, and the language it is in where that is not the page's. */
export type Name = { text: string; lang?: string }

/** What a row of numbers is called. */
export function nameOf(naming: Naming, words: Words, script: Script): Name {
  switch (naming.kind) {
    case 'dimension':
      return valueName(naming.dimension, naming.value, words, script)
    case 'topic':
      return naming.id === otherTopic
        ? { text: words.t('reach.other.topic') }
        : titled(naming.id, words, script)
    case 'card':
    case 'quiz':
      return cardNamed(naming.id, words, script)
    case 'contact':
      return botText(`contacts.${naming.id}`, words, script) ?? { text: naming.id }
    case 'period':
      return { text: periodInWords(naming.period, words) }
    case 'day':
      return { text: words.day(naming.day) }
    case 'stage':
      return { text: words.t(`reach.stage.${naming.key}`) }
    case 'indicator':
      return { text: words.t(`indicators.${naming.key}.name`) }
    case 'words':
      return { text: words.t(naming.key) }
  }
}

export function periodInWords(period: ReachPeriod, words: Words): string {
  switch (period.span) {
    case 'week':
      return words.t('reach.week', {
        from: words.day(period.start),
        to: words.day(lastDay(period)),
        week: periodName(period).slice(6),
      })
    case 'month':
      return words.month(period.start)
    case 'months':
      return words.t('reach.months', { from: words.month(period.from), to: words.month(period.to) })
  }
}

function valueName(dimension: Dimension, value: string | null, words: Words, script: Script): Name {
  if (value === null) return { text: words.t('reach.unknown') }
  switch (dimension) {
    case 'language':
      return { text: words.nameOf('language', value) }
    case 'origin':
    case 'destination':
      return {
        text: /^[A-Z]{2}$/.test(value) ? words.nameOf('region', value) : words.t('reach.other.country'),
      }
    case 'source':
      return sourceName(value, words, script)
    default:
      return { text: words.t(`reach.${dimension}.${value}`) }
  }
}

function sourceName(code: string, words: Words, script: Script): Name {
  const { entry_codes: codes } = script.content.campaign
  const own = codes[code]
  if (own !== undefined) return { text: own, lang: 'en' }
  if (code === 'none' || code === 'other') return { text: words.t(`reach.source.${code}`) }
  const shared = /^share(?:-(.+))?$/.exec(code)
  const flow = [...script.flows.values()].find(({ entry }) => entry === (shared?.[1] ?? code))
  const title = flow === undefined ? undefined : botText(`${flow.flow}.title`, words, script)
  if (shared !== null) return { text: words.t('reach.source.shared', { topic: title?.text ?? '' }).trim() }
  return { text: title === undefined ? code : words.t('reach.source.topic', { topic: title.text }) }
}

function titled(topic: string, words: Words, script: Script): Name {
  const flow = [...script.flows.values()].find((each) => each.topic === topic)
  return (flow === undefined ? undefined : botText(`${flow.flow}.title`, words, script)) ?? { text: topic }
}

function cardNamed(id: string, words: Words, script: Script): Name {
  const place = placeOf(id, '')
  const node = nodeAt(script, place)
  const key = node?.kind === 'quiz' ? `${cardId(place)}.${Object.keys(node.questions)[0]}` : id
  const found = botText(key, words, script)
  if (found === undefined) return { text: id }
  const [first = ''] = found.text.split('\n')
  return { ...found, text: withoutTags(first) }
}

/** A text of the bot in the page's language, else in the campaign's source language, which is then named. */
export function botText(key: string, { tongue }: Words, { content }: Script): Name | undefined {
  const source: Language = content.campaign.source_language
  const language = [tongue, source].find((each) => content.phrases.has(each, key))
  const text = language === undefined ? undefined : content.texts.get(writtenIn(language))?.get(key)?.text
  if (language === undefined || text === undefined) return undefined
  return language === tongue ? { text } : { text, lang: language }
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

function withoutTags(html: string): string {
  return html
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot);/g, (whole, name: string) => entities[name] ?? whole)
}
