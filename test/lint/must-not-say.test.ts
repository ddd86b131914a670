import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { writtenLanguages } from '../../src/campaign/campaign.ts'
import type { Finding } from '../../src/content/finding.ts'
import { loadContent } from '../../src/content/load.ts'
import { mustNotSay, objections } from '../../src/content/rules/must-not-say.ts'
import { numberPattern, readSayings } from '../../src/content/rules/sayings.ts'
import { lint } from '../../src/flow/lint.ts'
import { today, withCampaign } from './fixture.ts'

const findings: Finding[] = []
const table = readSayings('.', findings)

test('the table of the campaign can be read', () => {
  expect(findings).toEqual([])
  expect(Object.keys(table.sayings).length).toBeGreaterThan(30)
})

describe.each(Object.entries(table.sayings))('%s', (id, saying) => {
  const alone = { sayings: { [id]: saying }, numbers: {} }
  test('catches its wrong examples, in every language', () => {
    expect(Object.keys(saying.wrong).sort()).toEqual([...writtenLanguages].sort())
    for (const language of writtenLanguages) {
      const wrong = saying.wrong[language]
      if (wrong !== undefined) expect(objections(alone, language, 'x.a', wrong), wrong).toHaveLength(1)
    }
  })

  test('lets its own safer wording pass', () => {
    expect(objections(table, 'en', 'x.a', saying.instead)).toEqual([])
  })
})

test.each([
  ['ru', 'Встаньте на учёт за 15 дней. Новый адрес – новый учёт.'],
  ['ru', 'Не обещаем и не гарантируем. Ответ – не гарантия.'],
  ['ru', 'Для Казахстана нужен договор.'],
  ['ru', 'Штраф 25 000–50 000 рублей и выдворение.'],
  ['ru', 'WhatsApp в России может не открыться. Не рассчитывайте на него.'],
  ['ru', 'Линия 111 в Казахстане анонимная, день и ночь.'],
  ['ru', 'Заплатили 1 890 рублей? Сохраните 2 189 и 18 990.'],
  ['en', 'The helpline is confidential and not the police.'],
  ['ky', 'Биз кепилдик бербейбиз.'],
] as const)('lets %s pass: %s', (language, text) => {
  expect(objections(table, language, 'x.a', text)).toEqual([])
})

test('a forbidden number is found however it is grouped, and not inside another', () => {
  const found = (number: string, text: string) => numberPattern(number).test(text)
  expect(found('+7 495 967 98 44', 'Тел.: +7 (495) 967-98-44.')).toBe(true)
  expect(found('+7 495 967 98 44', '+74959679844')).toBe(true)
  expect(found('189', 'Звоните: 189.')).toBe(true)
  expect(found('189', '1 189 рублей, 1890, 189 000, 0.189')).toBe(false)
  expect(found('116 16', '116-16')).toBe(true)
})

test('a contact by a forbidden number is found unless nobody is shown it', () => {
  const contact = (more: string) =>
    `x-1: { number: "+44 800 432 0804", place: GB, citizenship: [], tags: [work], hours: always, languages: [], cost: free, source: s, dated: "2020", recheck: 2027-01-31, ${more} }\n`
  const must = 'sayings: {}\nnumbers: { "+44 800 432 0804": old }\n'
  const rulesFor = (more: string) =>
    withCampaign({ 'content/contacts.yaml': contact(more), 'content/must-not-say.yaml': must }, (root) =>
      lint(root, today).findings.map(({ rule }) => rule),
    )
  expect(rulesFor('confidence: high, dialled: null')).toContain('must-not-say')
  expect(rulesFor('confidence: low, dialled: null')).not.toContain('must-not-say')
})

test('a broken pattern in the table is found with its line', () => {
  const broken =
    'numbers: {}\nsayings:\n  a:\n    why: a\n    instead: b\n    never: { ru: ["("] }\n    wrong: { ru: x }\n'
  const report = withCampaign({ 'content/must-not-say.yaml': broken }, (root) => lint(root, today))
  expect(report.findings).toMatchObject([
    { rule: 'must-not-say', file: 'content/must-not-say.yaml', line: 6 },
  ])
})

test('texts that are looked at together are found like each alone, wherever they stand', () => {
  const wrong = Object.values(table.sayings).flatMap((saying) => saying.wrong.ru ?? [])
  const texts = wrong.flatMap((text, n) => [text, ...Array(n % 9).fill('Спросите в консульстве.')])
  const over = {
    'content/must-not-say.yaml': readFileSync('content/must-not-say.yaml', 'utf8'),
    'content/ru/extra.yaml': texts.map((text, n) => `t${n}: '${text}'\n`).join(''),
  }
  const alone = texts.flatMap((text, n) =>
    objections(table, 'ru', `extra.t${n}`, text).map((message) => `extra.t${n}: ${message}`),
  )
  const found = withCampaign(over, (root) =>
    mustNotSay.check(loadContent(root, []), { root, today, broken: new Set() }).map(({ message }) => message),
  )
  expect(found).toEqual(alone)
  expect(found.length).toBeGreaterThanOrEqual(wrong.length)
})

test('a pattern for the start or end of a text is refused: texts are looked at together', () => {
  const anchored =
    'numbers: {}\nsayings:\n  a:\n    why: a\n    instead: b\n    never: { ru: ["^мы"] }\n    wrong: { ru: мы }\n'
  const report = withCampaign({ 'content/must-not-say.yaml': anchored }, (root) => lint(root, today))
  expect(report.findings).toMatchObject([
    { rule: 'must-not-say', message: expect.stringContaining('must not use ^ or $') },
  ])
})
