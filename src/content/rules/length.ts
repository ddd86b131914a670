import type { Content } from '../load.ts'
import { readText } from './reading.ts'
import { type ContentRule, everyText, type Problem, problem } from './rule.ts'

/** Characters that no text has more than. */
export const textLimit = 600

export const length: ContentRule = {
  id: 'length',
  level: 'error',
  says: `A text never has more than ${textLimit} characters, its tags not counted.`,
  wrong: { 'content/ru/extra.yaml': `long: "${'Слово. '.repeat(90)}"\n` },
  right: { 'content/ru/extra.yaml': `long: "<b>${'Слово. '.repeat(80)}</b>"\n` },
  check: (content) => textsOver(content, textLimit),
}

/** The texts with more characters than that. */
export function textsOver(content: Content, most: number): Problem[] {
  return everyText(content).flatMap(({ language, key, text }): Problem[] => {
    const shown = readText(language, text)?.longest ?? ''
    // Counting characters beyond two bytes takes the text apart: only a long one is worth it.
    const size = shown.length > most ? [...shown].length : shown.length
    return size > most ? [problem(text, `${key} has ${size} characters, ${most} at most`)] : []
  })
}
