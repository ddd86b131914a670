import { contactsOn } from '../flow/content-state.ts'
import { emergencyNumbers, factsUnder, isFixed } from '../flow/hidden.ts'
import { cardId, nodeAt, placeOf } from '../flow/places.ts'
import { type EachNode, everyNode } from '../flow/rules/graph.ts'
import type { Script } from '../flow/script.ts'
import type { HiddenThing } from '../store/hidden.ts'
import { hiddenOf } from '../store/live-script.ts'

/** Whether the files have it. */
export function isKnown(script: Script, { kind, id }: HiddenThing): boolean {
  if (kind === 'card') return nodeAt(script, placeOf(id, '')) !== undefined
  return (kind === 'fact' ? script.content.facts : script.content.contacts).has(id)
}

/** Why something cannot be hidden: the key of the words for it; undefined when it can. */
export function whyNot(script: Script, thing: HiddenThing): 'route' | 'fixed' | 'last' | undefined {
  const { kind, id } = thing
  if (kind === 'card') {
    const place = placeOf(id, '')
    if (nodeAt(script, place)?.kind === 'route') return 'route'
    return isFixed(place) ? 'fixed' : undefined
  }
  if (kind === 'fact' || emergencyNumbers(script, null).length === 0) return undefined
  return emergencyNumbers(alsoHidden(script, thing), null).length === 0 ? 'last' : undefined
}

/** The script as it will be. */
export function alsoHidden(script: Script, thing: HiddenThing): Script {
  const more = hiddenOf([thing])
  const { cards, facts, contacts } = script.hidden
  const hidden = {
    cards: new Set([...cards, ...more.cards]),
    facts: new Set([...facts, ...more.facts]),
    contacts: new Set([...contacts, ...more.contacts]),
  }
  return { ...script, hidden }
}

/** The cards that show it or rest on it: `touched` are seen otherwise once it is hidden, `fixed` stay all the same. */
export function restOn(
  script: Script,
  { kind, id }: HiddenThing,
): { touched: EachNode[]; fixed: EachNode[] } {
  const nodes = everyNode(script).filter((each) => {
    if (each.node.kind === 'route') return false
    if (kind === 'card') return cardId(each.place) === id
    return (kind === 'contact' ? contactsOn(script, each) : factsUnder(each.node)).includes(id)
  })
  if (kind !== 'fact') return { touched: nodes, fixed: [] }
  return {
    touched: nodes.filter(({ place }) => !isFixed(place)),
    fixed: nodes.filter(({ place }) => isFixed(place)),
  }
}
