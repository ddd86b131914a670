import type { Language } from '../campaign/campaign.ts'
import { isHidden } from '../flow/hidden.ts'
import { cardId, helpPlace, menuPlace, nodeAt, type Place, placeOf, samePlace } from '../flow/places.ts'
import type { Script, Shown } from '../flow/script.ts'
import { type Finder, makeFinder, placesInside } from './inside.ts'
import { bodyAt, footAt, itemsAt, numbersAt, withoutDraftMark } from './leaf.ts'
import { calledBy, caseWays, waysAt } from './ways.ts'

/** Where a card leads: to another card of the book, or to a page on the net. */
export type Way = { label: string } & ({ to: string } | { url: string })

/** One card as a book shows it to everybody. */
export type Leaf = {
  /** `flow.node`, the id of the card. */
  id: string
  title: string
  /** Paragraphs with an empty line between. */
  body: string
  /** Things to tick, questions with their answers, or contacts. */
  items: string[]
  ticks: boolean
  /** The bot would choose among its ways by what it knows of a person. */
  choice: boolean
  ways: Way[]
  /** When it was checked, and a caution when that is too long ago. */
  foot: string
  /** To be shown to an official. */
  show: boolean
}

export type Topic = { id: string; title: string; leaves: Leaf[] }

/** A page of the menu: where it leads, and the pages below it. */
export type Group = { title: string; body: string; ways: Way[]; groups: Group[] }

/** All topics in one language, for people of whom nothing is known. All words are HTML of the tags that cards use. */
export type Book = {
  language: Language
  today: string
  /** Who can be called in an emergency, one a line. */
  numbers: string
  /** Where the first card of help leads. */
  help: Way[]
  menu: Group[]
  topics: Topic[]
}

/** What a leaf is made from: the script, a language and a day, and where a way of the bot leads in the book. */
export type Ground = { script: Script; language: Language; today: string; find: Finder }

/** The name of a book's files, without their ending. */
export function packName(language: Language): string {
  return `sapar-${language.toLowerCase()}`
}

/**
 * Reads a script as a book: the menu's pages, then each topic once, help first, with every card that can be reached without
 * an answer, in the order of its flow. Where the bot would choose by an answer, all outcomes are listed.
 *
 * @param today YYYY-MM-DD, decides which facts are overdue
 */
export function makeBook(script: Script, language: Language, today: string): Book {
  const ground: Ground = { script, language, today, find: makeFinder(script) }
  const menu = groupAt(ground, menuPlace, new Set())
  const own = { ...menu, body: '', groups: [] }
  return {
    language,
    today,
    numbers: numbersAt(ground, helpPlace),
    help: leafAt(ground, helpPlace).ways,
    menu: menu.ways.length === 0 ? menu.groups : [own, ...menu.groups],
    topics: topicsOf(ground),
  }
}

function topicsOf(ground: Ground): Topic[] {
  const { flows } = ground.script
  const places = placesInside(ground.script, ground.find)
  const inside = new Set(places.map(cardId))
  return [...new Set([helpPlace.flow, ...places.map(({ flow }) => flow)])].map((flow) => {
    const nodes = Object.keys(flows.get(flow)?.nodes ?? {}).map((node) => ({ flow, node }))
    const leaves = nodes.filter((place) => inside.has(cardId(place))).map((place) => leafAt(ground, place))
    return { id: flow, title: topicTitle(ground, flow), leaves }
  })
}

function topicTitle({ script, language }: Ground, flow: string): string {
  return script.content.phrases.html(language, `${flow}.title`)
}

function leafAt(ground: Ground, place: Place): Leaf {
  const node = nodeAt(ground.script, place)
  const id = cardId(place)
  if (node === undefined) throw new Error(`There is no card ${id}`)
  if (node.kind === 'route') {
    const title = calledBy(ground, place) ?? topicTitle(ground, place.flow)
    const body = ground.script.content.phrases.html(ground.language, 'pack.cases')
    const ways = caseWays(ground, place, node)
    return { id, title, body, items: [], ticks: false, choice: true, ways, foot: '', show: false }
  }
  if (isHidden(ground.script, place)) return hiddenLeaf(ground, place, node)
  return {
    id,
    ...bodyAt(ground, place),
    items: itemsAt(ground, place, node),
    ticks: node.kind === 'checklist',
    choice: node.kind === 'ask',
    ways: waysAt(ground, place, node),
    foot: footAt(ground, place, node),
    show: node.show,
  }
}

/** A card that staff hide: links to it stay, so that who follows one learns why there is nothing. */
function hiddenLeaf(ground: Ground, place: Place, node: Shown): Leaf {
  const ways = samePlace(place, helpPlace) ? waysAt(ground, place, node) : []
  const bare = { items: [], ticks: false, choice: false, foot: '', show: false }
  return { id: cardId(place), ...bodyAt(ground, place), ...bare, ways }
}

/** A page of the menu; that its words are a draft is said once for all that is not a card. */
function groupAt(ground: Ground, place: Place, above: ReadonlySet<string>): Group {
  const node = nodeAt(ground.script, place)
  if (node === undefined || node.kind === 'route') throw new Error(`${cardId(place)} is no page of the menu`)
  const { title, body } = bodyAt(ground, place)
  const seen = new Set([...above, cardId(place)])
  const groups = Object.values(node.buttons).flatMap(({ to }) => {
    const below = placeOf(to ?? 'return', place.flow)
    const isPage = to !== undefined && below.flow === menuPlace.flow && !seen.has(cardId(below))
    return isPage && to !== 'return' ? [groupAt(ground, below, seen)] : []
  })
  return {
    title,
    body: withoutDraftMark(ground, body, '\n\n'),
    ways: isHidden(ground.script, place) ? [] : waysAt(ground, place, node),
    groups: groups.filter((group) => group.ways.length > 0 || group.groups.length > 0),
  }
}
