import { type Contact, isFor, mayBeShown } from '../content/contacts.ts'
import { cardId, helpPlace, languagePlace, menuPlace, nodeAt, type Place, samePlace } from './places.ts'
import { factLists } from './rules/graph.ts'
import type { Hidden, Node, Script } from './script.ts'

export const nothingHidden: Hidden = { cards: new Set(), facts: new Set(), contacts: new Set() }

/** Without these nobody could choose a language, find the menu, see or change what is kept, or be forgotten. */
const fixed: readonly Place[] = [
  languagePlace,
  menuPlace,
  { flow: 'welcome', node: 'consent' },
  { flow: 'me', node: 'privacy' },
  { flow: 'me', node: 'data' },
  { flow: 'me', node: 'forget' },
]

/** Whether a card is never hidden. The first card of help can be: its numbers and its ways stay. */
export function isFixed(place: Place): boolean {
  return fixed.some((each) => samePlace(each, place))
}

/** Whether people get the safe card at a place: staff hide its card, or a fact that it rests on. */
export function isHidden(script: Script, place: Place): boolean {
  const { cards, facts } = script.hidden
  if ((cards.size === 0 && facts.size === 0) || isFixed(place)) return false
  const node = nodeAt(script, place)
  if (node === undefined || node.kind === 'route') return false
  return cards.has(cardId(place)) || factsUnder(node).some((id) => facts.has(id))
}

/** Every fact that a node rests on. */
export function factsUnder(node: Node): string[] {
  return factLists({ node, path: [] }).flatMap(({ facts }) => facts)
}

/** The contacts of a list that staff do not hide. */
export function notHidden({ hidden }: Script, ids: readonly string[]): string[] {
  return ids.filter((id) => !hidden.contacts.has(id))
}

/** Whether a side of a list of contacts opens one that staff hide. */
export function isHiddenContact({ hidden }: Script, view: string | undefined): boolean {
  return view?.startsWith('c-') === true && hidden.contacts.has(view.slice(2))
}

/**
 * Who can be called in an emergency: the numbers of the first card of help, and where all of them are hidden, whoever
 * else can be called at once.
 *
 * @param citizenship of the person, or null when it is not known
 */
export function emergencyNumbers(script: Script, citizenship: string | null): string[] {
  const { contacts } = script.content
  const isMeant = (id: string) => {
    const contact = contacts.get(id)
    return contact !== undefined && isFor(contact, citizenship)
  }
  const help = nodeAt(script, helpPlace)
  const first = notHidden(script, help === undefined || help.kind === 'route' ? [] : help.contacts)
  const others = [...contacts].flatMap(([id, contact]) =>
    mayBeShown(contact) && isUrgent(contact) ? [id] : [],
  )
  const found = first.length > 0 ? first : notHidden(script, others)
  return found.filter(isMeant)
}

/** Whoever is called when life is in danger. */
function isUrgent({ number, tags }: Contact): boolean {
  return number !== undefined && tags.some((tag) => ['emergency', 'police', 'medical'].includes(tag))
}
