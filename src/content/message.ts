import { type Language, writtenIn } from '../campaign/campaign.ts'
import { stateOf } from './exchange/state.ts'
import { isOverdue } from './facts.ts'
import type { Content } from './load.ts'
import type { Calendar, Paper } from './paper.ts'
import { type Args, escapeHtml } from './texts.ts'

/** A text by its key; `in` fixes its language (the language menu speaks all of them at once). */
export type Line = {
  key: string
  args?: Args | undefined
  in?: Language
  /** The last day for what the line says (YYYY-MM-DD): it stands before it, and once it has passed the line says so. */
  day?: string
}
export type Label = Line | { text: string }
export type CardButton = { label: Label; mark?: 'ticked' | 'unticked' } & ({ data: string } | { url: string })
/** A file below `content/`, or one that is made for this message. */
export type Media =
  | { kind: 'picture' | 'document' | 'voice'; file: string }
  | { kind: 'picture' | 'document'; make: Made }
export type Made =
  | { as: 'pdf' | 'picture'; paper: Paper }
  | { as: 'calendar'; calendar: Calendar }
  | { as: 'pack'; language: Language }

/** What is to be said, still in keys: the same card is made into a message in any language. */
export type Card = {
  /** The approved card that Telegram's ok turns into an exposure; null for what only steers. */
  exposure: string | null
  note: Line | null
  lines: Line[]
  /** Facts whose sources are listed in the card (its "Source" side). */
  sources: string[]
  facts: string[]
  contacts: string[]
  /** Carries the source language's text as well (emergencies). */
  bilingual: boolean
  /** Shows the source language's text instead of the person's own. */
  inSource: boolean
  media: Media | null
  rows: CardButton[][]
}

/** A message for phone and page alike: HTML of Telegram's small set of tags, and rows of buttons. */
export type Message = {
  html: string
  rows: ({ text: string } & ({ data: string } | { url: string }))[][]
  media: Media | null
}

/** Makes a card into a message. `today` (YYYY-MM-DD) decides whether a fact is overdue. */
export function makeMessage(content: Content, card: Card, language: Language, today: string): Message {
  const source = content.campaign.source_language
  const shown = card.inSource ? source : language
  const parts: string[] = []
  if (card.note !== null)
    parts.push(`<i>${content.phrases.html(language, card.note.key, card.note.args)}</i>`)
  const contacts = contactLines(content, card.contacts, shown)
  parts.push(...body(content, card, shown, today), ...(card.bilingual ? [] : contacts))
  const draft = card.lines.some((line) => line.in === undefined && isDraft(content, shown, line.key))
  const foot = [
    ...(draft ? [`<i>${content.phrases.html(language, 'ui.draft')}</i>`] : []),
    ...factLines(content, card.facts, shown, today),
  ]
  if (foot.length > 0) parts.push(foot.join('\n'))
  if (card.bilingual && shown !== source) {
    parts.push(
      `<i>${content.phrases.html(language, 'ui.in_russian')}</i>`,
      ...body(content, card, source, today),
    )
  }
  // In an emergency the numbers come last, once: a phone shows a new message from its end.
  if (card.bilingual) parts.push(...contacts)
  const rows = card.rows.map((row) => row.map((button) => makeButton(content, button, language)))
  return { html: parts.join('\n\n'), rows, media: card.media }
}

/** True for a translation that no speaker of the language has read, or not since its source changed. */
export function isDraft(content: Content, language: Language, key: string): boolean {
  const state = stateOf(content, writtenIn(language), key)
  return state === 'draft' || state === 'stale'
}

function body(content: Content, card: Card, language: Language, today: string): string[] {
  return [
    ...card.lines.map((line) => lineHtml(content, line, line.in ?? language, today)),
    ...(card.sources.length === 0 ? [] : [sourceLines(content, card.sources, language)]),
  ]
}

function lineHtml({ phrases }: Content, line: Line, language: Language, today: string): string {
  const html = phrases.html(language, line.key, line.args)
  if (line.day === undefined) return html
  const passed = line.day < today ? ` <i>${phrases.html(language, 'ui.day_passed')}</i>` : ''
  return `<b>${showDate(line.day)}</b>${passed}
${html}`
}

function makeButton(
  content: Content,
  button: CardButton,
  language: Language,
): Message['rows'][number][number] {
  const { label } = button
  const words = 'text' in label ? label.text : content.phrases.plain(language, label.key, label.args)
  const text = button.mark === undefined ? words : `${button.mark === 'ticked' ? '☑' : '☐'} ${words}`
  return 'url' in button ? { text, url: button.url } : { text, data: button.data }
}

function contactLines(content: Content, ids: string[], language: Language): string[] {
  return ids.length === 0 ? [] : [ids.map((id) => contactLine(content, id, language)).join('\n')]
}

/** `<b>112</b> - who answers`: the number is written nowhere but in the ledger. */
export function contactLine(content: Content, id: string, language: Language): string {
  const contact = content.contacts.get(id)
  if (contact === undefined) throw new Error(`There is no contact ${id}`)
  const name = content.phrases.html(language, `contacts.${id}`)
  if (contact.site !== undefined)
    return `<a href="${escapeHtml(contact.site)}">${escapeHtml(hostOf(contact.site))}</a> – ${name}`
  return `<b>${escapeHtml(contact.number ?? '')}</b> – ${name}`
}

function hostOf(address: string): string {
  return address.replace(/^https:\/\//, '').replace(/\/$/, '')
}

function sourceLines(content: Content, ids: string[], language: Language): string {
  const lines = new Set<string>()
  for (const id of ids) {
    const fact = content.facts.get(id)
    if (fact === undefined) throw new Error(`There is no fact ${id}`)
    const name = content.phrases.html(language, `sources.${fact.source}`)
    const linked = fact.url === undefined ? name : `<a href="${escapeHtml(fact.url)}">${name}</a>`
    const dated =
      fact.dated === 'undated' ? content.phrases.html(language, 'ui.source_undated') : showDate(fact.dated)
    lines.add(
      content.phrases
        .html(language, 'ui.source_line', { name: '\u0001', dated })
        .replace('\u0001', () => linked),
    )
  }
  return [...lines].map((line) => `• ${line}`).join('\n')
}

function factLines(content: Content, ids: string[], language: Language, today: string): string[] {
  const facts = ids.map((id) => {
    const fact = content.facts.get(id)
    if (fact === undefined) throw new Error(`There is no fact ${id}`)
    return fact
  })
  const oldest = facts.map((fact) => fact.checked).sort()[0]
  if (oldest === undefined) return []
  const lines = [`<i>${content.phrases.html(language, 'ui.checked', { date: showDate(oldest) })}</i>`]
  if (facts.some((fact) => isOverdue(fact, today))) {
    lines.unshift(`<b>${content.phrases.html(language, 'ui.stale')}</b>`)
  }
  return lines
}

/** 2026-11-24 as 24.11.2026, 2026-11 as 11.2026: digits, the same in every language of the campaign. */
export function showDate(day: string): string {
  return day.split('-').reverse().join('.')
}
