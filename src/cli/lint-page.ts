import type { Finding } from '../content/finding.ts'
import type { Content } from '../content/load.ts'
import { contentRules } from '../content/rules/all.ts'
import { readText } from '../content/rules/reading.ts'
import type { Level } from '../content/rules/rule.ts'
import { scriptRules } from '../flow/rules/all.ts'

/** A finding with the text that it is about, where it is about one. */
export type Told = Finding & { level: Level; key?: string; words?: string }

/** What each rule that lint knows holds, in one sentence. */
export const ruleSentences: ReadonlyMap<string, string> = new Map([
  ['yaml', 'A file is YAML that can be read, and no key stands in it twice.'],
  ['shape', 'A file has the fields that the program knows, each of the right kind.'],
  ...[...contentRules, ...scriptRules].map(({ id, says }): [string, string] => [id, says]),
])

/** Adds the key and the first words of the text at each finding's place. */
export function withTexts(findings: readonly Finding[], level: Level, content: Content | undefined): Told[] {
  const files = new Set(findings.map(({ file }) => file))
  const texts = new Map<string, { key: string; words: string }>()
  for (const [language, all] of content?.texts ?? []) {
    for (const [key, text] of all) {
      if (!files.has(text.file)) continue
      const words = firstWords(readText(language, text)?.longest ?? text.text)
      texts.set(`${text.file}:${text.line}`, { key, words })
    }
  }
  return findings.map((finding) => {
    const about = texts.get(`${finding.file}:${finding.line}`)
    return about !== undefined && isAbout(finding, about.key)
      ? { ...finding, level, ...about }
      : { ...finding, level }
  })
}

function isAbout({ message }: Finding, key: string): boolean {
  return message.startsWith(`${key}:`) || message.startsWith(`${key} `)
}

function firstWords(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= 48) return line
  return `${line.slice(0, 48).replace(/\s\S*$/, '')} …`
}

/**
 * A page that a translator reads: by file, then by text, each with its line, key and first words. What must be mended is
 * marked, and below stands what each rule holds.
 */
export function lintPage(told: readonly Told[]): string {
  const files = grouped(told, ({ file }) => file)
  const parts = [...files].map(([file, own]) => {
    const texts = grouped(own, ({ line, key }) => `${line} ${key ?? ''}`)
    return `${file}\n${[...texts.values()].map(textPart).join('')}`
  })
  const rules = [...new Set(told.map(({ rule }) => rule))].sort()
  const legend = rules.map((rule) => `  ${rule}: ${ruleSentences.get(rule) ?? ''}\n`)
  return told.length === 0 ? '' : `${parts.join('\n')}\nWhat the rules hold:\n${legend.join('')}`
}

function textPart(told: readonly Told[]): string {
  const head = told.slice(0, 1).map(({ file, line, key, words }) => {
    if (key !== undefined) return `  line ${line}: ${key} “${words}”\n`
    return line === 1 && /^content\/..\//.test(file) ? '  the whole file\n' : `  line ${line}\n`
  })
  const lines = told.map(({ level, message, rule, key }) => {
    const said = message.slice(key?.length ?? 0).replace(/^:?\s+/, '')
    return `    ${level === 'error' ? 'MEND ' : ''}${said} (${rule})\n`
  })
  return [...head, ...lines].join('')
}

function grouped<T>(list: readonly T[], by: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of list) groups.set(by(item), [...(groups.get(by(item)) ?? []), item])
  return groups
}
