import { expect, test } from 'vitest'
import { readEntry, settlePeople } from '../../src/campaign/activity.ts'

const rules = { today: '2026-11-24', begins: '2025-10-01', codes: ['shg'] }
const right = { day: '2026-11-24', district: 'Ноокат', kind: 'field-event' }

const wrong = (more: Record<string, string>) => {
  const read = readEntry({ ...right, ...more }, rules)
  return 'mistakes' in read ? read.mistakes.map(({ field, key }) => `${field}: ${key}`) : []
}

test('what was not counted stays unknown, a total that was not typed is the sum', () => {
  expect(readEntry({ ...right, women: '12', men: ' 8 ', disability: '2', code: 'shg' }, rules)).toEqual({
    entry: {
      ...right,
      partner: '',
      people: { women: 12, men: 8, disability: 2, total: 20 },
      entryCode: 'shg',
      remark: '',
      evidenceLink: null,
    },
  })
  expect(settlePeople('posters', {}).people).toEqual({})
  expect(settlePeople('other', { '18-24': 3, '50-up': 4 }).people.total).toBe(7)
})

test.each([
  ['sex and total', { total: 25, women: 12, men: 8 }, 'sum-sex', { sum: 20, total: 25 }],
  ['age and total', { total: 25, 'under-18': 26 }, 'sum-age', { sum: 26, total: 25 }],
  ['age and sex', { women: 5, '18-24': 6 }, 'sum-both', { sum: 6, total: 5 }],
  ['disability and total', { total: 3, disability: 4 }, 'disability', { n: 4, total: 3 }],
])('says which numbers do not agree: %s', (_, typed, key, args) => {
  expect(settlePeople('training', typed).mistakes).toMatchObject([{ key, args }])
})

test('sums agree when the rest is put under "not recorded"', () => {
  const typed = { total: 25, women: 12, men: 8, 'sex-unknown': 5, '18-24': 10, 'age-unknown': 15 }
  expect(settlePeople('field-event', typed)).toEqual({ people: typed, mistakes: [] })
})

test('radio has an estimated audience and no counted people, and only radio has one', () => {
  expect(settlePeople('radio', { audience: 12_000 })).toEqual({ people: { audience: 12_000 }, mistakes: [] })
  expect(settlePeople('radio', { total: 5 }).mistakes).toMatchObject([{ key: 'radio' }])
  expect(settlePeople('training', { audience: 5 }).mistakes).toMatchObject([{ key: 'audience' }])
})

test.each([
  [{ day: '' }, 'day: day-missing'],
  [{ day: '2026-02-30' }, 'day: day'],
  [{ day: '2026-11-25' }, 'day: day-future'],
  [{ day: '2025-09-30' }, 'day: day-before'],
  [{ district: ' \u0000 ' }, 'district: district'],
  [{ district: 'x'.repeat(81) }, 'district: long'],
  [{ kind: 'party' }, 'kind: kind'],
  [{ women: '-3' }, 'women: negative'],
  [{ women: '2.5' }, 'women: count'],
  [{ women: '1e3' }, 'women: count'],
  [{ women: '9999999' }, 'women: many'],
  [{ code: 'tv' }, 'code: code'],
  [{ link: 'http://a.kg' }, 'link: link'],
  [{ link: 'javascript:alert(1)' }, 'link: link'],
])('refuses %j', (more, says) => {
  expect(wrong(more)).toEqual([says])
})

test('keeps the words of a formula and of a tag as words, without characters that no database takes', () => {
  const read = readEntry({ ...right, partner: '=HYPERLINK("x")\u0000', remark: '<script>\r\nx\ud800' }, rules)
  expect(read).toMatchObject({ entry: { partner: '=HYPERLINK("x")', remark: '<script>\nx\ufffd' } })
})
