import { allLanguages } from '../campaign/campaign.ts'
import type { Finding } from '../content/finding.ts'
import { lint } from '../flow/lint.ts'
import { lintPage, ruleSentences, withTexts } from './lint-page.ts'
import { root, today } from './root.ts'
import { readOptions, UsageError } from './usage.ts'

const options = {
  json: { type: 'boolean' },
  warnings: { type: 'boolean' },
  lang: { type: 'string' },
} as const

/**
 * `sapar lint`: findings end with 1 and would keep the bot from starting; warnings are work that waits. With `--lang tg`
 * only what is about the texts of that language.
 */
export async function lintCommand(args: string[]): Promise<number> {
  const { json, warnings: wanted, lang } = readOptions(args, options).values
  const language = allLanguages.find((each) => each === lang)
  if (lang !== undefined && language === undefined)
    throw new UsageError(`--lang takes one of ${allLanguages.join(', ')}`)
  const isMeant = ({ file }: Finding) => language === undefined || file.startsWith(`content/${language}/`)
  const report = lint(root, today())
  const findings = withTexts(report.findings.filter(isMeant), 'error', report.content)
  const warnings = withTexts(report.warnings().filter(isMeant), 'warning', report.content)
  if (json === true) {
    const rules = Object.fromEntries(ruleSentences)
    process.stdout.write(`${JSON.stringify({ findings, warnings, rules }, null, 2)}\n`)
  } else {
    const shown = wanted === true ? [...findings, ...warnings] : findings
    process.stdout.write(
      `${lintPage(shown.sort(inFile))}${summary(findings.length, warnings.length, wanted === true)}`,
    )
  }
  return findings.length > 0 ? 1 : 0
}

function inFile(a: Finding, b: Finding): number {
  return a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1
}

function summary(findings: number, warnings: number, listed: boolean): string {
  const wrong = findings === 0 ? 'Nothing is wrong.' : `${findings} to mend.`
  const waiting = `${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`
  return `${wrong} ${waiting}${warnings === 0 || listed ? '' : ' (--warnings lists them)'}.\n`
}
