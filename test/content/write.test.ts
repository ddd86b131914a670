import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { withTexts } from '../../src/content/exchange/write.ts'
import { projectRoot } from '../walker.ts'

const file = `# Texts of the topic
title: 'Начало' # shown in the menu

# The first card
first: |-
  <b>Один</b>

  Два: "три" # no comment
first.next: "Дальше"

last: Готово
`

test('a new text takes the place of the old one; comments, order and quotes stay', () => {
  const changed = withTexts(file, new Map([['first.next', 'Ещё: дальше']]), [
    'title',
    'first',
    'first.next',
    'last',
  ])
  expect(changed).toBe(file.replace('"Дальше"', '"Ещё: дальше"'))
})

test('a text of several lines becomes a block, one of a single line a quoted string', () => {
  const texts = new Map([
    ['last', 'Раз\n\n- два: #три'],
    ['first', 'Один'],
    ['title', "О'зек"],
  ])
  const changed = withTexts(file, texts, ['title', 'first', 'first.next', 'last'])
  expect(changed).toContain('last: |-\n  Раз\n\n  - два: #три\n')
  expect(changed).toContain('first: "Один"\n')
  expect(changed).toContain("title: 'О''зек' # shown in the menu\n")
  expect(parse(changed)).toMatchObject(Object.fromEntries(texts))
})

test('a text that was missing stands where the source language has it', () => {
  const order = ['first', 'first.go', 'title', 'first.next', 'last', 'more']
  const texts = new Map([
    ['more', 'Ещё'],
    ['first.go', 'Иди'],
  ])
  const keys = Object.keys(parse(withTexts(file, texts, order)))
  expect(keys).toEqual(['title', 'first', 'first.go', 'first.next', 'last', 'more'])
})

test('a file that does not exist yet is made in the order of the source language', () => {
  const texts = new Map([
    ['b', '=1'],
    ['a', '12345678'],
    ['yes', 'no'],
  ])
  expect(withTexts('', texts, ['a', 'b', 'yes'])).toBe('a: "12345678"\nb: "=1"\nyes: "no"\n')
})

test.each([
  ' ведущий пробел\nи строка',
  'строка\n\n\nпотом',
  '{date}',
  'a: b',
  '# a',
  '- a',
  '"',
  "'",
  '\\n',
  '\t',
  '|',
  'конец:',
])('any text reads back as it was: %j', (text) => {
  expect(parse(withTexts(file, new Map([['last', text]]), ['last'])).last).toBe(text)
})

test('writing one text changes no other line in any file of the project', () => {
  for (const language of ['ky', 'en']) {
    const folder = join(projectRoot, 'content', language)
    for (const name of readdirSync(folder).filter((each) => each !== 'pins.yaml')) {
      const before = readFileSync(join(folder, name), 'utf8')
      const after = withTexts(before, new Map([['title', 'x']]), ['title'])
      const lines = before.split('\n')
      const others = after.split('\n').filter((line) => !lines.includes(line))
      expect([name, others]).toEqual([name, ['title: "x"']])
    }
  }
})
