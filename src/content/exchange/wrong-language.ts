import type { Written } from '../../campaign/campaign.ts'
import { countWords } from '../rules/reading.ts'
import { tidy } from './tidy.ts'

/** Shorter texts may be names, which are the same in every language. */
const enoughWords = 4

const scripts: Readonly<Record<Written, { name: string; letters: RegExp }>> = {
  ky: { name: 'Cyrillic', letters: /\p{Script=Cyrillic}/gu },
  ru: { name: 'Cyrillic', letters: /\p{Script=Cyrillic}/gu },
  tg: { name: 'Cyrillic', letters: /\p{Script=Cyrillic}/gu },
  kk: { name: 'Cyrillic', letters: /\p{Script=Cyrillic}/gu },
  uz: { name: 'Latin', letters: /\p{Script=Latin}/gu },
  en: { name: 'Latin', letters: /\p{Script=Latin}/gu },
}

/** Signs that a text is not in the language it is meant to be: the source itself, or another alphabet. */
export function wrongLanguage(language: Written, text: string, source: string): string | undefined {
  const words = text.replace(/<[^>]*>|\{[^{}]*\}|https?:\/\/\S+/g, ' ')
  if (countWords(words) < enoughWords) return undefined
  if (text === tidy(source)) return 'is the source text itself, not a translation'
  const { name, letters } = scripts[language]
  // A name that the source text leaves in its own letters may stay so.
  if (isMostly(source, /\p{Script=Latin}/gu) || isMostly(words, letters)) return undefined
  return `is not written in ${name} letters, as ${language} is`
}

function isMostly(words: string, letters: RegExp): boolean {
  const all = words.match(/\p{L}/gu)?.length ?? 0
  return (words.match(letters)?.length ?? 0) * 2 >= all
}
