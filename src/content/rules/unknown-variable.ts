import { isPlain } from '../texts.ts'
import { readText } from './reading.ts'
import { type ContentRule, type Problem, problem, translations } from './rule.ts'

export const unknownVariable: ContentRule = {
  id: 'unknown-variable',
  level: 'error',
  says: 'A translation has the same variables in braces as the source text, spelt the same way.',
  wrong: {
    'content/ru/extra.yaml': 'dated: "Проверено: {date}"\n',
    'content/ky/extra.yaml': 'dated: "Текшерилди: {datte}"\n',
  },
  right: {
    'content/ru/extra.yaml': 'dated: "Проверено: {date}"\n',
    'content/ky/extra.yaml': 'dated: "Текшерилди: {date}"\n',
  },
  check: (content) =>
    translations(content).flatMap(({ language, key, text, source }): Problem[] => {
      if (isPlain(text.text) && isPlain(source.text)) return []
      const wanted = readText(content.campaign.source_language, source)?.variables
      const has = readText(language, text)?.variables
      if (wanted === undefined || has === undefined) return []
      return [
        ...named(
          [...has].filter((name) => !wanted.has(name)),
          'is not a variable of the source text',
        ),
        ...named(
          [...wanted].filter((name) => !has.has(name)),
          'of the source text is not used',
        ),
      ].map((message) => problem(text, `${key}: ${message}`))
    }),
}

function named(names: string[], message: string): string[] {
  return names.map((name) => `{${name}} ${message}`)
}
