import { expect, test } from 'vitest'
import { findColumns } from '../../src/content/exchange/columns.ts'
import { exportRows, type ReturnedRow, readRows } from '../../src/content/exchange/rows.ts'
import { takeIn } from '../../src/content/exchange/take-in.ts'
import { changedFiles } from '../../src/content/exchange/write.ts'
import { type Content, loadContent } from '../../src/content/load.ts'
import { fingerprint } from '../../src/content/pins.ts'
import type { Files } from '../../src/content/rules/rule.ts'
import { errorsIn } from '../../src/flow/lint.ts'
import { loadFlows } from '../../src/flow/load.ts'
import { shownTexts } from '../../src/flow/shown.ts'
import { today, withCampaign } from '../lint/fixture.ts'

const campaign =
  'name: Small\nlanguages: [ru, tg]\nsource_language: ru\ntime_zone: Asia/Bishkek\ncitizenships: [TJ]\nentry_codes: {}\ncomplaint_channels: []\nblocked_sources: []\n'
const russian = {
  missing: 'Нет перевода',
  stale: 'Русский изменился',
  draft: 'Проверено: {date}',
  read: 'Прочитан давно',
}
const texts: Files = {
  'content/campaign.yaml': campaign,
  'content/ru/x.yaml': `read: ${russian.read}\ndraft: "${russian.draft}"\nstale: ${russian.stale}\nmissing: ${russian.missing}\n`,
  'content/tg/x.yaml': 'read: Хонда шуд\ndraft: "Санҷида шуд: {date}"\nstale: Тағйир ёфт\n',
  'content/tg/pins.yaml': `x.draft: ${fingerprint(russian.draft)} draft
x.read: ${fingerprint(russian.read)} reviewed by Amina on 2026-11-20
x.stale: 00000000 reviewed by Amina on 2026-11-20
`,
}

const load = (over: Files = {}) =>
  withCampaign({ ...texts, ...over }, (root) => {
    const content = loadContent(root, [])
    return { content, loaded: loadFlows(root, content, []) }
  })

/** The rows as they come back untouched, by the short name of their key. */
function returned({ content, loaded }: ReturnType<typeof load>): Map<string, ReturnedRow> {
  const rows = exportRows(content, 'tg', shownTexts(loaded.script))
    .filter(({ key }) => key.startsWith('x.'))
    .map(
      (row, index): ReturnedRow => ({
        row: index + 2,
        key: row.key,
        where: '',
        source: row.source,
        translation: row.translation,
        english: '',
        state: row.state,
        limit: '',
        'reviewed by': row.by,
        'reviewed on': row.on,
        note: '',
        language: 'tg',
        'source print': row.sourcePrint,
        'translation print': row.textPrint,
      }),
    )
  return new Map(rows.map((row) => [row.key.slice(2), row]))
}

type Loaded = ReturnType<typeof load>
type Edits = Record<string, Partial<ReturnedRow>>

/** Edits rows of a table that was made from `made` and takes it in where content is `now`. */
function take(edits: Edits, at: { made?: Loaded; now?: Loaded; extra?: Partial<ReturnedRow>[] } = {}) {
  const { made = load(), extra = [] } = at
  const { now = made } = at
  const rows = [...returned(made)].map(([name, row]) => ({ ...row, ...edits[name] }))
  const first = rows[0]
  if (first === undefined) throw new Error('no rows')
  const all = [...rows, ...extra.map((row, index) => ({ ...first, row: rows.length + 2 + index, ...row }))]
  const problems = (content: Content) =>
    errorsIn(
      { ...now.loaded, script: { ...now.loaded.script, content } },
      { root: '/nowhere', today, broken: new Set() },
    )
  const intake = takeIn(now.content, 'tg', all, { today, problems })
  const files = changedFiles(now.content, 'tg', intake.changes, (file) => texts[file])
  return { ...intake, files, pins: files.get('content/tg/pins.yaml') ?? '' }
}

const why = (result: ReturnType<typeof take>) =>
  Object.fromEntries(result.refused.map(({ row, why: reasons }) => [row, reasons.join('; ')]))

test('rows come in the order of urgency: missing, stale, not read, read', () => {
  expect([...returned(load()).keys()]).toEqual(['missing', 'stale', 'draft', 'read'])
})

test('a table that comes back untouched changes nothing', () => {
  expect(take({})).toMatchObject({ changes: [], refused: [], unchanged: 4 })
  expect(take({}).files.size).toBe(0)
})

test('a new translation is written as a draft of the present source text', () => {
  const { files, pins, unchanged } = take({ missing: { translation: 'Тарҷума ҳаст' } })
  expect(files.get('content/tg/x.yaml')).toContain('missing: "Тарҷума ҳаст"')
  expect(pins).toContain(`x.missing: ${fingerprint(russian.missing)} draft\n`)
  expect(pins).toContain('x.read: ')
  expect(unchanged).toBe(3)
})

test('with a name it counts as read by a speaker, today unless a day is given', () => {
  const { pins } = take({
    missing: { translation: 'Тарҷума ҳаст', 'reviewed by': 'Зебо' },
    draft: { 'reviewed by': 'Зебо', 'reviewed on': '21.11.2026' },
  })
  expect(pins).toContain(`x.missing: ${fingerprint(russian.missing)} reviewed by Зебо on ${today}\n`)
  expect(pins).toContain(`x.draft: ${fingerprint(russian.draft)} reviewed by Зебо on 2026-11-21\n`)
})

test('a name alone says of an outdated translation that it still fits', () => {
  const { pins, files } = take({ stale: { 'reviewed by': 'Зебо' } })
  expect(pins).toContain(`x.stale: ${fingerprint(russian.stale)} reviewed by Зебо on ${today}\n`)
  expect([...files.keys()]).toEqual(['content/tg/pins.yaml'])
})

test('the name that the table was made with does not vouch for other words', () => {
  expect(take({ read: { translation: 'Нав' } }).pins).toContain(
    `x.read: ${fingerprint(russian.read)} draft\n`,
  )
  const again = take({ read: { translation: 'Нав', 'reviewed on': today } })
  expect(again.pins).toContain(`reviewed by Amina on ${today}`)
})

test('a text that both sides changed is named and left as it is here', () => {
  const made = load()
  const now = load({
    'content/tg/x.yaml': 'read: Дигар шуд\ndraft: "Санҷида шуд: {date}"\nstale: Тағйир ёфт\n',
  })
  const result = take({ read: { translation: 'Аз ҷадвал' } }, { made, now })
  expect(why(result)).toEqual({ 5: 'the translation was changed here after this table was made' })
  expect(result.changes).toEqual([])
  expect(take({}, { made, now })).toMatchObject({ changes: [], refused: [], unchanged: 4 })
})

test('a translation of a source text that has changed since is named and not written, nor is its review', () => {
  const made = load()
  const now = load({
    'content/ru/x.yaml': texts['content/ru/x.yaml']?.replace(russian.read, 'Прочитан недавно') ?? '',
  })
  const reason = 'the source text was changed after this table was made'
  expect(why(take({ read: { translation: 'Нав' } }, { made, now }))).toEqual({ 5: reason })
  expect(why(take({ read: { 'reviewed by': 'Зебо' } }, { made, now }))).toEqual({ 5: reason })
})

test('a table that was taken in already changes nothing the second time', () => {
  const made = load()
  const now = load({ 'content/tg/x.yaml': `${texts['content/tg/x.yaml']}missing: Тарҷума ҳаст\n` })
  expect(take({ missing: { translation: 'Тарҷума ҳаст' } }, { made, now })).toMatchObject({
    changes: [],
    refused: [],
  })
})

test.each<[string, Edits[string], string]>([
  ['broken HTML', { translation: '<b>Нав' }, '<b> is not closed'],
  ['broken ICU', { translation: 'Нав {date' }, 'a { is not closed with }'],
  ['a variable that was translated', { translation: 'Нав: {сана}' }, '{date} of the source text is not used'],
  ['a text that is too long', { translation: `{date} ${'Сухан. '.repeat(90)}` }, '600 at most'],
  ['an emptied cell', { translation: '' }, 'the translation is empty'],
  ['a telephone number', { translation: '{date} 8-800-200-52-09' }, 'looks like a telephone number'],
  ['a row of another language', { language: 'ky', translation: 'x' }, 'belongs to a table of ky, not of tg'],
  ['an unknown key', { key: 'x.nothing', translation: 'x' }, 'there is no text with this key'],
  ['no key', { key: '', translation: 'x' }, 'has no key'],
  [
    'other letters',
    { translation: 'Sanjida shud dar rūzi {date} boz' },
    'is not written in Cyrillic letters, as tg is',
  ],
  ['a day to come', { 'reviewed by': 'Зебо', 'reviewed on': '2026-11-25' }, 'a day that is still to come'],
  ['what is no day', { 'reviewed by': 'Зебо', 'reviewed on': '31.02.2026' }, '“reviewed on” takes a day'],
  ['what is no name', { 'reviewed by': 'a: b' }, '“reviewed by” takes a name'],
])('%s is refused by its row, and nothing of the row is written', (_, edit, reason) => {
  const result = take({ draft: { 'reviewed by': 'Зебо', ...edit } })
  expect(result.refused).toHaveLength(1)
  expect(why(result)).toEqual({ 4: expect.stringContaining(reason) })
  expect(why(result)[4]).not.toContain('x.draft')
  expect(result).toMatchObject({ changes: [], unchanged: 3 })
  expect(result.files.size).toBe(0)
})

test('the source text itself is no translation of four words and more', () => {
  const long = 'Это совсем не перевод'
  const made = load({
    'content/ru/x.yaml': `long: ${long}\nshort: Астана Таймс\n`,
    'content/tg/x.yaml': '{}\n',
    'content/tg/pins.yaml': '{}\n',
  })
  const result = take({ long: { translation: long }, short: { translation: 'Астана Таймс' } }, { made })
  expect(why(result)).toEqual({ 2: 'is the source text itself, not a translation' })
  expect(result.changes.map(({ key }) => key)).toEqual(['x.short'])
})

test('a key that stands twice is refused in both rows, also when one of them is untouched', () => {
  const result = take({}, { extra: [{ translation: 'Дигар' }] })
  expect(why(result)).toEqual({ 2: 'stands in rows 2 and 6', 6: 'stands in rows 2 and 6' })
})

test('a refused row stops no other', () => {
  const result = take({ missing: { translation: 'Тарҷума' }, read: { translation: '<b>Нав' } })
  expect(result.changes.map(({ key }) => key)).toEqual(['x.missing'])
  expect(result.files.get('content/tg/x.yaml')).toContain('read: Хонда шуд')
})

test('what a spreadsheet changes on its own is no change, and its columns may be moved', () => {
  const made = load({
    'content/tg/x.yaml': 'read: |-\n  Сатр\n\n  Қайди дигар\ndraft: "Санҷида шуд: {date}"\n',
  })
  const headings = ['Примечания', 'Перевод / translation', 'Ключ / key']
  const cells = ['', ' Сатр  \r\n\r\nҚайди дигар \n'.normalize('NFD'), 'x.read ']
  const [row] = readRows([headings, cells, ['', ' ', '']], findColumns(headings))
  expect(row).toMatchObject({ row: 2, key: 'x.read', translation: 'Сатр\n\nҚайди дигар' })
  expect(take({ read: { translation: row?.translation ?? '' } }, { made })).toMatchObject({
    changes: [],
    refused: [],
  })
})
