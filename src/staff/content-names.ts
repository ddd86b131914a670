import type { ContentPart } from '../flow/content-state.ts'
import { cardId, type Place } from '../flow/places.ts'
import type { EachNode } from '../flow/rules/graph.ts'
import type { Script } from '../flow/script.ts'
import { type Name, topicName } from './names.ts'

/** What the page of a card is asked for besides the card. */
export type Look = { lang: string; citizenship?: string | undefined }

/** The address of a card's page; `look` keeps the language and the citizenship while one walks on. */
export function cardHref(place: Place, look?: Look): string {
  const asked = new URLSearchParams()
  if (look !== undefined) asked.set('lang', look.lang)
  if (look?.citizenship !== undefined) asked.set('citizenship', look.citizenship)
  if (place.view !== undefined) asked.set('view', place.view)
  const query = asked.toString()
  return `/staff/content/card/${cardId(place)}${query === '' ? '' : `?${query}`}`
}

/** A text for staff: in English, else in the campaign's source language, which is then named. */
export function staffText({ content }: Script, key: string): Name | undefined {
  const { phrases, campaign } = content
  const language = (['en', campaign.source_language] as const).find((each) => phrases.has(each, key))
  const text = language === undefined ? undefined : content.texts.get(language)?.get(key)?.text
  if (language === undefined || text === undefined) return undefined
  return language === 'en' ? { text } : { text, lang: language }
}

/** What a card is about: its first line, without tags. A node without words of its own has its name. */
export function cardName(script: Script, { place, node, id }: EachNode): Name {
  const key = node.kind === 'quiz' ? `${cardId(place)}.${Object.keys(node.questions)[0]}` : cardId(place)
  const found = staffText(script, key)
  if (found === undefined) return { text: id }
  const [first = ''] = found.text.split('\n')
  return { ...found, text: plain(first) }
}

export function partName(script: Script, { kind, id }: ContentPart): Name {
  if (kind === 'topic') return topicName(script, script.content, id)
  return (kind === 'flow' ? staffText(script, `${id}.title`) : undefined) ?? { text: shared[id] ?? id }
}

const shared: Readonly<Record<string, string>> = {
  ui: 'Words that every card shares',
  bot: 'The bot’s profile',
  contacts: 'Names of contacts',
  sources: 'Names of sources',
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

function plain(html: string): string {
  return html
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => entities[name] ?? '')
}
