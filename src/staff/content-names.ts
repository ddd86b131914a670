import type { ContentPart } from '../flow/content-state.ts'
import { cardId, type Place } from '../flow/places.ts'
import type { EachNode } from '../flow/rules/graph.ts'
import type { Script } from '../flow/script.ts'
import { botText, type Name, nameOf } from './namings.ts'
import type { Words } from './words.ts'

/** What the page of a card is asked for besides the card. */
type Look = { lang: string; citizenship?: string | undefined }

export function lookOf({
  language,
  citizenship,
}: {
  language: string
  citizenship?: string | undefined
}): Look {
  return { lang: language, citizenship }
}

/** The address of a card's page; `look` keeps the language and the citizenship while one walks on. */
export function cardHref(place: Place, look?: Look): string {
  const asked = new URLSearchParams()
  if (look !== undefined) asked.set('lang', look.lang)
  if (look?.citizenship !== undefined) asked.set('citizenship', look.citizenship)
  if (place.view !== undefined) asked.set('view', place.view)
  const query = asked.toString()
  return `/staff/content/card/${cardId(place)}${query === '' ? '' : `?${query}`}`
}

export function partHref({ kind, id }: Pick<ContentPart, 'kind' | 'id'>): string {
  return `/staff/content/part/${kind}/${encodeURIComponent(id)}`
}

/** What a card is about: its first line, without tags. A node without words of its own has its name. */
export function cardName(script: Script, { place }: EachNode, words: Words): Name {
  return nameOf({ kind: 'card', id: cardId(place) }, words, script)
}

export function partName(script: Script, { kind, id }: Pick<ContentPart, 'kind' | 'id'>, words: Words): Name {
  if (kind === 'topic') return nameOf({ kind: 'topic', id }, words, script)
  if (kind === 'flow') return botText(`${id}.title`, words, script) ?? { text: id }
  return { text: shared.includes(id) ? words.t(`content.part.${id}`) : id }
}

/** Files of texts of no flow that every campaign has. */
const shared: readonly string[] = ['ui', 'bot', 'contacts', 'pack', 'sources']

/** The date of a source, however much of it is known. */
export function sourceDay(dated: string, { t, day, month }: Words): string {
  if (dated === 'undated') return t('content.fact.undated')
  if (Number.isNaN(Date.parse(dated))) return dated
  if (/^\d{4}-\d{2}-\d{2}$/.test(dated)) return day(dated)
  return /^\d{4}-\d{2}$/.test(dated) ? month(`${dated}-01`) : dated
}
