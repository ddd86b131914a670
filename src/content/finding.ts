/** One thing that is wrong in content or scripts, with the place where a person can mend it. */
export type Finding = {
  rule: string
  file: string
  line: number
  column: number
  message: string
}

/** Thrown at start when content or scripts cannot be used; holds every finding, not only the first. */
export class ContentError extends Error {
  readonly findings: readonly Finding[]

  constructor(findings: readonly Finding[]) {
    super(`Content cannot be used:\n${findings.map(describeFinding).join('\n')}`)
    this.name = 'ContentError'
    this.findings = findings
  }
}

/** `file:line:column rule: message`, as an editor's problem list reads it. */
export function describeFinding(finding: Finding): string {
  return `${finding.file}:${finding.line}:${finding.column} ${finding.rule}: ${finding.message}`
}
