import type { Written } from '../../campaign/campaign.ts'
import type { Content } from '../load.ts'
import { type ContentRule, type Ground, isBroken, type Problem, problem, textFile, topOf } from './rule.ts'

export const missingText: ContentRule = {
  id: 'missing-text',
  level: 'error',
  says: 'Every text of the source language has its translation in every language of the campaign.',
  wrong: { 'content/ru/extra.yaml': 'hello: Привет\nbye: Пока\n', 'content/ky/extra.yaml': 'hello: Салам\n' },
  right: { 'content/ru/extra.yaml': 'hello: Привет\n', 'content/ky/extra.yaml': 'hello: Салам\n' },
  check: (content, ground) =>
    content.campaign.languages
      .filter((language) => language !== content.campaign.source_language)
      .flatMap((language) => missingIn(content, language, ground)),
}

function missingIn(content: Content, language: Written, ground: Ground): Problem[] {
  const texts = content.texts.get(language)
  const missing = new Map<string, string[]>()
  for (const [key, source] of content.texts.get(content.campaign.source_language) ?? []) {
    const file = textFile(language, key)
    if (texts?.has(key) || isBroken(ground, file)) continue
    missing.set(file, [...(missing.get(file) ?? []), `${key} (${source.file}:${source.line})`])
  }
  if (missing.size === 0) return []
  const files = new Set([...(texts?.values() ?? [])].map((text) => text.file))
  return [...missing].flatMap(([file, keys]) =>
    files.has(file)
      ? keys.map((key) => problem(topOf(file), `has no text ${key}`))
      : [problem(topOf(file), `is missing or empty: ${keys.length} texts are not translated`)],
  )
}
