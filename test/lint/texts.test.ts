import { expect, test } from 'vitest'
import { loadContent } from '../../src/content/load.ts'
import { blockedSource } from '../../src/content/rules/blocked-source.ts'
import { htmlProblems } from '../../src/content/rules/broken-html.ts'
import { phonesIn } from '../../src/content/rules/phone-in-text.ts'
import { countWords, readText, sentencesOf } from '../../src/content/rules/reading.ts'
import type { Text } from '../../src/content/texts.ts'
import { today, withCampaign } from './fixture.ts'

const textOf = (text: string): Text => ({ text, file: 'content/ru/x.yaml', line: 1, column: 1 })

test.each([
  'plain',
  '<b>a <i>b</i></b> <u>c</u> <code>d</code>',
  '<a href="https://мвд.рф/a?b=1&amp;c=2">a</a>',
  'a &amp; b &lt; c &gt; d &quot;',
  'a > b',
])('HTML that Telegram takes: %s', (html) => {
  expect(htmlProblems(html)).toEqual([])
})

test.each([
  ['<b>a', '<b> is not closed'],
  ['a</b>', '</b> closes nothing'],
  ['<b><i>a</b></i>', '</b> stands before </i>'],
  ['<br>', '<br> is not allowed'],
  ['<b class="x">a</b>', '<b class="x"> must be <b>'],
  ['<a>a</a>', '<a> must be <a href="https://…">'],
  ["<a href='https://a.b'>a</a>", '<a href=\'https://a.b\'> must be <a href="https://…">'],
  ['a & b', '& must be written &amp;'],
  ['a &nbsp; b', '&nbsp; must be written &amp;nbsp;'],
  ['1 < 2', '< must be written &lt;'],
])('HTML that Telegram refuses: %s', (html, problem) => {
  expect(htmlProblems(html)).toEqual([problem])
})

test.each([
  ['Звоните 8-800-200-52-09', '8-800-200-52-09'],
  ['Звоните 8 800 200 52 09', '8 800 200 52 09'],
  ['+996 312 26-61-70', '+996 312 26-61-70'],
  ['(0312) 26-61-70', '(0312) 26-61-70'],
  ['номер 79991234567', '79991234567'],
  ['номер 996 555 123 456', '996 555 123 456'],
  ['1577-0071', '1577-0071'],
])('a telephone number: %s', (text, number) => {
  expect(phonesIn(text)).toEqual([number])
})

test.each([
  'от 25 000 до 50 000 рублей',
  '25 000–50 000 рублей',
  '25 000-50 000 рублей',
  '25000-50000 рублей',
  '1 500 000 сом',
  '2026-11-24',
  'с 01.12.2026 по 31.01.2027',
  '112, 102 и 103',
  '<a href="https://a.b/12345678">адрес</a>',
  '90 дней, потом 180',
])('no telephone number: %s', (text) => {
  expect(phonesIn(text)).toEqual([])
})

test('a text is measured without tags, with entities as one character and plurals at their longest', () => {
  const reading = readText(
    'ru',
    textOf('<b>A &amp; B</b> {n, plural, one {день} few {дня} many {дней} other {суток}}'),
  )
  expect(reading?.longest).toBe('A & B суток')
  expect(reading?.everything).toBe('A & B день дня дней суток')
  expect([...(reading?.variables ?? [])]).toEqual(['n'])
})

test('a sentence ends at . ! ? … and at the end of a line; thousands are one word and a dash is none', () => {
  expect(sentencesOf('Раз. Два!\nТри\n\nЧетыре 1.5')).toEqual(['Раз.', 'Два!', 'Три', 'Четыре 1.5'])
  expect(countWords('Штраф – 25 000 рублей')).toBe(3)
})

test.each([
  ['Радио Азаттык: azattyk.org', 1],
  ['Передача «Настоящее время»', 1],
  ['НАСТОЯЩЕЕ ВРЕМЯ', 1],
  ['в настоящее время', 0],
  ['настоящее  временное', 0],
])('blocked sources in "%s": %i', (text, count) => {
  const over = { 'content/ru/extra.yaml': `a: "${text}"\n` }
  withCampaign(over, (root) => {
    const problems = blockedSource.check(loadContent(root, []), { root, today, broken: new Set() })
    expect(problems).toHaveLength(count)
  })
})
