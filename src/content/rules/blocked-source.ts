import type { Content } from '../load.ts'
import { type ContentRule, everyText, type Problem, placeIn, problem } from './rule.ts'

export const blockedSource: ContentRule = {
  id: 'blocked-source',
  level: 'error',
  says: 'A source on the list blocked_sources of the campaign is for staff only: people never see its name or link.',
  wrong: {
    'content/ru/extra.yaml': 'news: "Читайте на сайте Азаттык: https://rus.azattyk.org"\n',
    'content/facts/extra.yaml':
      'x-1: { says: a, applies: [all], source: police, url: "https://www.svoboda.org/a", dated: "2026", confidence: high, checked: 2026-11-24, recheck: 2027-01-31, publish: true }\n',
  },
  right: { 'content/ru/extra.yaml': 'now: "В настоящее время приёма нет."\n' },
  check(content) {
    const { blocked_sources: names } = content.campaign
    const near = new RegExp(names.map(inAnySpacing).join('|'), 'u')
    const shown = [
      ...everyText(content).map(({ key, text }) => ({ place: text, what: key, words: text.text })),
      ...addresses(content),
    ]
    // Nearly no text is near: only the others are held against each name.
    return shown
      .filter(({ words }) => names.length > 0 && near.test(words.toLowerCase()))
      .flatMap(({ place, what, words }): Problem[] =>
        names
          .filter((name) => mentions(words, name))
          .map((name) => problem(place, `${what} shows a blocked source: ${name}`)),
      )
  },
}

function addresses(content: Content) {
  const of = (id: string, words: string | undefined) =>
    words === undefined ? [] : [{ place: placeIn(content, id), what: id, words }]
  return [
    ...[...content.facts].flatMap(([id, fact]) => of(id, `${fact.url ?? ''} ${fact.source}`)),
    ...[...content.contacts].flatMap(([id, contact]) => of(id, contact.site)),
  ]
}

/**
 * A Latin name counts wherever it stands, also inside an address. A Cyrillic one can be ordinary words
 * (в настоящее время): it counts as whole words of which one has a capital.
 */
export function mentions(shown: string, name: string): boolean {
  if (/^\p{ASCII}+$/u.test(name)) return shown.toLowerCase().includes(name.toLowerCase())
  const found = shown.matchAll(new RegExp(`(?<!\\p{L})${inAnySpacing(name)}(?!\\p{L})`, 'giu'))
  return [...found].some(([match]) => /\p{Lu}/u.test(match))
}

/** A pattern of a name in small letters, however its words are spaced. */
function inAnySpacing(name: string): string {
  return name
    .toLowerCase()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+')
}
