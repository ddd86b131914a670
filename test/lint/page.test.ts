import { expect, test } from 'vitest'
import { lintPage, ruleSentences, withTexts } from '../../src/cli/lint-page.ts'
import { contentRules } from '../../src/content/rules/all.ts'
import { lint } from '../../src/flow/lint.ts'
import { scriptRules } from '../../src/flow/rules/all.ts'
import { today, withCampaign } from './fixture.ts'

const long = 'Бул жерде өтө көп сөз бар, ошондуктан окуган адам башын жоготуп, акырына чейин жетпей калат.'
const told = withCampaign(
  {
    'content/ru/extra.yaml': 'a: Привет\nb: Пока\n',
    'content/ky/extra.yaml': `a: 'Қош'\nb: |-\n  <b>${long}</b>\n`,
  },
  (root) => {
    const report = lint(root, today)
    return [
      ...withTexts(report.findings, 'error', report.content),
      ...withTexts(report.warnings(), 'warning', report.content),
    ]
  },
)

test('the page groups by file and text, with line, key, first words and what each rule holds', () => {
  expect(lintPage(told)).toBe(`content/ky/extra.yaml
  line 1: extra.a “Қош”
    MEND "Қош": it has a Kazakh letter: write the Kyrgyz word (orthography)
    has no pin: sapar pin --lang ky extra.a (stale-translation)
  the whole file
    no speaker has read 2 of 2 texts (machine-draft)
  line 2: extra.b “Бул жерде өтө көп сөз бар, ошондуктан окуган …”
    15 words, 12 at most: Бул жерде өтө көп сөз бар, ошондуктан ок… (sentence)
    has no pin: sapar pin --lang ky extra.b (stale-translation)

What the rules hold:
  machine-draft: ${ruleSentences.get('machine-draft')}
  orthography: ${ruleSentences.get('orthography')}
  sentence: ${ruleSentences.get('sentence')}
  stale-translation: ${ruleSentences.get('stale-translation')}
`)
})

test('programs get the same: rule, place, level, key and first words', () => {
  expect(told[0]).toEqual({
    rule: 'orthography',
    level: 'error',
    file: 'content/ky/extra.yaml',
    line: 1,
    column: 1,
    key: 'extra.a',
    words: 'Қош',
    message: expect.stringContaining('extra.a: '),
  })
})

test('nothing to tell is an empty page, and every rule has its sentence', () => {
  expect(lintPage([])).toBe('')
  for (const { id } of [...contentRules, ...scriptRules]) expect(ruleSentences.get(id)).toMatch(/\.$/)
})
