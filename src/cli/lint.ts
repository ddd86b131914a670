import { describeFinding } from '../content/finding.ts'
import { lint } from '../flow/lint.ts'
import { root, today } from './root.ts'
import { readOptions } from './usage.ts'

/** `sapar lint`: findings end with 1 and would keep the bot from starting; warnings are work that waits. */
export async function lintCommand(args: string[]): Promise<number> {
  const { values } = readOptions(args, { json: { type: 'boolean' }, warnings: { type: 'boolean' } })
  const report = lint(root, today())
  const { findings } = report
  const warnings = report.warnings()
  if (values.json === true) process.stdout.write(`${JSON.stringify({ findings, warnings }, null, 2)}\n`)
  else {
    for (const finding of findings) process.stdout.write(`${describeFinding(finding)}\n`)
    if (values.warnings === true)
      for (const warning of warnings) process.stdout.write(`warning ${describeFinding(warning)}\n`)
    process.stdout.write(summary(findings.length, warnings.length))
  }
  return findings.length > 0 ? 1 : 0
}

function summary(findings: number, warnings: number): string {
  const wrong = findings === 0 ? 'Nothing is wrong.' : `${findings} to mend.`
  return `${wrong} ${warnings} warnings${warnings === 0 ? '' : ' (--warnings lists them)'}.\n`
}
