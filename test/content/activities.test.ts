import { expect, test } from 'vitest'
import { guessColumns } from '../../src/content/activities/columns.ts'
import { orderOf, readDay } from '../../src/content/activities/days.ts'
import { readActivities, tableOf } from '../../src/content/activities/rows.ts'
import { readInterface } from '../../src/content/interface.ts'
import { projectRoot } from '../walker.ts'

const phrases = readInterface(projectRoot)
const rules = {
  today: '2026-11-24',
  begins: '2025-10-01',
  codes: ['shg'],
  codeNames: { shg: 'Self-help group' },
}

test.each([
  ['2026-11-24', '2026-11-24'],
  ['24.11.2026', '2026-11-24'],
  ['4.1.2026', '2026-01-04'],
  ['2026/1/4', '2026-01-04'],
  ['24/11/2026', '2026-11-24'],
  ['24.11.2026 14:02:11', '2026-11-24'],
  ['2026-11-24T10:00:00.000+06:00', '2026-11-24'],
  ['46350', '2026-11-24'],
  ['46350.75', '2026-11-24'],
  ['11/24/2026', undefined],
  ['31.02.2026', undefined],
  ['11.24.2026', undefined],
  ['24.11.26', undefined],
  ['yesterday', undefined],
  ['', undefined],
])('reads %j as a day', (cell, day) => {
  expect(readDay(cell, 'day-first')).toBe(day)
})

test('a number above 12 shows whether days or months come first; where none does, somebody has to say it', () => {
  expect(orderOf(['03/04/2026', '24/11/2026', ''])).toBe('day-first')
  expect(orderOf(['03/04/2026', '11/24/2026 10:00:00'])).toBe('month-first')
  expect(orderOf(['03/04/2026', '05/06/2026'])).toBe('unclear')
  expect(orderOf(['24/11/2026', '11/24/2026'])).toBe('unclear')
  expect(orderOf(['2026-11-24', '24.11.2026'])).toBe('none')
  expect(readDay('11/24/2026', 'month-first')).toBe('2026-11-24')
})

const guessed = (headings: string[]) =>
  Object.fromEntries([...guessColumns(headings, phrases)].map(([target, at]) => [target, headings[at]]))

test('guesses the columns of Kobo with groups and values of its XML', () => {
  const headings = [
    'start',
    'end',
    'group_a/date',
    'group_a/district',
    'group_a/activity_type',
    'people/total',
    'people/women',
    'people/men',
    'people/age_18_24',
    'comment',
    '_id',
    '_uuid',
    '_submission_time',
    '_index',
  ]
  expect(guessed(headings)).toMatchObject({
    day: 'group_a/date',
    district: 'group_a/district',
    kind: 'group_a/activity_type',
    total: 'people/total',
    women: 'people/women',
    men: 'people/men',
    '18-24': 'people/age_18_24',
    remark: 'comment',
    id: '_uuid',
  })
})

test.each([
  [
    'Russian',
    [
      'Отметка времени',
      'Дата мероприятия',
      'Район',
      'Вид мероприятия',
      'Сколько женщин пришло?',
      'Сколько мужчин пришло?',
      'Из них с инвалидностью',
      '18–24 года',
      '50 лет и старше',
      'Примечание',
    ],
  ],
  [
    'Kyrgyz',
    [
      'Убакыт белгиси',
      'Иш-чаранын күнү',
      'Кайсы район?',
      'Иш-чаранын түрү',
      'Канча аял келди?',
      'Канча эркек келди?',
      'Майыптыгы барлар',
      '18–24 жаш',
      '50 жаш жана андан улуу',
      'Эскертүү',
    ],
  ],
  [
    'English',
    [
      'Timestamp',
      'Date of the activity',
      'District',
      'Type of activity',
      'How many women came?',
      'How many men came?',
      'People with disability',
      'Age 18-24',
      '50 and older',
      'Remark',
    ],
  ],
])('guesses the columns of Google Forms asked in %s', (_, headings) => {
  const [, day, district, kind, women, men, disability, young, old, remark] = headings
  expect(guessed(headings)).toMatchObject({
    day,
    district,
    kind,
    women,
    men,
    disability,
    '18-24': young,
    '50-up': old,
    remark,
  })
})

test('takes when a form was sent for the day only where no column says the day', () => {
  expect(guessed(['Timestamp', 'District'])).toEqual({ day: 'Timestamp', district: 'District' })
})

function read(rows: string[][], more: Partial<Parameters<typeof readActivities>[1]> = {}) {
  const table = tableOf(rows)
  if (table === undefined) throw new Error('There is no table')
  const columns = guessColumns(table.headings, phrases)
  const reading = { columns, order: 'day-first' as const, kind: undefined, kinds: new Map(), ...more }
  return readActivities(table, reading, rules, phrases)
}

test('reads rows, finds kinds and codes by their names in any language, and says of the wrong ones what is wrong where', () => {
  const rows = read([
    [],
    ['Дата', 'Район', 'Вид', 'Женщины', 'Всего', 'Код', 'Примечание'],
    ['24.11.2026', 'Ноокат', 'Встреча группы взаимопомощи', '12', '12', 'self-help group', ''],
    ['', '', '', '', '', '', ''],
    ['31.02.2026', 'Баткен', 'shg_session', '-2', '', '', ''],
    ['2026-11-01', 'Баткен', 'Обучение', '3', '4', '', ''],
    ['2026-11-01', 'Баткен', 'Танцы', '3', '', 'tv', '=HYPERLINK("x")'],
  ])
  expect(rows).toMatchObject([
    {
      row: 3,
      entry: { day: '2026-11-24', kind: 'shg-session', people: { women: 12, total: 12 }, entryCode: 'shg' },
    },
    {
      row: 5,
      wrong: [
        { heading: 'Дата', cell: '31.02.2026', key: 'day' },
        { heading: 'Женщины', cell: '-2', key: 'negative' },
      ],
    },
    { row: 6, wrong: [{ heading: 'Женщины', key: 'sum-sex', args: { sum: 3, total: 4 } }] },
    { row: 7, wrong: [{ heading: 'Примечание', cell: '=HYPERLINK("x")', key: 'formula' }] },
  ])
})

test('names a row by Kobo’s id, else by what is in it; whichever columns are read, two equal rows stay two', () => {
  const keys = (rows: string[][], more = {}) =>
    read(rows, { kind: 'other', ...more }).map((row) => ('importKey' in row ? row.importKey : 'wrong'))
  const plain = [
    ['day', 'district', 'note'],
    ['2026-11-01', 'Osh', 'a'],
    ['2026-11-01', 'Osh', 'b'],
    ['2026-11-01', 'Osh', 'a'],
  ]
  const [a, b, again] = keys(plain)
  expect(new Set([a, b, again]).size).toBe(3)
  expect(
    keys(plain, {
      columns: new Map([
        ['day', 0],
        ['district', 1],
      ]),
    }),
  ).toEqual([a, b, again])
  expect(
    keys([
      ['district', 'new', 'note', 'day'],
      ['Osh', '', 'b', '2026-11-01'],
    ]),
  ).toEqual([b])
  const kobo = [
    ['day', 'district', '_uuid'],
    ['2026-11-01', 'Osh', 'uuid:12-34'],
    ['2026-11-02', 'Osh', '12-34'],
  ]
  expect(keys(kobo)).toEqual(['id:12-34', 'id:12-34'])
})

test.each([
  ['nothing', []],
  ['blank rows', [['', ''], []]],
  [
    'headings alone',
    [
      ['day', 'district'],
      ['', ''],
    ],
  ],
])('finds no table in %s', (_, rows) => {
  expect(tableOf(rows)).toBeUndefined()
})
