import type { Content } from '../load.ts'
import { readText } from './reading.ts'
import { type ContentRule, everyText, type Problem, problem } from './rule.ts'

const limit = 600

export const length: ContentRule = {
  id: 'length',
  level: 'error',
  says: `A text never has more than ${limit} characters, its tags not counted.`,
  wrong: { 'content/ru/extra.yaml': `long: "${'Слово. '.repeat(90)}"\n` },
  right: { 'content/ru/extra.yaml': `long: "<b>${'Слово. '.repeat(80)}</b>"\n` },
  check: (content) => textsOver(content, limit),
}

/** The texts with more characters than that. */
export function textsOver(content: Content, most: number): Problem[] {
  return everyText(content).flatMap(({ language, key, text }): Problem[] => {
    const size = [...(readText(language, text)?.longest ?? '')].length
    return size > most ? [problem(text, `${key} has ${size} characters, ${most} at most`)] : []
  })
}
