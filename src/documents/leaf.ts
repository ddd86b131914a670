import { findContacts } from '../content/contacts.ts'
import { type Card, isDraft, makeMessage } from '../content/message.ts'
import { escapeHtml } from '../content/texts.ts'
import { argsOf, shown } from '../flow/args.ts'
import { contactCard, empty } from '../flow/aside.ts'
import { isHidden, notHidden } from '../flow/hidden.ts'
import { cardId, nodeAt, type Place } from '../flow/places.ts'
import { render } from '../flow/render.ts'
import type { NodeOf, Shown } from '../flow/script.ts'
import { newState } from '../flow/state.ts'
import type { Ground } from './book.ts'
import { linkContact, linkNumbers } from './numbers.ts'

/** What a card says, the mark of a draft with it: its title, and the rest of its paragraphs. */
export function bodyAt(ground: Ground, place: Place): { title: string; body: string } {
  const { script, language } = ground
  const node = nodeAt(script, place)
  const topic = script.content.phrases.html(language, `${place.flow}.title`)
  if (node === undefined || node.kind === 'route') return { title: topic, body: '' }
  if (node.kind === 'quiz' && !isHidden(script, place))
    return { title: topic, body: draftMark(ground, quizKeys(place, node)) }
  const html = say(ground, { ...cardAt(ground, place), facts: [] })
  const [first = '', ...rest] = html.split('\n\n')
  const title = /^<b>((?:(?!<\/?b>).)*)<\/b>$/.exec(first)?.[1]
  return title === undefined ? { title: topic, body: html } : { title, body: rest.join('\n\n') }
}

/** Who can be called, as a card lists it, one a line. */
export function numbersAt(ground: Ground, place: Place): string {
  return say(ground, { ...empty, contacts: cardAt(ground, place).contacts })
}

/** When a card was checked. */
export function footAt(ground: Ground, place: Place, node: Shown): string {
  const asked = node.kind === 'quiz' ? Object.values(node.questions).flatMap(({ facts }) => facts) : []
  return say(ground, { ...empty, facts: [...cardAt(ground, place).facts, ...asked] })
}

/** What a card lists below its words: things to tick, questions with their answers, contacts. */
export function itemsAt(ground: Ground, place: Place, node: Shown): string[] {
  const { phrases } = ground.script.content
  switch (node.kind) {
    case 'checklist':
      return node.items.map((item) => phrases.html(ground.language, `${cardId(place)}.${item}`))
    case 'contacts':
      return contactItems(ground, place, node)
    case 'pick':
      return rowItems(ground, node)
    case 'sheet':
      return node.parts.map(({ id }) => sheetItem(ground, place, id))
    case 'quiz':
      return quizItems(ground, place, node)
    default:
      return []
  }
}

/** The card of a node as somebody sees it of whom nothing is known. */
function cardAt({ script, language }: Ground, place: Place): Card {
  const reply = render(script, { ...newState(), language, place }, language).at(-1)
  if (reply === undefined) throw new Error(`${cardId(place)} shows nothing`)
  return reply.card
}

function say({ script, language, today }: Ground, card: Card): string {
  const { html } = makeMessage(script.content, { ...card, rows: [] }, language, today)
  return linkNumbers(html, card.contacts, script.content)
}

/** The rows of a table: nobody can be asked which. */
function rowItems({ script }: Ground, { table }: NodeOf<'pick'>): string[] {
  const rows = script.content.tables.get(table)?.rows.values() ?? []
  return [...rows].map(
    ({ name, fields }) => `${escapeHtml(name)}: ${Object.values(fields).map(shown).join(', ')}`,
  )
}

/** What stands on a paper, to be written off by hand; what it would fill in is a line for the pen. */
function sheetItem({ script, language }: Ground, place: Place, part: string): string {
  const scene = { script, language, place, state: { ...newState(), language, place } }
  return script.content.phrases.html(language, `${cardId(place)}.${part}`, argsOf(scene))
}

/** The country, the same for all, and the mark of a draft, which the card above has, are not said with each contact again. */
function contactItems(ground: Ground, place: Place, node: NodeOf<'contacts'>): string[] {
  const { script, language } = ground
  const { contacts } = script.content
  const state = { ...newState(), language, place }
  const found = findContacts(contacts, { tags: node.tags, place: node.place, citizenship: null })
  const ids = notHidden(script, found)
  return ids.flatMap((id) => {
    const contact = contacts.get(id)
    if (contact === undefined) return []
    const card = contactCard({ script, language, place, state }, id)
    const lines = card.lines.filter(({ key }) => key !== `ui.country_${node.place}`)
    const said = withoutDraftMark(ground, say(ground, { ...card, lines }), '\n\n').split('\n\n')
    const [name = '', call = '', ...rest] = said
    return [[`<b>${name}</b>`, linkContact(call, contact), rest.join(' · ')].join('\n').trim()]
  })
}

/** Takes the line away that says that a program translated the text. */
export function withoutDraftMark({ script, language }: Ground, html: string, between: string): string {
  const mark = `<i>${script.content.phrases.html(language, 'ui.draft')}</i>`
  return html
    .split(between)
    .filter((part) => part !== mark)
    .join(between)
}

function quizKeys(place: Place, node: NodeOf<'quiz'>): string[] {
  return Object.entries(node.questions).flatMap(([id, { answers }]) => {
    const key = `${cardId(place)}.${id}`
    return [key, ...Object.keys(answers).map((answer) => `${key}.${answer}.why`)]
  })
}

function draftMark({ script: { content }, language }: Ground, keys: readonly string[]): string {
  return keys.some((key) => isDraft(content, language, key))
    ? `<i>${content.phrases.html(language, 'ui.draft')}</i>`
    : ''
}

/** A question with all its answers, each with what there is to say to it. */
function quizItems({ script, language }: Ground, place: Place, node: NodeOf<'quiz'>): string[] {
  const { phrases } = script.content
  return Object.entries(node.questions).map(([id, { answers }]) => {
    const key = `${cardId(place)}.${id}`
    const lines = Object.entries(answers).map(([answer, { label }]) => {
      const said = escapeHtml(phrases.plain(language, label ?? `${key}.${answer}`))
      return `<b>${said}</b> – ${phrases.html(language, `${key}.${answer}.why`)}`
    })
    return [`<b>${phrases.html(language, key)}</b>`, ...lines].join('\n')
  })
}
