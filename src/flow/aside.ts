import { allLanguages, type Language, nativeNames } from '../campaign/campaign.ts'
import { type Card, type CardButton, type Line, showDate } from '../content/message.ts'
import { emergencyNumbers } from './hidden.ts'
import { bare, cardId, flowAt, helpPlace, nodeAt } from './places.ts'
import { lastRows, type Scene } from './scene.ts'
import { goData } from './tap.ts'

/** A card that says nothing yet and is no exposure. */
export const empty: Card = {
  exposure: null,
  note: null,
  lines: [],
  sources: [],
  facts: [],
  contacts: [],
  bilingual: false,
  inSource: false,
  media: null,
  rows: [],
}

/** Where the statements of a card come from. */
export function sourcesCard(scene: Scene, main: Card): Card {
  return {
    ...empty,
    lines: [{ key: 'ui.sources_title' }],
    sources: main.facts,
    facts: main.facts,
    rows: lastRows(scene),
  }
}

/** Says that the card above now stays in the chat. */
export function keptCard(scene: Scene): Card {
  return {
    ...empty,
    note: scene.state.note,
    lines: [{ key: 'ui.kept' }],
    rows: [[onward(scene)], ...lastRows(scene)],
  }
}

/** Says that the file above now stays in the chat. */
export function sentCard(scene: Scene): Card {
  return { ...keptCard(scene), lines: [{ key: 'ui.file_sent' }] }
}

/** The link to pass on. It carries the topic's entry code, which tells where a person came from, never from whom. */
export function shareCard(scene: Scene): Card {
  const entry = flowAt(scene.script, scene.place).entry
  const link = `${scene.script.botLink}?start=share${entry === undefined ? '' : `-${entry}`}`
  const title = scene.script.content.phrases.plain(scene.language, `${scene.place.flow}.title`)
  return {
    ...empty,
    lines: [{ key: 'ui.share_card', args: { link } }],
    rows: [
      [
        {
          label: { key: 'ui.share_open' },
          url: `https://t.me/share/url?url=${encodeURIComponent(link)}&text=${encodeURIComponent(title)}`,
        },
      ],
      ...lastRows(scene),
    ],
  }
}

/** Kind words for what the bot cannot take: typed words outside a question, voice, photos, files. */
export function noticeCard(scene: Scene, view: 'text' | 'media'): Card {
  const key = view === 'text' ? 'ui.free_text' : 'ui.not_text'
  // The words may have been a cry for help: the numbers and the way to help come first.
  const contacts = emergencyNumbers(scene.script, null)
  const toHelp = { label: { key: 'ui.help' }, data: goData(scene.language, helpPlace) }
  const isHelp = ({ label }: CardButton) => 'key' in label && label.key === 'ui.help'
  const rest = lastRows(scene).filter((row) => !row.some(isHelp))
  const rows = [[toHelp], [onward(scene)], ...rest]
  return { ...empty, lines: [{ key }], contacts, rows }
}

/**
 * What people get in place of a card that staff hide. In an emergency the numbers stand in it.
 *
 * @param ways rows that lead on and stay
 */
export function hiddenCard(scene: Scene, contacts: string[], ways: CardButton[][]): Card {
  return {
    ...empty,
    note: scene.state.note,
    lines: [{ key: 'ui.hidden_card' }],
    contacts,
    bilingual: flowAt(scene.script, scene.place).emergency,
    rows: [...ways, ...lastRows(scene)],
  }
}

export function onward(scene: Scene): Card['rows'][number][number] {
  return { label: { key: 'ui.continue_here' }, data: goData(scene.language, bare(scene.place)) }
}

/** One contact, opened: number or page, who answers, hours, languages, cost, and how far it was checked. */
export function contactCard(scene: Scene, id: string): Card {
  const contact = scene.script.content.contacts.get(id)
  const node = nodeAt(scene.script, scene.place)
  if (contact === undefined || node === undefined)
    throw new Error(`There is no contact ${id} at ${cardId(scene.place)}`)
  const lines: Line[] = [{ key: `contacts.${id}` }]
  if (contact.number !== undefined) lines.push({ key: 'ui.contact_call', args: { number: contact.number } })
  if (contact.site !== undefined) lines.push({ key: 'ui.contact_site', args: { site: contact.site } })
  const urgent = contact.tags.some((tag) => ['emergency', 'police', 'medical'].includes(tag))
  if (contact.hours !== 'unknown' || (contact.number !== undefined && !urgent))
    lines.push({ key: hours[contact.hours] })
  if (contact.languages.length > 0)
    lines.push({
      key: 'ui.contact_languages',
      args: { list: contact.languages.map((code) => languageName(code, scene.language)).join(', ') },
    })
  if (contact.cost === 'free') lines.push({ key: 'ui.contact_free' })
  if (contact.cost === 'paid') lines.push({ key: 'ui.contact_paid' })
  lines.push({ key: `ui.country_${contact.place}` })
  lines.push(checkedLine(contact.dialled, contact.dated))
  // Doubt about 112 could keep somebody from calling; a page cannot be called.
  if (contact.dialled === null && contact.number !== undefined && !urgent)
    lines.push({ key: 'ui.contact_undialled' })
  return { ...empty, lines, rows: lastRows(scene) }
}

/** A language in its own name where the project knows it, else as the person's language calls it. */
function languageName(code: string, language: Language): string {
  const own = allLanguages.find((each) => each === code)
  return own === undefined
    ? (new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code)
    : nativeNames[own]
}

const hours = {
  always: 'ui.contact_always',
  office: 'ui.contact_office',
  unknown: 'ui.contact_hours_unknown',
} as const

function checkedLine(dialled: string | null, dated: string): Line {
  const date = showDate(dialled ?? dated)
  return { key: dialled === null ? 'ui.contact_checked' : 'ui.contact_dialled', args: { date } }
}
