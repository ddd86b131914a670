import { mayBeShown } from '../../content/contacts.ts'
import { isBroken, type Problem } from '../../content/rules/rule.ts'
import type { LoadedScript } from '../load.ts'
import { flowX } from './example.ts'
import { type EachNode, everyNode, problemAt, type ScriptRule } from './graph.ts'

const hidden =
  'x-1: { number: "115", place: RU, citizenship: [], tags: [rare], hours: always, languages: [], cost: free, source: s, dated: "2015", confidence: low, dialled: null, recheck: 2027-01-31 }\n'

export const unknownContact: ScriptRule = {
  id: 'unknown-contact',
  level: 'error',
  says: 'A card names only contacts that stand in content/contacts.yaml and that people may be shown.',
  wrong: {
    ...flowX(
      '  a: { kind: card, contacts: [no-such, x-1], buttons: { go: b } }\n  b: { kind: contacts, tags: [rare] }\n',
    ),
    'content/contacts.yaml': hidden,
  },
  right: flowX(
    '  a: { kind: card, contacts: [ru-112], buttons: { go: b } }\n  b: { kind: contacts, tags: [emergency] }\n',
  ),
  check: (loaded, ground) =>
    isBroken(ground, 'content/contacts.yaml')
      ? []
      : everyNode(loaded.script).flatMap((each) => [...named(loaded, each), ...nobody(loaded, each)]),
}

function named(loaded: LoadedScript, { flow, id, node, path }: EachNode): Problem[] {
  if (node.kind === 'route') return []
  return node.contacts.flatMap((contact, index): Problem[] => {
    const known = loaded.script.content.contacts.get(contact)
    const at = [...path, 'contacts', index]
    if (known === undefined)
      return [problemAt(loaded, flow.flow, at, `${id}: there is no contact ${contact}`)]
    if (mayBeShown(known)) return []
    return [problemAt(loaded, flow.flow, at, `${id}: ${contact} may not be shown before somebody dials it`)]
  })
}

function nobody(loaded: LoadedScript, { flow, id, node, path }: EachNode): Problem[] {
  if (node.kind !== 'contacts') return []
  const fits = [...loaded.script.content.contacts.values()].some(
    (contact) =>
      mayBeShown(contact) &&
      contact.tags.some((tag) => node.tags.includes(tag)) &&
      (node.place === undefined || contact.place === node.place || contact.place === 'world'),
  )
  return fits ? [] : [problemAt(loaded, flow.flow, [...path, 'tags'], `${id}: no contact can be shown here`)]
}
