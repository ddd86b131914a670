import { type Written, writtenLanguages } from '../../campaign/campaign.ts'
import type { Finding } from '../finding.ts'
import { type Glossary, readGlossary, type Term } from '../glossary.ts'
import { readText } from './reading.ts'
import { type ContentRule, everyText, problem } from './rule.ts'

const terms =
  "employer: { ru: работодатель, ky: иш берүүчү, tg: корфармо, uz: ish beruvchi, kk: жұмыс беруші, en: employer, avoid: { ky: ['кожоюн*'] } }\ninn: { ru: ИНН, ky: ИНН, tg: ИНН, uz: INN, kk: ИНН, en: INN, avoid: { ky: ['СИН'] } }\n"

export const glossary: ContentRule = {
  id: 'glossary',
  level: 'warning',
  says: 'A text uses the words of content/glossary.yaml and none of the forms that it names as wrong.',
  wrong: {
    'content/glossary.yaml': terms,
    'content/ky/extra.yaml': 'a: Кожоюнуңузга айтыңыз.\nb: СИН алыңыз.\n',
  },
  right: {
    'content/glossary.yaml': terms,
    'content/ky/extra.yaml': 'a: Иш берүүчүгө айтыңыз.\nb: Син деген ат.\nc: Жаңыкожоюн айылы.\n',
  },
  check(content, { root }) {
    const broken: Finding[] = []
    const avoided = avoidedForms(readGlossary(root, broken))
    return [
      ...broken.map((finding) => problem(finding, finding.message)),
      ...everyText(content).flatMap(({ language, key, text }) =>
        termsAgainst(avoided, language, readText(language, text)?.everything ?? '').map((message) =>
          problem(text, `${key} ${message}`),
        ),
      ),
    ]
  },
}

type Avoided = { id: string; term: Term; pattern: RegExp }

/** The forms that a glossary names as wrong, ready to be looked for, by language. */
export function avoidedForms(terms: Glossary): ReadonlyMap<Written, readonly Avoided[]> {
  const avoided = new Map<Written, Avoided[]>()
  for (const [id, term] of Object.entries(terms)) {
    for (const language of writtenLanguages) {
      const forms = term.avoid?.[language] ?? []
      const own = avoided.get(language) ?? []
      avoided.set(language, [...own, ...forms.map((form) => ({ id, term, pattern: patternOf(form) }))])
    }
  }
  return avoided
}

/** What a text says against the glossary: the form, the entry, and the word that belongs there. */
export function termsAgainst(
  avoided: ReadonlyMap<Written, readonly Avoided[]>,
  language: Written,
  words: string,
): string[] {
  return (avoided.get(language) ?? []).flatMap(({ id, term, pattern }) => {
    const found = pattern.exec(words)
    if (found === null) return []
    const why = term.note === undefined ? '' : ` (${term.note})`
    return [`says "${found[0]}"; the glossary has "${term[language]}" for ${id}${why}`]
  })
}

/** A form as whole words. In capitals it is an abbreviation, and small letters are another word. */
function patternOf(form: string): RegExp {
  const words = form
    .replace(/\*$/, '')
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const ending = form.endsWith('*') ? '\\p{L}*' : ''
  const abbreviation = form === form.toUpperCase()
  return new RegExp(
    `(?<![\\p{L}\\p{N}])${words.join('\\s+')}${ending}(?![\\p{L}\\p{N}])`,
    abbreviation ? 'u' : 'iu',
  )
}
