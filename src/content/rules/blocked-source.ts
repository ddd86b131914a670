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
    return [
      ...everyText(content).map(({ key, text }) => ({ place: text, what: key, shown: text.text })),
      ...addresses(content),
    ].flatMap(({ place, what, shown }): Problem[] =>
      names
        .filter((name) => mentions(shown, name))
        .map((name) => problem(place, `${what} shows a blocked source: ${name}`)),
    )
  },
}

function addresses(content: Content) {
  const of = (id: string, shown: string | undefined) =>
    shown === undefined ? [] : [{ place: placeIn(content, id), what: id, shown }]
  return [
    ...[...content.facts].flatMap(([id, fact]) => of(id, `${fact.url ?? ''} ${fact.source}`)),
    ...[...content.contacts].flatMap(([id, contact]) => of(id, contact.site)),
  ]
}

/**
 * A Latin name counts wherever it stands, also inside an address. A Cyrillic one can be ordinary words
 * (в настоящее время): it counts as whole words of which one has a capital.
 */
function mentions(shown: string, name: string): boolean {
  if (/^\p{ASCII}+$/u.test(name)) return shown.toLowerCase().includes(name.toLowerCase())
  const words = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')
  const found = shown.matchAll(new RegExp(`(?<!\\p{L})${words}(?!\\p{L})`, 'giu'))
  return [...found].some(([match]) => /\p{Lu}/u.test(match))
}
