import { type ContentRule, everyText, isBroken, problem, textFile } from './rule.ts'

export const unknownText: ContentRule = {
  id: 'unknown-text',
  level: 'error',
  says: 'A translation says again what the source language says, and nothing else.',
  wrong: {
    'content/ru/extra.yaml': 'hello: Привет\n',
    'content/ky/extra.yaml': 'hello: Салам\nhelo: Салам\n',
  },
  right: { 'content/ru/extra.yaml': 'hello: Привет\n', 'content/ky/extra.yaml': 'hello: Салам\n' },
  check(content, ground) {
    const source = content.campaign.source_language
    const known = content.texts.get(source)
    return everyText(content)
      .filter(({ key }) => !known?.has(key) && !isBroken(ground, textFile(source, key)))
      .map(({ key, text }) => problem(text, `${key} is not a text of the source language (${source})`))
  },
}
