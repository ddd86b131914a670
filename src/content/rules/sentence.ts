import type { Written } from '../../campaign/campaign.ts'
import { countWords, readText, sentencesOf } from './reading.ts'
import { type ContentRule, everyText, problem } from './rule.ts'

const most = (language: Written) => (language === 'ru' || language === 'en' ? 14 : 12)

export const sentence: ContentRule = {
  id: 'sentence',
  level: 'warning',
  says: 'A sentence has at most 14 words in Russian and English, 12 in the other languages.',
  wrong: { 'content/ky/extra.yaml': `long: "${'сөз '.repeat(13)}."\n` },
  right: { 'content/ky/extra.yaml': `long: "${'сөз '.repeat(12)}. ${'сөз '.repeat(12)}"\n` },
  check: (content) =>
    everyText(content).flatMap(({ language, key, text }) =>
      sentencesOf(readText(language, text)?.longest ?? '')
        .map((words) => ({ words, count: countWords(words) }))
        .filter(({ count }) => count > most(language))
        .map(({ words, count }) =>
          problem(text, `${key}: ${count} words, ${most(language)} at most: ${words.slice(0, 40)}…`),
        ),
    ),
}
