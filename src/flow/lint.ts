import { ContentError, type Finding } from '../content/finding.ts'
import { type Content, loadContent } from '../content/load.ts'
import { contentRules } from '../content/rules/all.ts'
import type { Ground, Level, Rule } from '../content/rules/rule.ts'
import { type LoadedScript, loadFlows } from './load.ts'
import { scriptRules } from './rules/all.ts'
import type { Script } from './script.ts'

/** What lint has to say: findings keep the bot from starting, warnings are work that waits and are looked for when asked. */
export type Report = { findings: Finding[]; warnings: () => Finding[]; content?: Content; script?: Script }

/**
 * Loads content and scripts below a root and holds them against every rule. What could not be read and what
 * the rules find stand in one list, in the order of files and lines.
 *
 * @param today YYYY-MM-DD, in the campaign's time zone
 */
export function lint(root: string, today: string): Report {
  const findings: Finding[] = []
  const content = readContent(root, findings)
  if (content === undefined) return { findings: inOrder(findings), warnings: () => [] }
  const loaded = loadFlows(root, content, findings)
  const ground: Ground = { root, today, broken: new Set(findings.map(({ file }) => file)) }
  const warnings = () =>
    inOrder([
      ...run(contentRules, content, ground, 'warning'),
      ...run(scriptRules, loaded, ground, 'warning'),
    ])
  findings.push(...errorsIn(loaded, ground))
  return { findings: inOrder(findings), warnings, content, script: loaded.script }
}

/** What the rules that keep the bot from starting say of scripts and their content, in no order. */
export function errorsIn(loaded: LoadedScript, ground: Ground): Finding[] {
  return [
    ...run(contentRules, loaded.script.content, ground, 'error'),
    ...run(scriptRules, loaded, ground, 'error'),
  ]
}

function readContent(root: string, findings: Finding[]): Content | undefined {
  try {
    return loadContent(root, findings)
  } catch (error) {
    if (error instanceof ContentError) return undefined
    throw error
  }
}

function run<Subject>(
  rules: readonly Rule<Subject>[],
  subject: Subject,
  ground: Ground,
  level: Level,
): Finding[] {
  return rules
    .filter((rule) => rule.level === level)
    .flatMap(({ id, check }) => check(subject, ground).map((problem) => ({ rule: id, ...problem })))
}

function inOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      a.line - b.line ||
      a.column - b.column ||
      compare(a.rule, b.rule) ||
      compare(a.message, b.message),
  )
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
