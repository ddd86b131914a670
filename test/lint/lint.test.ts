import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { describeFinding, type Finding } from '../../src/content/finding.ts'
import type { Files } from '../../src/content/rules/rule.ts'
import { lint } from '../../src/flow/lint.ts'
import { enginePhrases } from '../../src/flow/rules/engine.ts'
import { smallCampaign, today, withCampaign } from './fixture.ts'

const lintOf = (over: Files) =>
  withCampaign(over, (root) => {
    const report = lint(root, today)
    return { ...report, warnings: report.warnings() }
  })
const places = (findings: readonly Finding[]) =>
  findings.map(({ rule, file, line, column }) => `${file}:${line}:${column} ${rule}`)

test('a good campaign has no findings and no warnings, and is handed back', () => {
  const { findings, warnings, script, content } = lintOf({})
  expect([...findings, ...warnings].map(describeFinding)).toEqual([])
  expect(script?.flows.has('visit')).toBe(true)
  expect(content?.facts.has('f-1')).toBe(true)
})

test('a broken script names file, line and column, all of it at once', () => {
  const { findings } = lintOf({
    'flows/visit.yaml': `flow: visit
start: first
colour: red
nodes:
  first:
    kind: card
    keep: maybe
    buttons:
      next: Last!
  last:
    kind: poster
`,
    'flows/about.yaml': 'flow: about\nstart: start\nnodes:\n  start: { kind: card\n',
    'flows/menu.yaml':
      'flow: menu\nstart: start\nnodes:\n  start:\n    kind: card\n    facts: [gone]\n    buttons:\n      about: { flow: about }\n      visit: { flow: visit }\n      lost: lost\n',
  })
  expect(places(findings)).toEqual([
    expect.stringMatching(/^flows\/about\.yaml:\d+:\d+ yaml$/),
    'flows/menu.yaml:6:13 unknown-fact',
    'flows/menu.yaml:10:7 text-keys',
    'flows/menu.yaml:10:7 unknown-target',
    'flows/visit.yaml:1:1 shape',
    'flows/visit.yaml:7:5 shape',
    'flows/visit.yaml:9:7 shape',
    'flows/visit.yaml:11:5 shape',
  ])
})

test('what could not be read is not found missing a second time', () => {
  const { findings } = lintOf({
    'content/facts/small.yaml': 'f-1: { says: a }\n',
    'content/ru/visit.yaml': 'title: 1\n',
    'content/contacts.yaml': 'ru-112: {}\n',
  })
  expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['shape']))
  expect(new Set(findings.map(({ file }) => file))).toEqual(
    new Set(['content/facts/small.yaml', 'content/ru/visit.yaml', 'content/contacts.yaml']),
  )
})

test('without a readable campaign only that is found', () => {
  const { findings, script } = lintOf({ 'content/campaign.yaml': 'name: Small\nlanguages: [xx]\n' })
  expect(findings.length).toBeGreaterThan(1)
  expect(new Set(findings.map(({ file }) => file))).toEqual(new Set(['content/campaign.yaml']))
  expect(script).toBeUndefined()
})

test('findings and warnings are kept apart', () => {
  const { findings, warnings } = lintOf({
    'content/ru/extra.yaml': `long: "${'Слово слово. '.repeat(30)}"\n`,
  })
  expect(findings.map(({ rule }) => rule)).toEqual(['missing-text'])
  expect(warnings.map(({ rule }) => rule)).toEqual(['wished-length'])
})

test('the order is that of files and lines, whatever finds them, and the same each time', () => {
  const over = {
    'content/ru/extra.yaml': 'z: "<b>a"\na: "http://a.b"\nm: "{n"\n',
    'content/ky/extra.yaml': 'q: "<i>"\n',
  }
  const first = lintOf(over).findings
  expect(places(first)).toEqual([
    ...['content/ky/extra.yaml:1:1 broken-html', ...Array(3).fill('content/ky/extra.yaml:1:1 missing-text')],
    'content/ky/extra.yaml:1:1 unknown-text',
    'content/ru/extra.yaml:1:1 broken-html',
    'content/ru/extra.yaml:2:1 https-links',
    'content/ru/extra.yaml:3:1 broken-icu',
  ])
  expect(lintOf(over).findings).toEqual(first)
})

test('an overdue fact is a warning on the day after its recheck, not on the day', () => {
  withCampaign({}, (root) => {
    expect(lint(root, '2027-01-31').warnings()).toEqual([])
    const { findings, warnings } = lint(root, '2027-02-01')
    expect(findings).toEqual([])
    expect(places(warnings())).toEqual([
      'content/contacts.yaml:1:1 overdue-fact',
      'content/facts/small.yaml:1:1 overdue-fact',
    ])
  })
})

test('the list of phrases that the bot says itself is that of the code', () => {
  const said = ['src/flow', 'src/content', 'src/conversation', 'src/telegram'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.includes('rules'))
      .flatMap((file) => [
        ...readFileSync(join(folder, file), 'utf8').matchAll(/['"`](ui\.[A-Za-z_]+)(\$\{)?/g),
      ]),
  )
  for (const [, key = '', open] of said) {
    const known =
      open === undefined ? enginePhrases.has(key) : [...enginePhrases.keys()].some(startsWith(key))
    expect(known, `${key} belongs in src/flow/rules/engine.ts`).toBe(true)
  }
  const words = said.map(([, key = '']) => key)
  for (const key of [...enginePhrases.keys()].filter(startsWith('ui.'))) {
    expect(
      words.some((word) => key === word || (word.endsWith('_') && key.startsWith(word))),
      key,
    ).toBe(true)
  }
})

function startsWith(prefix: string): (key: string) => boolean {
  return (key) => key.startsWith(prefix)
}

test('a question that something needs is reachable, and unreachable when nothing does', () => {
  const visit = smallCampaign()['flows/visit.yaml'] ?? ''
  const { findings } = lintOf({ 'flows/visit.yaml': visit.replace('    needs: [citizenship]\n', '') })
  expect(places(findings)).toEqual(['flows/profile.yaml:4:3 unreachable'])
})
