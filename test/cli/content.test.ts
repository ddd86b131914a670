import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { parse } from 'yaml'
import { contentCommand } from '../../src/cli/content.ts'
import { today } from '../../src/cli/root.ts'
import { fingerprint } from '../../src/content/pins.ts'
import type { Files } from '../../src/content/rules/rule.ts'
import { readSpreadsheet } from '../../src/documents/spreadsheet.ts'
import { lint } from '../../src/flow/lint.ts'
import { writeCampaign } from '../lint/fixture.ts'
import { projectRoot } from '../walker.ts'

const texts: Files = {
  'content/staff.yaml': readFileSync(join(projectRoot, 'content', 'staff.yaml'), 'utf8'),
  'content/approvals.yaml': '# Who has approved what\n[]\n',
  'content/ky/visit.yaml':
    "# Элчилик\ntitle: 'Посольство'\nfirst: 'Встаньте на учёт за 15 дней.' # мөөнөт\nfirst.next: 'Дальше'\nlast: 'Готово.'\n",
}

let root = ''
let folder = ''
let out = ''

beforeEach(() => {
  root = writeCampaign(texts)
  folder = mkdtempSync(join(tmpdir(), 'sapar-table-'))
  out = ''
  vi.spyOn(process.stdout, 'write').mockImplementation((words) => {
    out += String(words)
    return true
  })
})

afterEach(() => {
  vi.restoreAllMocks()
  rmSync(root, { recursive: true })
  rmSync(folder, { recursive: true })
})

const read = (file: string) => readFileSync(join(root, file), 'utf8')
const content = (...args: string[]) => contentCommand(args, root)
let tables = 0

/** Exports Kyrgyz and hands back the table: its headings and rows, each by the name of its column. */
async function exported(): Promise<{ file: string; headings: string[]; rows: Record<string, string>[] }> {
  tables += 1
  const file = join(folder, `table-${tables}.xlsx`)
  expect(await content('export', '--lang', 'ky', '--out', file)).toBe(0)
  const [, sheet] = await readSpreadsheet(readFileSync(file))
  const [headings = [], ...cells] = sheet?.rows ?? []
  const names = headings.map((heading) => heading.replace(/^.* \/ /, ''))
  const rows = cells.map((row) => Object.fromEntries(names.map((name, at) => [name, row[at] ?? ''])))
  return { file, headings, rows }
}

type Cell = string | number | Date | { value: string; type: 'Formula' }

/** Saves the table as a spreadsheet would after somebody typed into it. */
async function returned(edits: Record<string, Record<string, Cell>>, extra: Record<string, Cell>[] = []) {
  const { headings, rows } = await exported()
  const names = headings.map((heading) => heading.replace(/^.* \/ /, ''))
  const edited = [...rows.map((row) => ({ ...row, ...edits[row.key ?? ''] })), ...extra]
  const table = [
    headings,
    ...edited.map((row: Record<string, Cell>) => names.map((name) => row[name] ?? null)),
  ]
  const file = join(folder, `returned-${tables}.xlsx`)
  await writeExcelFile([
    { sheet: 'How', data: [['words']] },
    { sheet: 'Renamed', data: table, dateFormat: 'dd.mm.yyyy' },
  ]).toFile(file)
  const rowOf = (key: string) => edited.findIndex((row: Record<string, Cell>) => row.key === key) + 2
  out = ''
  return { file, rowOf }
}

describe('content export', () => {
  it('gives every text with where it is shown, how long it may be, and how far it is', async () => {
    writeFileSync(join(root, 'content/ky/visit.yaml'), "title: 'Элчилик'\nfirst.next: 'Андан ары'\n")
    const pins = read('content/ky/pins.yaml').replace(/^(visit\.first\.next): \w+/m, '$1: 00000000')
    writeFileSync(join(root, 'content/ky/pins.yaml'), pins)
    const { file, headings, rows } = await exported()
    const [explained, sheet] = await readSpreadsheet(readFileSync(file))
    const steps = explained?.rows.flat().join('\n')
    expect(steps).toContain('1. Откройте второй лист.')
    expect(steps).toContain('1. Open the second sheet.')
    expect(headings).toContain('Перевод / translation')
    expect(rows.map(({ key }) => key).slice(0, 3)).toEqual(['visit.first', 'visit.last', 'visit.first.next'])
    expect(rows[0]).toMatchObject({
      where: 'Посольство · first · текст / text',
      source: 'Встаньте на учёт за 15 дней.',
      translation: '',
      state: 'нет перевода / missing',
      limit: '600',
      language: 'ky',
    })
    const next = rows[2]
    expect(next).toMatchObject({ state: 'устарел / outdated', limit: '24', 'reviewed by': '' })
    expect(rows.find(({ key }) => key === 'ui.checked')?.note).toBe(
      'Оставьте как есть / Keep as it is: {date}',
    )
    expect(rows.find(({ key }) => key === 'contacts.ru-112.short')?.limit).toBe('24')
    expect(sheet?.rows).toHaveLength(rows.length + 1)
    expect(out).toContain(`${rows.length} texts, 2 missing, 1 outdated, 0 not read by a speaker`)
  })

  it('writes over no table in which somebody may be working', async () => {
    const { file } = await exported()
    await expect(content('export', '--lang', 'ky', '--out', file)).rejects.toThrow('is there already')
  })

  it('says in plain words which languages there are', async () => {
    await expect(content('export', '--lang', 'tg')).rejects.toThrow('To begin with tg, add it to languages')
    await expect(content('export', '--lang', 'ru')).rejects.toThrow('ru is the source language')
    await expect(content('export')).rejects.toThrow('--lang takes one of ru, ky')
    await expect(content('dance')).rejects.toThrow('content takes one of')
  })

  it('does not take a file that cannot be read for missing texts', async () => {
    writeFileSync(join(root, 'content/ky/visit.yaml'), 'title: "open\n')
    await expect(content('export', '--lang', 'ky')).rejects.toThrow('content/ky/visit.yaml')
  })
})

describe('content import', () => {
  it('begins a language of which there is nothing yet', async () => {
    const campaign = read('content/campaign.yaml').replace('[ru, ky]', '[ru, ky, tg]')
    writeFileSync(join(root, 'content/campaign.yaml'), campaign)
    const file = join(folder, 'tg.xlsx')
    await content('export', '--lang', 'tg', '--out', file)
    const [, sheet] = await readSpreadsheet(readFileSync(file))
    const [headings = [], ...rows] = sheet?.rows ?? []
    const at = { key: headings.indexOf('Ключ / key'), text: headings.indexOf('Перевод / translation') }
    const row = rows.find((cells) => cells[at.key] === 'visit.last')
    if (row !== undefined) row[at.text] = 'Тайёр.'
    const back = join(folder, 'tg-back.xlsx')
    await writeExcelFile([headings, ...rows]).toFile(back)
    expect(await content('import', back)).toBe(0)
    expect(read('content/tg/visit.yaml')).toBe('last: "Тайёр."\n')
    expect(read('content/tg/pins.yaml')).toBe(`visit.last: ${fingerprint('Готово.')} draft\n`)
  })

  it('takes an untouched table for what it is', async () => {
    const { file } = await exported()
    const before = read('content/ky/visit.yaml')
    expect(await content('import', file)).toBe(0)
    expect(out).toMatch(/Written: 0 .* Unchanged: \d+\. Refused: 0\.\n$/)
    expect(read('content/ky/visit.yaml')).toBe(before)
  })

  it('writes translations and reviews back, keeps comments and order, and lint has nothing against it', async () => {
    const { file } = await returned({
      'visit.first': { translation: '15 күндө каттоого туруңуз.\n\nУнутпаңыз.', 'reviewed by': 'Айгүл' },
      'visit.last': { translation: '=Бүттү' },
      'visit.first.next': { 'reviewed by': 'Айгүл', 'reviewed on': new Date('2026-11-20') },
    })
    expect(await content('import', file)).toBe(0)
    expect(read('content/ky/visit.yaml')).toBe(
      "# Элчилик\ntitle: 'Посольство'\nfirst: |- # мөөнөт\n  15 күндө каттоого туруңуз.\n\n  Унутпаңыз.\nfirst.next: 'Дальше'\nlast: '=Бүттү'\n",
    )
    const pins = parse(read('content/ky/pins.yaml'))
    const source = fingerprint('Встаньте на учёт за 15 дней.')
    expect(pins['visit.first']).toBe(`${source} reviewed by Айгүл on ${today()}`)
    expect(pins['visit.first.next']).toMatch(/ reviewed by Айгүл on 2026-11-20$/)
    expect(pins['visit.last']).toMatch(/ draft$/)
    expect(out).toContain('visit.last: counts as not read again')
    expect(out).toContain('Written: 3 (2 translations, 2 reviews).')
    expect(lint(root, today()).findings).toEqual([])
  })

  it('writes nothing with --dry-run, and says what it would write', async () => {
    const { file } = await returned({ 'visit.last': { translation: 'Бүттү.' } })
    const before = read('content/ky/pins.yaml')
    expect(await content('import', file, '--dry-run')).toBe(0)
    expect(out).toContain('Would be written: 1 (1 translations, 0 reviews)')
    expect(out).toContain('Would change: content/ky/visit.yaml, content/ky/pins.yaml')
    expect(read('content/ky/pins.yaml')).toBe(before)
  })

  it('names what it does not take by the row of the spreadsheet, writes the rest, and ends with 1', async () => {
    const edits = {
      'visit.first': { translation: '<b>15 күн' },
      'visit.last': { translation: { value: 'NOW()', type: 'Formula' as const } },
      'visit.title': { translation: 'Элчиликке баруу жана каттоого туруу боюнча' },
      'ui.checked': { translation: 'Текшерилди: {күнү}' },
      'menu.start': { translation: 1 },
    }
    const unknown = { key: 'visit.nothing', translation: 'x', language: 'ky' }
    const { file, rowOf } = await returned(edits, [unknown])
    expect(await content('import', file, '--lang', 'ky')).toBe(1)
    expect(out).toContain(`row ${rowOf('visit.first')} visit.first: not taken: <b> is not closed`)
    expect(out).toContain(`row ${rowOf('visit.last')} visit.last: not taken: the translation is empty`)
    expect(out).toContain(`row ${rowOf('visit.title')} visit.title: not taken: has 42 characters, 40 at most`)
    expect(out).toMatch(new RegExp(`row ${rowOf('ui.checked')} ui.checked: not taken: .*\\{date\\}`))
    expect(out).toContain(`row ${rowOf('visit.nothing')} visit.nothing: not taken: there is no text`)
    expect(out).toContain('Refused: 5.')
    expect(parse(read('content/ky/menu.yaml')).start).toBe('1')
    expect(read('content/ky/visit.yaml')).toBe(texts['content/ky/visit.yaml'])
  })

  it('overwrites nothing that changed after the table was made', async () => {
    const { file, rowOf } = await returned({
      'visit.first': { translation: '15 күндө каттоого туруңуз.' },
      'visit.last': { translation: 'Бүттү.' },
    })
    writeFileSync(
      join(root, 'content/ru/visit.yaml'),
      read('content/ru/visit.yaml').replace('15 дней', '7 дней'),
    )
    const here = read('content/ky/visit.yaml').replace('Готово.', 'Даяр.')
    writeFileSync(join(root, 'content/ky/visit.yaml'), here)
    expect(await content('import', file)).toBe(1)
    expect(out).toContain(`row ${rowOf('visit.first')} visit.first: not taken: the source text was changed`)
    expect(out).toContain(
      `row ${rowOf('visit.last')} visit.last: not taken: the translation was changed here`,
    )
    expect(read('content/ky/visit.yaml')).toBe(here)
  })

  it('passes on what the translator noted, and not what the table itself had noted', async () => {
    const { file, rowOf } = await returned({ 'visit.last': { note: 'Эмне бүттү?' } })
    expect(await content('import', file)).toBe(0)
    expect(out).toContain(`row ${rowOf('visit.last')} visit.last: note: Эмне бүттү?`)
    expect(out.match(/note:/g)).toHaveLength(1)
  })

  it('refuses a whole file that is no table of the language', async () => {
    const { file } = await exported()
    const words = join(folder, 'words.xlsx')
    writeFileSync(words, 'key,translation\n')
    await expect(content('import', words)).rejects.toThrow('Save it as an Excel workbook')
    await expect(content('import', join(folder, 'none.xlsx'))).rejects.toThrow('There is no file')
    await expect(content('import')).rejects.toThrow('takes one file')
    const other = join(folder, 'other.xlsx')
    await writeExcelFile([['Имя'], ['Айгүл']]).toFile(other)
    await expect(content('import', other)).rejects.toThrow('has no sheet of texts')
    const bare = join(folder, 'bare.xlsx')
    await writeExcelFile([
      ['key', 'translation'],
      ['visit.last', 'x'],
    ]).toFile(bare)
    await expect(content('import', bare)).rejects.toThrow('has no column reviewed by')
    writeFileSync(
      join(root, 'content/campaign.yaml'),
      read('content/campaign.yaml').replace('[ru, ky]', '[ru, ky, en]'),
    )
    await expect(content('import', file, '--lang', 'en')).rejects.toThrow('is a table of ky, not of en')
  })
})

describe('content approve', () => {
  const voided = () =>
    lint(root, today())
      .warnings()
      .filter(({ rule }) => rule === 'void-approval')

  it('notes who approved which version, and a change of a text or a fact voids it', async () => {
    expect(
      await content('approve', '--topic', 'visit', '--by', 'Министерство: труда', '--on', '20.11.2026'),
    ).toBe(0)
    expect(read('content/approvals.yaml')).toMatch(
      /^# Who has approved what\n- topic: visit\n {2}by: "Министерство: труда"\n {2}on: 2026-11-20\n {2}version: "[0-9a-f]{8}"\n$/,
    )
    expect(voided()).toEqual([])
    writeFileSync(join(root, 'content/ru/visit.yaml'), read('content/ru/visit.yaml').replace('Готово', 'Всё'))
    expect(voided()).toMatchObject([{ file: 'content/approvals.yaml', line: 2 }])
    expect(voided()[0]?.message).toContain(
      'the approval of visit by Министерство: труда on 2026-11-20 is void',
    )
    expect(await content('approve', '--topic', 'visit', '--by', 'Министерство:  труда')).toBe(0)
    expect(voided()).toEqual([])
    const facts = read('content/facts/small.yaml')
    writeFileSync(join(root, 'content/facts/small.yaml'), facts.replace('says: a', 'says: b'))
    expect(voided()).toHaveLength(1)
  })

  it('takes no signature for what was printed before the topic changed', async () => {
    const approve = (version: string) =>
      content('approve', '--topic', 'visit', '--by', 'a', '--version', version)
    await expect(approve('00000000')).rejects.toThrow('it changed after the paper was printed')
    const [, version = ''] =
      /the topic has (\w+) now/.exec(await approve('00000000').then(String, String)) ?? []
    expect(await approve(version)).toBe(0)
  })

  it('refuses an unknown topic, a day to come and nobody', async () => {
    await expect(content('approve', '--topic', 'x', '--by', 'a')).rejects.toThrow(
      '--topic takes one of visit',
    )
    await expect(content('approve', '--topic', 'visit', '--by', ' ')).rejects.toThrow('--by takes')
    await expect(content('approve', '--topic', 'visit', '--by', 'a', '--on', '2126-01-01')).rejects.toThrow(
      '--on takes a day',
    )
    await expect(content('approve', '--topic', 'visit', '--by', 'a', '--languages', 'ky,tg')).rejects.toThrow(
      '--languages takes one of',
    )
    expect(read('content/approvals.yaml')).toBe(texts['content/approvals.yaml'])
  })
})

describe('papers', () => {
  it('are written as PDF', async () => {
    const pack = join(folder, 'pack.pdf')
    const page = join(folder, 'leaflet.pdf')
    vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    expect(await content('approval-pack', '--topic', 'visit', '--out', pack)).toBe(0)
    expect(
      await content('leaflet', '--topic', 'visit', '--lang', 'ky', '--bot', '@small_bot', '--out', page),
    ).toBe(0)
    for (const file of [pack, page]) expect(readFileSync(file, 'latin1')).toMatch(/^%PDF/)
  })

  it('are not made of what lint has something against, nor for a bot or a citizenship that cannot be', async () => {
    const leaflet = (...more: string[]) => content('leaflet', '--topic', 'visit', '--lang', 'ky', ...more)
    await expect(leaflet('--bot', 'a b')).rejects.toThrow('--bot takes the name of the bot')
    await expect(leaflet('--citizenship', 'XX')).rejects.toThrow('--citizenship takes one of TJ')
    writeFileSync(join(root, 'content/ky/visit.yaml'), "title: 'Элчилик'\n")
    await expect(leaflet('--bot', 'small_bot')).rejects.toThrow('has no text visit.first')
  })
})
