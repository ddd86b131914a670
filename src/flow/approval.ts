import type { Written } from '../campaign/campaign.ts'
import type { Approval } from '../content/approvals.ts'
import { fingerprint } from '../content/pins.ts'
import { everyNode, factLists } from './rules/graph.ts'
import { neededTexts } from './rules/keys.ts'
import type { Flow, Script } from './script.ts'

/** The flows of a topic, in the order of the script. */
export function flowsOf({ flows }: Script, topic: string): Flow[] {
  return [...flows.values()].filter((flow) => flow.topic === topic)
}

/**
 * Fingerprint of all that an approval covers: the topic's own texts in the source language and in those that were
 * approved as well, what its facts say, its contacts, and the structure of its flows. Dates of checking are left
 * out: a fact that was checked again and still says the same voids nothing.
 */
export function topicVersion(script: Script, topic: string, languages: readonly Written[] = []): string {
  const flows = flowsOf(script, topic)
  const { source_language: source } = script.content.campaign
  const parts = {
    flows: flows.map(withoutDefaults),
    facts: [...factsOf(script, topic)].map((id) => [id, script.content.facts.get(id)?.says ?? null]),
    texts: [...new Set([source, ...languages])].sort().map((language) => ({
      language,
      texts: textsOf(script, topic, language),
    })),
    contacts: contactsOf(script, topic).map((id) => {
      const contact = script.content.contacts.get(id)
      return [id, contact?.number ?? contact?.site ?? null]
    }),
  }
  return fingerprint(JSON.stringify(parts))
}

/** Ids of the facts that a topic rests on, sorted. */
export function factsOf(script: Script, topic: string): Set<string> {
  const nodes = everyNode(script).filter(({ flow }) => flow.topic === topic)
  return new Set(nodes.flatMap((each) => factLists(each).flatMap(({ facts }) => facts)).sort())
}

function contactsOf(script: Script, topic: string): string[] {
  const nodes = everyNode(script).filter(({ flow }) => flow.topic === topic)
  return [...new Set(nodes.flatMap(({ node }) => (node.kind === 'route' ? [] : node.contacts)))].sort()
}

/** Words of the topic's own files only: a new word for “Next” in all of the bot changes no topic. */
function textsOf(script: Script, topic: string, language: Written): [string, string | null][] {
  const own = flowsOf(script, topic).map(({ flow }) => `${flow}.`)
  const keys = new Set(
    neededTexts(script)
      .map(({ key }) => key)
      .filter((key) => own.some((prefix) => key.startsWith(prefix))),
  )
  const texts = script.content.texts.get(language)
  return [...keys].sort().map((key) => [key, texts?.get(key)?.text ?? null])
}

/** The same value for a field that is not written and one that has nothing in it: a new kind of field voids nothing. */
function withoutDefaults(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutDefaults)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, part]) => [key, withoutDefaults(part)] as const)
  return Object.fromEntries(entries.filter(([, part]) => !isNothing(part)))
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === false) return true
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}

export type ApprovalState = {
  approval: Approval
  /** `void` since the topic changed, `gone` with the topic, `replaced` by a newer one of the same organisation. */
  state: 'stands' | 'void' | 'gone' | 'replaced'
}

/** All approvals, or those of one topic, each with whether it still holds. */
export function approvalStates(script: Script, topic?: string): ApprovalState[] {
  const { approvals } = script.content
  return approvals.flatMap((approval, index): ApprovalState[] => {
    if (topic !== undefined && approval.topic !== topic) return []
    const newer = approvals
      .slice(index + 1)
      .some((each) => each.topic === approval.topic && each.by === approval.by)
    return [{ approval, state: newer ? 'replaced' : stateOf(script, approval) }]
  })
}

function stateOf(script: Script, { topic, version, languages }: Approval): ApprovalState['state'] {
  if (flowsOf(script, topic).length === 0) return 'gone'
  return topicVersion(script, topic, languages) === version ? 'stands' : 'void'
}
