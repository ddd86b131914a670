import type { Language } from '../campaign/campaign.ts'
import { type Contact, findContacts } from '../content/contacts.ts'
import { stateOf, type TextState, textStates } from '../content/exchange/state.ts'
import type { Fact } from '../content/facts.ts'
import type { Content } from '../content/load.ts'
import { type EachNode, everyNode, factLists } from './rules/graph.ts'
import type { Script } from './script.ts'

/** How many texts of a language are in each state. */
export type TextCounts = Readonly<Record<TextState, number>>

/** A topic, or a flow of no topic, or the texts that all flows share: what staff look at as one thing. */
export type ContentPart = {
  kind: 'topic' | 'flow' | 'shared'
  /** The topic's, flow's or file's name. */
  id: string
  nodes: readonly EachNode[]
  texts: number
  /** By language of the campaign, the source language left out. */
  counts: ReadonlyMap<Language, TextCounts>
}

/** All content in its parts: topics first, then flows of no topic, then shared texts. Every text is in one part. */
export function contentParts(script: Script): ContentPart[] {
  const { content } = script
  const nodes = everyNode(script)
  const keys = new Map<string, string[]>()
  for (const key of content.texts.get(content.campaign.source_language)?.keys() ?? []) {
    const file = key.slice(0, key.indexOf('.'))
    keys.set(file, [...(keys.get(file) ?? []), key])
  }
  const flows = [...script.flows.values()]
  const topics = new Set(flows.flatMap(({ topic }) => topic ?? []))
  const part = (kind: ContentPart['kind'], id: string, files: readonly string[]): ContentPart => {
    const own = files.flatMap((file) => keys.get(file) ?? [])
    return {
      kind,
      id,
      nodes: nodes.filter(({ flow }) => files.includes(flow.flow)),
      texts: own.length,
      counts: countsOf(content, own),
    }
  }
  const shared = [...keys.keys()].filter((file) => !script.flows.has(file))
  return [
    ...[...topics].map((topic) =>
      part(
        'topic',
        topic,
        flows.filter((flow) => flow.topic === topic).map(({ flow }) => flow),
      ),
    ),
    ...flows.filter(({ topic }) => topic === undefined).map(({ flow }) => part('flow', flow, [flow])),
    ...shared.map((file) => part('shared', file, [file])),
  ]
}

/** The same counts of all parts together. */
export function totals(parts: readonly ContentPart[]): Map<Language, TextCounts> {
  const sums = new Map<Language, TextCounts>()
  for (const { counts } of parts) {
    for (const [language, more] of counts) {
      const sum = sums.get(language)
      sums.set(
        language,
        tally((state) => (sum?.[state] ?? 0) + more[state]),
      )
    }
  }
  return sums
}

/** How many of some texts are how far, in each language that is translated into. */
export function countsOf(content: Content, keys: readonly string[]): Map<Language, TextCounts> {
  const { languages, source_language: source } = content.campaign
  return new Map(
    languages
      .filter((language) => language !== source)
      .map((language) => {
        const states = keys.map((key) => stateOf(content, language, key))
        return [language, tally((state) => states.filter((each) => each === state).length)] as const
      }),
  )
}

function tally(count: (state: TextState) => number): TextCounts {
  return Object.fromEntries(textStates.map((state) => [state, count(state)])) as Record<TextState, number>
}

/** A fact or contact with the day for checking it again, and the cards that rest on it or show it. */
export type Due = { id: string; recheck: string; nodes: readonly EachNode[] } & (
  | { kind: 'fact'; fact: Fact }
  | { kind: 'contact'; contact: Contact }
)

/** Every fact and contact in the order in which they are to be checked again. */
export function dueForCheck(script: Script): Due[] {
  const { facts, contacts } = script.content
  const nodes = everyNode(script)
  const resting = new Map<string, EachNode[]>()
  for (const each of nodes) {
    const ids = new Set([...factLists(each).flatMap((list) => list.facts), ...contactsOn(script, each)])
    for (const id of ids) resting.set(id, [...(resting.get(id) ?? []), each])
  }
  const on = (id: string) => resting.get(id) ?? []
  const due: Due[] = [
    ...[...facts].map(
      ([id, fact]): Due => ({ id, recheck: fact.recheck, nodes: on(id), kind: 'fact', fact }),
    ),
    ...[...contacts].map(
      ([id, contact]): Due => ({ id, recheck: contact.recheck, nodes: on(id), kind: 'contact', contact }),
    ),
  ]
  return due.sort((a, b) => (a.recheck < b.recheck ? -1 : a.recheck > b.recheck ? 1 : 0))
}

/** Contacts that a card names, and those that a list of contacts finds for somebody of whom nothing is known. */
export function contactsOn({ content }: Script, { node }: EachNode): readonly string[] {
  if (node.kind === 'route') return []
  if (node.kind !== 'contacts') return node.contacts
  const found = findContacts(content.contacts, { tags: node.tags, place: node.place, citizenship: null })
  return [...node.contacts, ...found]
}
