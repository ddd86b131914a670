import type { Written } from '../../campaign/campaign.ts'
import { type Contact, mayBeShown } from '../contacts.ts'
import type { Finding } from '../finding.ts'
import type { Content } from '../load.ts'
import type { Text } from '../texts.ts'
import { type Ban, type Bans, bansFor } from './bans.ts'
import { readText, sentencesOf } from './reading.ts'
import { type ContentRule, type Problem, placeIn, problem } from './rule.ts'
import { readSayings, type Sayings } from './sayings.ts'

const table = `sayings:
  guarantee: { why: nobody can, instead: Ask first., never: { ru: ['гарантируем'] }, wrong: { ru: Мы гарантируем. } }
numbers:
  '189': No source was found
`

export const mustNotSay: ContentRule = {
  id: 'must-not-say',
  level: 'error',
  says: 'A text never says what content/must-not-say.yaml lists: each entry tells why and what to say instead.',
  wrong: {
    'content/must-not-say.yaml': table,
    'content/ru/extra.yaml': 'a: Мы гарантируем работу.\nb: Звоните 189.\n',
  },
  right: { 'content/must-not-say.yaml': table, 'content/ru/extra.yaml': 'a: Проверьте 1890 рублей.\n' },
  check(content, { root }) {
    const broken: Finding[] = []
    const sayings = readSayings(root, broken)
    return [
      ...broken.map((finding) => problem(finding, finding.message)),
      ...[...content.texts].flatMap(([language, texts]) =>
        groupsOf([...texts], together).flatMap((group) =>
          saidIn(bansFor(sayings, language), language, group),
        ),
      ),
      ...forbiddenContacts(content, sayings),
    ]
  },
}

/** So many texts are first looked at as one: nearly all of the table is far from all of them. */
const together = 100
/** Stands between them: no letter, digit, sign or space, so that each ends and begins as it does alone. */
const apart = '\0'

function saidIn(bans: Bans, language: Written, group: [string, Text][]): Problem[] {
  const words = group.map(([, text]) => (readText(language, text)?.everything ?? '').toLowerCase())
  const near = nearTo(bans, words.join(apart))
  if (near.sayings.length + near.numbers.length === 0) return []
  return group.flatMap(([key, text], index) =>
    objectionsTo(near, key, words[index] ?? '').map((message) => problem(text, `${key}: ${message}`)),
  )
}

function groupsOf<T>(list: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, n) => list.slice(n * size, (n + 1) * size))
}

/** Why a text must not be shown: one line for each entry of the table that it runs into. */
export function objections(sayings: Sayings, language: Written, key: string, words: string): string[] {
  return objectionsTo(bansFor(sayings, language), key, words.toLowerCase())
}

/** What of the table some words may run into; the rest they surely do not. */
function nearTo({ sayings, numbers }: Bans, words: string): Bans {
  return {
    sayings: sayings.filter(({ meant }) => meant.some((list) => isIn(words, list))),
    numbers: /\d{3}/.test(words) ? numbers.filter(({ pattern }) => pattern.test(words)) : [],
  }
}

function objectionsTo(bans: Bans, key: string, words: string): string[] {
  const { sayings, numbers } = nearTo(bans, words)
  return [
    ...numbers.map(({ number, why }) => `must not give the number ${number} (${why})`),
    ...sayings.flatMap((ban) => {
      const sentence = offence(ban, key, words)
      if (sentence === undefined) return []
      const { why, instead } = ban.saying
      return [`must not say "${short(sentence)}" (${ban.id}: ${why}). Say instead: ${instead}`]
    }),
  ]
}

function offence({ where, meant, excused }: Ban, key: string, plain: string): string | undefined {
  if (where !== undefined && !where.test(`${key}\n${plain}`)) return undefined
  return sentencesOf(plain).find(
    (sentence) =>
      meant.some((list) => isIn(sentence, list)) && !excused.some((excuse) => excuse.test(sentence)),
  )
}

function isIn(words: string, list: readonly RegExp[]): boolean {
  return list.every((pattern) => pattern.test(words))
}

function forbiddenContacts(content: Content, { numbers }: Sayings): Problem[] {
  const forbidden = new Map(Object.entries(numbers).map(([number, why]) => [digits(number), why]))
  return [...content.contacts].flatMap(([id, contact]): Problem[] => {
    const why = reason(contact, forbidden)
    return why === undefined ? [] : [problem(placeIn(content, id), `${id} must not be given out (${why})`)]
  })
}

function reason(contact: Contact, forbidden: ReadonlyMap<string, string>): string | undefined {
  return contact.number === undefined || !mayBeShown(contact)
    ? undefined
    : forbidden.get(digits(contact.number))
}

function digits(number: string): string {
  return number.replace(/\D/g, '')
}

function short(sentence: string): string {
  return sentence.length > 60 ? `${sentence.slice(0, 60)}…` : sentence
}
