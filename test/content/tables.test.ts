import { expect, test } from 'vitest'
import { parseAgencies } from '../../src/content/agencies.ts'
import type { Finding } from '../../src/content/finding.ts'
import { findRows } from '../../src/content/tables.ts'
import { realScript } from '../walker.ts'

const prices = realScript().content.tables.get('patent-2026')

function found(typed: string): (string | undefined)[] {
  if (prices === undefined) throw new Error('There is no table of prices')
  return findRows(prices, typed, 8).map((id) => prices.rows.get(id)?.name)
}

test('a region is found by its name, a part of it, its town, a Latin spelling and with a slip of the finger', () => {
  expect(found('Тульская область')[0]).toContain('Тульская')
  expect(found('тула')[0]).toContain('Тульская')
  expect(found('Красноярск')[0]).toContain('Красноярский')
  expect(found('moskva')[0]).toBe('Москва')
  expect(found('Свирдловская')[0]).toContain('Свердловская')
  expect(found('  САМАРСКАЯ!! ')[0]).toContain('Самарская')
})

test('a region that is not there is not guessed', () => {
  expect(found('Париж')).toEqual([])
  expect(found('ъ')).toEqual([])
  expect(found('')).toEqual([])
})

test('the official sums of 2026 are complete and add up', () => {
  const sums = [...(prices?.rows.values() ?? [])].map(({ fields }) => Number(fields.sum))
  expect(sums).toHaveLength(85)
  expect(sums.reduce((sum, each) => sum + each, 0)).toBe(942_663)
})

const head = 'name,also,permit,countries,until,listed,source\n'

test('the list of agencies is read with what each permit says', () => {
  const findings: Finding[] = []
  const csv = `${head}"ООО ""Жол""",Zhol;Jol,№ 12,Турция; Германия,2027-03-01,2026-11-20,https://migrant.kg/list\n`
  expect(parseAgencies(csv, 'x.csv', findings)).toEqual([
    {
      name: 'ООО "Жол"',
      also: 'Zhol;Jol',
      permit: '№ 12',
      countries: 'Турция; Германия',
      until: '2027-03-01',
      listed: '2026-11-20',
      source: 'https://migrant.kg/list',
    },
  ])
  expect(findings).toEqual([])
})

test('a row of the list without a date or a country is named with its line and left out', () => {
  const findings: Finding[] = []
  const csv = `${head}A,,1,Турция,2027-03-01,2026-11-20,https://a.kg\nB,,1,,soon,2026-11-20,https://a.kg\n`
  expect(parseAgencies(csv, 'x.csv', findings)).toHaveLength(1)
  expect(findings.map(({ line, message }) => `${line} ${message}`)).toEqual([
    '3 countries: must name the countries of the permit',
    '3 until: must be a day such as 2026-11-24',
  ])
})
