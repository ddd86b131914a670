import type { Content } from '../load.ts'
import { readText } from './reading.ts'
import { type ContentRule, isBroken, type Problem, placeIn, problem } from './rule.ts'

/** Texts of a contact: what is added to its id, and the most characters. */
export const contactLimits = { '': 60, '.short': 24 } as const
const parts = Object.entries(contactLimits).map(([suffix, most]) => ({ suffix, most }))

const contact =
  'place: RU, citizenship: [], tags: [emergency], hours: always, languages: [], cost: free, source: s, dated: "2025", confidence: high, dialled: null, recheck: 2027-01-31'

export const contactTexts: ContentRule = {
  id: 'contact-texts',
  level: 'error',
  says: 'Each contact has a name of at most 60 characters and a short name for its button of at most 24.',
  wrong: {
    'content/contacts.yaml': `x-1: { number: "112", ${contact} }\n`,
    'content/ru/contacts.yaml': `x-1: ${'а'.repeat(61)}\n`,
  },
  right: {
    'content/contacts.yaml': `x-1: { number: "112", ${contact} }\n`,
    'content/ru/contacts.yaml': 'x-1: Служба спасения\nx-1.short: Спасение 112\n',
  },
  check(content, ground) {
    const source = content.campaign.source_language
    const blind = isBroken(ground, `content/${source}/contacts.yaml`)
    return [...content.contacts.keys()].flatMap((id) => [
      ...(blind ? [] : missing(content, id)),
      ...tooLong(content, id),
    ])
  },
}

function missing(content: Content, id: string): Problem[] {
  const texts = content.texts.get(content.campaign.source_language)
  return parts
    .map(({ suffix }) => `contacts.${id}${suffix}`)
    .filter((key) => !texts?.has(key))
    .map((key) => problem(placeIn(content, id), `${id} has no text ${key}`))
}

function tooLong(content: Content, id: string): Problem[] {
  return [...content.texts].flatMap(([language, texts]) =>
    parts.flatMap(({ suffix, most }): Problem[] => {
      const key = `contacts.${id}${suffix}`
      const text = texts.get(key)
      const size = text === undefined ? 0 : [...(readText(language, text)?.longest ?? '')].length
      if (text === undefined || size <= most) return []
      return [problem(text, `${key} has ${size} characters, ${most} at most`)]
    }),
  )
}
