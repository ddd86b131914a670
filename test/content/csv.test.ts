import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { CsvFault, fromCsv, toCsv } from '../../src/content/csv.ts'

test('a file begins with the mark of UTF-8, and a cell that could run as a formula gets an apostrophe', () => {
  const csv = toCsv([['Район', '=HYPERLINK("x")', '+7', '-1', '@a', '\tb', '\rc', 'd=1', '', -5, 1.5]])
  expect(csv.startsWith('\ufeff')).toBe(true)
  expect(parse(csv, { bom: true })).toEqual([
    ['Район', `'=HYPERLINK("x")`, `'+7`, `'-1`, `'@a`, `'\tb`, `'\rc`, 'd=1', '', '-5', '1.5'],
  ])
})

test.each([
  ['commas', 'a,b\n1,"x,y"\n'],
  ['semicolons and a mark', '\ufeffa;b\r\n1;"x,y"\r\n'],
  ['tabs', 'a\tb\n1\tx,y\n'],
])('reads a table with %s', (_, text) => {
  expect(fromCsv(text)).toEqual([
    ['a', 'b'],
    ['1', 'x,y'],
  ])
})

test('keeps empty rows, so that rows have the numbers that a spreadsheet shows', () => {
  expect(fromCsv('a;b\n\n1;2\n')[2]).toEqual(['1', '2'])
})

test('says of a text without an end of its quotes that it is no table', () => {
  expect(() => fromCsv('a,b\n"1,2')).toThrow(CsvFault)
})

test('reads what it wrote', () => {
  const rows = [
    ['a "quoted"', 'two\nlines'],
    ['ы', ';,'],
  ]
  expect(fromCsv(toCsv(rows))).toEqual(rows)
})
