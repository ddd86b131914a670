import type { Written } from '../../campaign/campaign.ts'
import type { Content } from '../load.ts'
import { fingerprint, type Pin } from '../pins.ts'

/** How far a translation is, in the order in which work on it is urgent. */
export const textStates = ['missing', 'stale', 'draft', 'reviewed'] as const
export type TextState = (typeof textStates)[number]

/**
 * How far the translation of a text of the source language is. One without a pin is stale: nobody knows which
 * words it was made from. The source language itself counts as reviewed.
 */
export function stateOf(content: Content, language: Written, key: string): TextState {
  const { source_language: source } = content.campaign
  if (language === source) return 'reviewed'
  if (content.texts.get(language)?.get(key) === undefined) return 'missing'
  const pin = pinOf(content, language, key)
  if (pin?.of !== sourcePrint(content, key)) return 'stale'
  return pin.state
}

export function pinOf(content: Content, language: Written, key: string): Pin | undefined {
  return content.pins.get(language)?.get(key)
}

/** A page about all texts asks for each once a language. */
const prints = new WeakMap<Content['texts'], Map<string, string>>()

/** Fingerprint of a text of the source language, as pins hold it. */
export function sourcePrint({ texts, campaign }: Content, key: string): string {
  const known = prints.get(texts) ?? new Map<string, string>()
  prints.set(texts, known)
  const print = known.get(key) ?? fingerprint(texts.get(campaign.source_language)?.get(key)?.text ?? '')
  known.set(key, print)
  return print
}
