import type { Written } from '../campaign/campaign.ts'
import { readText } from '../content/rules/reading.ts'
import { escapeHtml, isPlain } from '../content/texts.ts'
import { flowsOf } from './approval.ts'
import type { Script } from './script.ts'

/** A text as it is printed for everybody: where the bot fills something in, the name in braces stands. */
export function shownHtml({ content }: Script, language: Written, key: string): string {
  const text = content.texts.get(language)?.get(key)
  if (text === undefined) return `<i>${escapeHtml(key)}</i>`
  return isPlain(text.text) ? text.text : escapeHtml(readText(language, text)?.longest ?? text.text)
}

/** The title of the topic's first flow; the topic's id where no text of the language names it. */
export function topicTitle(script: Script, topic: string, language: Written): string {
  const { phrases } = script.content
  const keys = flowsOf(script, topic).map(({ flow }) => `${flow}.title`)
  const key = keys.find((each) => phrases.has(language, each))
  return key === undefined ? topic : phrases.plain(language, key)
}

/** Small Latin letters, digits and hyphens, as files are named. */
export function paperName(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
