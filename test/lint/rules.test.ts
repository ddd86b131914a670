import { describe, expect, test } from 'vitest'
import type { Finding } from '../../src/content/finding.ts'
import { loadContent } from '../../src/content/load.ts'
import { contentRules } from '../../src/content/rules/all.ts'
import type { Files, Problem, Rule } from '../../src/content/rules/rule.ts'
import { loadFlows } from '../../src/flow/load.ts'
import { scriptRules } from '../../src/flow/rules/all.ts'
import { today, withCampaign } from './fixture.ts'

const rules: {
  rule: Pick<Rule<never>, 'id' | 'says' | 'wrong' | 'right'>
  run: (files: Files) => Problem[]
}[] = [
  ...contentRules.map((rule) => ({
    rule,
    run: (files: Files) =>
      withCampaign(files, (root) => rule.check(readable(root).content, { root, today, broken: new Set() })),
  })),
  ...scriptRules.map((rule) => ({
    rule,
    run: (files: Files) =>
      withCampaign(files, (root) => rule.check(readable(root).loaded, { root, today, broken: new Set() })),
  })),
]

function readable(root: string) {
  const findings: Finding[] = []
  const content = loadContent(root, findings)
  const loaded = loadFlows(root, content, findings)
  expect(findings).toEqual([])
  return { content, loaded }
}

describe.each(rules)('rule $rule.id', ({ rule, run }) => {
  test('finds its wrong example, with file and line', () => {
    const problems = run(rule.wrong)
    expect(problems.length).toBeGreaterThan(0)
    for (const { file, line, column, message } of problems) {
      expect(file).toMatch(/^(content|flows)\/\S+\.(yaml|ogg)$/)
      expect(line).toBeGreaterThan(0)
      expect(column).toBeGreaterThan(0)
      expect(message).not.toBe('')
    }
  })

  test('has nothing against its right example', () => {
    expect(run(rule.right)).toEqual([])
  })

  test('is told in one sentence', () => {
    expect(rule.says).toMatch(/^[A-Z].*\.$/)
    expect(rule.id).toMatch(/^[a-z]+(-[a-z]+)*$/)
  })
})

test('no two rules share an id', () => {
  const ids = rules.map(({ rule }) => rule.id)
  expect(new Set(ids).size).toBe(ids.length)
})
