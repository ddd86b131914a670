import { expect, test } from 'vitest'
import { parseAgencies } from '../../src/content/agencies.ts'
import { makeAgencyList, readCsv } from '../../src/content/agency-list.ts'

const headings = {
  name: 'Наименование',
  permit: '№ разрешения',
  countries: 'Страны',
  until: 'Срок',
  also: 'also',
}
const list = { dated: '2026-11-20', source: 'https://migrant.kg/list' }

test('an official list with its own headings and dates becomes the file that the bot reads', () => {
  const rows = readCsv(
    '№,Наименование,№ разрешения,Страны,Срок\n1,"ООО ""Жол"", Бишкек",12-К,"Турция, Германия",01.03.2027\n\n2,Ыйман,7,ОАЭ,5.1.2027\n',
  )
  const made = makeAgencyList(rows, headings, list)
  if (!('csv' in made)) throw new Error(made.problems.join())
  expect(parseAgencies(made.csv, 'x.csv', [])).toEqual([
    {
      name: 'ООО "Жол", Бишкек',
      also: '',
      permit: '12-К',
      countries: 'Турция, Германия',
      until: '2027-03-01',
      listed: '2026-11-20',
      source: 'https://migrant.kg/list',
    },
    expect.objectContaining({ name: 'Ыйман', until: '2027-01-05' }),
  ])
})

test('a missing heading is named with those that the list has, and how to say the right one', () => {
  expect(
    makeAgencyList(
      [
        ['Фирма', 'Срок'],
        ['А', '2027-01-01'],
      ],
      headings,
      list,
    ),
  ).toEqual({
    problems: [
      'There is no column "Наименование". Name the right one: --name "…". The list has: Фирма, Срок',
      'There is no column "№ разрешения". Name the right one: --permit "…". The list has: Фирма, Срок',
      'There is no column "Страны". Name the right one: --countries "…". The list has: Фирма, Срок',
    ],
  })
})

test('a date that is none, and a list without its own date, are named with the row', () => {
  const rows = [
    ['Наименование', '№ разрешения', 'Страны', 'Срок'],
    ['А', '1', 'Турция', 'до отмены'],
  ]
  expect(makeAgencyList(rows, headings, { ...list, dated: 'вчера' })).toEqual({
    problems: [
      'Row 2: until: must be a day such as 2026-11-24',
      'Row 2: listed: must be a day such as 2026-11-24',
    ],
  })
})
