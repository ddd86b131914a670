/** What reading a text costs: so many words in so many sentences, and syllables in them. */
export type Effort = { words: number; sentences: number; syllables: number }

/** Counts a Russian text without tags. A line's end and . ! ? … : ; end a sentence; a number is one syllable. */
export function effortOf(text: string): Effort {
  const sentences = text
    .split(/[.!?…:;]+(?=\s|$)|\n+/)
    .map((sentence) => sentence.match(/[\p{L}\d-]+/gu) ?? [])
    .filter((words) => words.length > 0)
  const words = sentences.flat()
  const syllables = words.reduce((sum, word) => sum + Math.max(1, word.match(vowels)?.length ?? 0), 0)
  return { words: words.length, sentences: sentences.length, syllables }
}

const vowels = /[аеёиоуыэюяaeiouy]/gi

/**
 * How easy a Russian text reads: Flesch's reading ease with Oborneva's coefficients for Russian (I. V. Oborneva, 2006),
 * 206.835 − 1.3 · words a sentence − 60.1 · syllables a word. 60 and more is plain language; undefined without words.
 */
export function readingEase(efforts: readonly Effort[]): number | undefined {
  const sum = (what: keyof Effort) => efforts.reduce((all, effort) => all + effort[what], 0)
  const words = sum('words')
  if (words === 0) return undefined
  return 206.835 - (1.3 * words) / sum('sentences') - (60.1 * sum('syllables')) / words
}
