import { textsOver } from './length.ts'
import type { ContentRule } from './rule.ts'

const wish = 350

export const wishedLength: ContentRule = {
  id: 'wished-length',
  level: 'warning',
  says: `A text wants at most ${wish} characters: one idea, read in a moment.`,
  wrong: { 'content/ru/extra.yaml': `long: "${'Слово. '.repeat(60)}"\n` },
  right: { 'content/ru/extra.yaml': `long: "${'Слово. '.repeat(50)}"\n` },
  check: (content) => textsOver(content, wish),
}
