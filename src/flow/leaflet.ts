import type { Written } from '../campaign/campaign.ts'
import { isFor, mayBeShown } from '../content/contacts.ts'
import { isOverdue } from '../content/facts.ts'
import { contactLine, isDraft, showDate } from '../content/message.ts'
import type { Block, Paper } from '../content/paper.ts'
import { htmlProblems } from '../content/rules/broken-html.ts'
import { readText } from '../content/rules/reading.ts'
import { escapeHtml } from '../content/texts.ts'
import { flowsOf } from './approval.ts'
import { paperName, topicTitle } from './paper-text.ts'
import { cardId, helpPlace, nodeAt } from './places.ts'
import { reachableFor } from './routes.ts'
import { type EachNode, everyNode } from './rules/graph.ts'
import type { NodeOf, Script } from './script.ts'

export type LeafletOrder = {
  topic: string
  language: Written
  /** Only what people of this citizenship are shown; null: for everybody, with a line that says for whom a card is. */
  citizenship: string | null
  /** The bot's name without @; null: no code to scan. */
  bot: string | null
  today: string
}

/** Lines of print on both sides of an A5 sheet that the numbers and the code leave free, and letters in a line. */
const mostLines = 42
const lineLetters = 46

type LeafletCard = { id: string; node: NodeOf<'card'>; for: readonly string[] }

/**
 * A page to print and give away: the topic's cards, those worth keeping first, whole or not at all, because a card
 * without one of its sentences may say something else. Cards that would tell something about a person are left out.
 */
export function leaflet(script: Script, order: LeafletOrder): Paper {
  const { topic, language, citizenship, bot, today } = order
  const { phrases } = script.content
  const cards = chosen(script, order)
  const title = topicTitle(script, topic, language)
  return {
    name: paperName(`leaflet-${topic}-${language}${citizenship === null ? '' : `-${citizenship}`}`),
    language,
    size: 'A5',
    title,
    blocks: [
      ...cautions(script, cards, language, today),
      ...cards.flatMap((card) => cardBlocks(script, card, language)),
      { as: 'heading', html: phrases.html(language, 'help.title') },
      ...emergencyLines(script, language, citizenship),
      ...(bot === null ? [] : [codeOf(script, order, bot)]),
    ],
    foot: [title, checkedLine(script, cards, language)].filter((part) => part !== '').join(' · '),
  }
}

function chosen(script: Script, { topic, language, citizenship }: LeafletOrder): LeafletCard[] {
  const all = flowsOf(script, topic).flatMap(({ flow }) => cardsOf(script, flow, citizenship))
  const worth = all.filter(({ node }) => node.keep || (node.facts.length > 0 && !isJunction(node)))
  const inOrder = [...worth.filter(({ node }) => node.keep), ...worth.filter(({ node }) => !node.keep)]
  let left = mostLines
  return inOrder.filter(({ id }, at) => {
    const reading = readingOf(script, language, id)
    if (reading === undefined || reading.variables.size > 0) return false
    const lines = linesOf(reading.longest)
    if (lines > left && at > 0) return false
    left -= lines
    return true
  })
}

/** A card that asks to choose has nothing to say on paper. */
function isJunction({ buttons }: NodeOf<'card'>): boolean {
  return Object.values(buttons).filter(({ url }) => url === undefined).length > 2
}

/** How many lines a card takes in print, with a little space between its paragraphs and a heading of two lines. */
function linesOf(words: string): number {
  const paragraphs = words.split(/\n+/).map((each) => Math.ceil(each.length / lineLetters) + 0.4)
  return paragraphs.reduce((sum, lines) => sum + lines, 1.6)
}

function readingOf({ content }: Script, language: Written, key: string) {
  const text = content.texts.get(language)?.get(key)
  return text === undefined ? undefined : readText(language, text)
}

function cardsOf(script: Script, flow: string, citizenship: string | null): LeafletCard[] {
  const known = citizenships(script)
  const reach = new Map(known.map((each) => [each, reachableFor(script, flow, each)]))
  return everyNode(script).flatMap((each): LeafletCard[] => {
    const id = cardId(each.place)
    const forWhom = known.filter((one) => reach.get(one)?.has(id))
    const isMeant = citizenship === null ? forWhom.length > 0 : forWhom.includes(citizenship)
    if (each.flow.flow !== flow || !isMeant || !isCard(each)) return []
    const forAll = citizenship !== null || forWhom.length === known.length
    return [{ id, node: each.node, for: forAll ? [] : forWhom }]
  })
}

function isCard(each: EachNode): each is EachNode & { node: NodeOf<'card'> } {
  return each.node.kind === 'card' && !each.node.quiet
}

/** What a person may answer when asked for the citizenship. */
export function citizenships(script: Script): string[] {
  const node = nodeAt(script, { flow: 'profile', node: 'citizenship' })
  return node?.kind === 'ask' ? Object.keys(node.options) : [...script.content.campaign.citizenships]
}

function cardBlocks(script: Script, card: LeafletCard, language: Written): Block[] {
  const { phrases } = script.content
  const names = card.for.map((code) => phrases.html(language, `profile.citizenship.${code}`))
  const contacts = card.node.contacts.filter((id) => isShown(script, id))
  const [first, ...rest] = paragraphs(phrases.html(language, card.id))
  const forWhom: Block[] = names.length === 0 ? [] : [{ as: 'note', html: names.join(', ') }]
  const head =
    first?.as === 'heading' ? [first, ...forWhom] : [...forWhom, ...(first === undefined ? [] : [first])]
  return [...head, ...rest, ...contactBlock(script, contacts, language)]
}

/** Each paragraph by itself, a bold first line as a heading: a page holds more that way, and is found through faster. */
function paragraphs(html: string): Block[] {
  const parts = html.split(/\n{2,}/)
  if (parts.some((part) => htmlProblems(part).length > 0)) return [{ as: 'text', html }]
  return parts.map((part, at): Block => {
    const heading = at === 0 && parts.length > 1 ? /^<b>([^<]*)<\/b>$/.exec(part)?.[1] : undefined
    return heading === undefined ? { as: 'text', html: part } : { as: 'heading', html: heading }
  })
}

function contactBlock({ content }: Script, ids: readonly string[], language: Written): Block[] {
  const lines = ids.map((id) => contactLine(content, id, language))
  return lines.length === 0 ? [] : [{ as: 'text', html: lines.join('\n') }]
}

/** That nobody has read the translation, and that something on the page should have been checked again. */
function cautions(
  { content }: Script,
  cards: readonly LeafletCard[],
  language: Written,
  today: string,
): Block[] {
  const unread = cards.some(({ id }) => isDraft(content, language, id))
  const stale = factsOn(content, cards).some((fact) => isOverdue(fact, today))
  const keys = [...(stale ? ['ui.stale'] : []), ...(unread ? ['ui.draft'] : [])]
  return keys.map((key): Block => ({ as: 'note', html: content.phrases.html(language, key) }))
}

function factsOn({ facts }: Script['content'], cards: readonly LeafletCard[]) {
  return cards
    .flatMap(({ node }) => node.facts.map((id) => facts.get(id)))
    .filter((fact) => fact !== undefined)
}

function checkedLine({ content }: Script, cards: readonly LeafletCard[], language: Written): string {
  const [oldest] = factsOn(content, cards)
    .map(({ checked }) => checked)
    .sort()
  return oldest === undefined ? '' : content.phrases.plain(language, 'ui.checked', { date: showDate(oldest) })
}

function emergencyLines(script: Script, language: Written, citizenship: string | null): Block[] {
  const help = nodeAt(script, helpPlace)
  const ids = help === undefined || help.kind === 'route' ? [] : help.contacts
  const meant = ids.filter((id) => isShown(script, id) && isMeantFor(script, id, citizenship))
  return contactBlock(script, meant, language)
}

function isShown({ content }: Script, id: string): boolean {
  const contact = content.contacts.get(id)
  return contact !== undefined && mayBeShown(contact)
}

function isMeantFor({ content }: Script, id: string, citizenship: string | null): boolean {
  const contact = content.contacts.get(id)
  return contact !== undefined && isFor(contact, citizenship)
}

function codeOf(script: Script, { topic, language }: LeafletOrder, bot: string): Block {
  const entry = flowsOf(script, topic).find((flow) => flow.entry !== undefined)?.entry
  const link = `https://t.me/${bot}${entry === undefined ? '' : `?start=${entry}`}`
  const words = script.content.phrases.plain(language, 'bot.short')
  return { as: 'code', link, html: `<b>@${escapeHtml(bot)}</b>\n${escapeHtml(words)}` }
}
