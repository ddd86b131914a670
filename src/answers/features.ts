import { foldedWords } from './fold.ts'

const shortest = 3
const longest = 5

/** Marks of a text and how often each is there: words, pairs of words, and pieces of three to five letters. */
export function featuresOf(text: string): Map<string, number> {
  const found = new Map<string, number>()
  const add = (mark: string) => found.set(mark, (found.get(mark) ?? 0) + 1)
  let before = ''
  for (const word of foldedWords(text)) {
    add(`w${word}`)
    if (before !== '') add(`b${before} ${word}`)
    before = word
    const edged = `_${word}_`
    for (let length = shortest; length <= longest; length += 1)
      for (let at = 0; at + length <= edged.length; at += 1) add(`c${edged.slice(at, at + length)}`)
  }
  return found
}

/** How much a kind of mark says: words more than pieces. Found by cross-validation over the asks. */
export function weightOf(mark: string): number {
  return mark.startsWith('w') ? 1.6 : mark.startsWith('b') ? 1.2 : 0.6
}
