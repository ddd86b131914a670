import { allLanguages, type Language } from '../campaign/campaign.ts'
import { type Place, placeOf } from './places.ts'

/*
 * What a button carries, within Telegram's 64 bytes:
 *   n:<language>:<flow>.<node>[:<view>]           navigation; needs no state and never ages
 *   s:<version>:<language>:<flow>.<node>:<press>   changes something; stale once the state has moved on
 * A language takes two letters there; Uzbek in Cyrillic, whose code is longer, is `uc`.
 */

export type Tap =
  | { kind: 'go'; language: Language; place: Place }
  | { kind: 'press'; version: number; language: Language; place: Place; press: string }

export function goData(language: Language, place: Place): string {
  const view = place.view === undefined ? '' : `:${place.view}`
  return `n:${short(language)}:${place.flow}.${place.node}${view}`
}

export function pressData(version: number, language: Language, place: Place, press: string): string {
  return `s:${version.toString(36)}:${short(language)}:${place.flow}.${place.node}:${press}`
}

const go = /^n:([a-z]{2}):([a-z0-9-]+\.[a-z0-9-]+)(?::([A-Za-z0-9.-]+))?$/
const press = /^s:([0-9a-z]{1,8}):([a-z]{2}):([a-z0-9-]+\.[a-z0-9-]+):([A-Za-z0-9.-]+)$/

/** Reads what a button carried; undefined for anything that no button of ours can carry. */
export function readTap(data: string): Tap | undefined {
  const gone = go.exec(data)
  if (gone !== null) {
    const [, code, target = '', view] = gone
    const language = languageOf(code)
    if (language === undefined) return undefined
    const place = placeOf(target, '')
    return { kind: 'go', language, place: view === undefined ? place : { ...place, view } }
  }
  const pressed = press.exec(data)
  if (pressed === null) return undefined
  const [, version = '', code, target = '', what = ''] = pressed
  const language = languageOf(code)
  if (language === undefined) return undefined
  return {
    kind: 'press',
    version: Number.parseInt(version, 36),
    language,
    place: placeOf(target, ''),
    press: what,
  }
}

function short(language: Language): string {
  return language === 'uz-Cyrl' ? 'uc' : language
}

function languageOf(code: string | undefined): Language | undefined {
  return allLanguages.find((language) => short(language) === code)
}
