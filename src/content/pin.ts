import type { Written } from '../campaign/campaign.ts'
import type { Content } from './load.ts'
import { fingerprint, type Pin, writePin } from './pins.ts'

/**
 * The pins of a language as they should be now. Texts without a pin get one (`missing`), or the named texts are
 * pinned anew because somebody translated them again. A stale pin whose key is not named stays stale, a pin
 * that still holds keeps its review, and pins of texts that are gone fall away.
 */
export function pinTexts(
  content: Content,
  language: Written,
  when: 'missing' | readonly string[],
): Map<string, Pin> {
  const source = content.campaign.source_language
  if (language === source) throw new Error(`${language} is the source language: its texts need no pins`)
  const sources = content.texts.get(source)
  const old = content.pins.get(language)
  const keys = [...(content.texts.get(language)?.keys() ?? [])].filter((key) => sources?.has(key)).sort()
  refuseUnknown(when, keys, language)
  const pins = new Map<string, Pin>()
  for (const key of keys) {
    const pin = old?.get(key)
    const of = fingerprint(sources?.get(key)?.text ?? '')
    const wanted = when === 'missing' ? pin === undefined : when.includes(key) && pin?.of !== of
    if (wanted) pins.set(key, { of, state: 'draft' })
    else if (pin !== undefined) pins.set(key, pin)
  }
  return pins
}

function refuseUnknown(when: 'missing' | readonly string[], keys: readonly string[], language: Written) {
  const unknown = when === 'missing' ? [] : when.filter((key) => !keys.includes(key))
  if (unknown.length > 0)
    throw new Error(`There is no translation to pin in ${language}: ${unknown.join(', ')}`)
}

/** Pins as `content/<language>/pins.yaml` holds them: one text a line. */
export function pinsFile(pins: ReadonlyMap<string, Pin>): string {
  if (pins.size === 0) return '{}\n'
  return [...pins].map(([key, pin]) => `${key}: ${writePin(pin)}\n`).join('')
}
