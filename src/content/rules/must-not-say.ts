import type { Language } from '../../campaign/campaign.ts'
import { type Contact, mayBeShown } from '../contacts.ts'
import type { Finding } from '../finding.ts'
import type { Content } from '../load.ts'
import { readText, sentencesOf } from './reading.ts'
import { type ContentRule, everyText, type Problem, placeIn, problem } from './rule.ts'
import { numberPattern, readSayings, type Saying, type Sayings } from './sayings.ts'

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
      ...everyText(content).flatMap(({ language, key, text }) =>
        objections(sayings, language, key, readText(language, text)?.everything ?? '').map((message) =>
          problem(text, `${key}: ${message}`),
        ),
      ),
      ...forbiddenContacts(content, sayings),
    ]
  },
}

/** Why a text must not be shown: one line for each entry of the table that it runs into. */
export function objections(sayings: Sayings, language: Language, key: string, words: string): string[] {
  const plain = words.toLowerCase()
  const given = Object.entries(/\d{3}/.test(plain) ? sayings.numbers : {})
    .filter(([number]) => numberIn(number).test(plain))
    .map(([number, why]) => `must not give the number ${number} (${why})`)
  const said = Object.entries(sayings.sayings).flatMap(([id, saying]) => {
    const sentence = offence(saying, language, key, plain)
    return sentence === undefined
      ? []
      : [`must not say "${short(sentence)}" (${id}: ${saying.why}). Say instead: ${saying.instead}`]
  })
  return [...given, ...said]
}

function offence(saying: Saying, language: Language, key: string, plain: string): string | undefined {
  const { where, never, unless } = saying
  // Most texts have none of it: only the others are taken apart into sentences.
  const meant = [never[language], never.any].some((list) => list?.every((part) => pattern(part).test(plain)))
  if (!meant) return undefined
  if (where !== undefined && !pattern(where).test(`${key}\n${plain}`)) return undefined
  const wanted = [never[language], never.any].filter((list) => list !== undefined)
  const excused = [unless?.[language], unless?.any].filter((excuse) => excuse !== undefined)
  return sentencesOf(plain).find(
    (sentence) =>
      wanted.some((list) => list.every((part) => pattern(part).test(sentence))) &&
      !excused.some((excuse) => pattern(excuse).test(sentence)),
  )
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

const numbers = new Map<string, RegExp>()

function numberIn(number: string): RegExp {
  const known = numbers.get(number) ?? numberPattern(number)
  numbers.set(number, known)
  return known
}

const patterns = new Map<string, RegExp>()

/** Patterns meet texts in small letters: much faster than asking the engine to fold every letter. */
function pattern(source: string): RegExp {
  const known = patterns.get(source) ?? new RegExp(inSmallLetters(source), 'u')
  patterns.set(source, known)
  return known
}

function inSmallLetters(source: string): string {
  return source.replace(/\\[a-z](\{[^}]*\})?|[^\\]/giu, (part) =>
    part.startsWith('\\') ? part : part.toLowerCase(),
  )
}
