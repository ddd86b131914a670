import fc from 'fast-check'
import { Context } from 'hono'
import { type FC, jsx } from 'hono/jsx'
import { describe, expect, it } from 'vitest'
import { fromCsv } from '../../src/content/csv.ts'
import { type Tongue, tongues } from '../../src/content/interface.ts'
import { makeReportPdf } from '../../src/documents/report-pdf.ts'
import { readSpreadsheet } from '../../src/documents/spreadsheet.ts'
import type { Value, View } from '../../src/report/view.ts'
import { digestMessage } from '../../src/staff/digest-message.ts'
import type { StaffEnv } from '../../src/staff/env.ts'
import { bookOf, type Figure, type Section } from '../../src/staff/export-book.ts'
import { factsOf } from '../../src/staff/export-facts.ts'
import { csvOf, xlsxOf } from '../../src/staff/export-files.ts'
import { SignedBy } from '../../src/staff/form.tsx'
import { ReachPage } from '../../src/staff/reach-page.tsx'
import { ReportPage } from '../../src/staff/report-page.tsx'
import { reportAround, reportPaper } from '../../src/staff/report-paper.ts'
import type { MonthReport } from '../../src/staff/report-read.ts'
import { showShared } from '../../src/staff/shared-page.tsx'
import { valueText } from '../../src/staff/values.tsx'
import { SpokenIn, type Words, wordsIn } from '../../src/staff/words.ts'
import { pageTexts } from '../documents/pdf-text.ts'
import { now, phrases, script, well } from './rig.ts'

const spoken = new Map(tongues.map((tongue) => [tongue, wordsIn(phrases, tongue)]))

/** Kept back more often than not; what is shown is nothing or at least 10. */
const cell: fc.Arbitrary<Value> = fc.oneof(
  fc.constant<Value>({ kind: 'few' }),
  fc.constant<Value>({ kind: 'hidden' }),
  fc.constantFrom(0, 10, 37, 4096).map((count): Value => ({ kind: 'exact', count })),
)
const share: fc.Arbitrary<Value> = fc
  .constantFrom<Extract<Value, { kind: 'rate' }>['rate']>(
    { kind: 'base' },
    { kind: 'below', share: 25 },
    { kind: 'above', share: 80 },
    { kind: 'share', share: 42 },
  )
  .map((rate) => ({ kind: 'rate', rate }))
const absent = fc
  .constantFrom('not-collected' as const, 'too-young' as const, 'too-fine' as const)
  .map((why): Value => ({ kind: 'none', why }))
const value = fc.oneof({ weight: 4, arbitrary: cell }, share, absent)

const indicatorsShown = [
  'reached',
  'active',
  'completed',
  'questions',
  'unanswered',
  'reached_in_all',
] as const
const october = { span: 'month', start: '2026-10-01' } as const
const months = ['2026-08-01', '2026-09-01', '2026-10-01']

const view: fc.Arbitrary<View> = fc
  .record({
    headlines: fc.tuple(...indicatorsShown.map(() => fc.tuple(value, fc.option(cell)))),
    lines: fc.tuple(...months.map(() => fc.tuple(cell, cell))),
    languages: fc.tuple(...['ky', 'ru', null].map(() => fc.tuple(cell, cell))),
    topics: fc.tuple(...[0, 1, 2, 3].map(() => fc.tuple(cell, cell, share, share))),
  })
  .map(({ headlines, lines, languages, topics }) => ({
    period: october,
    filters: [],
    timeZone: 'Asia/Bishkek',
    countedAt: '2026-11-24T08:00:00Z',
    state: 'provisional',
    running: false,
    headlines: headlines.map(([shown, before], at) => ({
      indicator: indicatorsShown[at] ?? 'reached',
      value: shown,
      before,
    })),
    series: {
      id: 'month',
      points: months.map((start) => ({
        name: { kind: 'period', period: { span: 'month', start } },
        provisional: false,
      })),
      lines: ['reached', 'exposures'].map((measure, at) => ({
        measure,
        values: lines.map((both) => both[at] ?? { kind: 'hidden' }),
      })),
    },
    tables: [
      {
        id: 'language',
        columns: ['reached', 'exposures'],
        rows: languages.map((values, at) => ({
          name: { kind: 'dimension', dimension: 'language', value: ['ky', 'ru'][at] ?? null },
          values,
        })),
      },
      {
        id: 'topics',
        columns: ['begun', 'exposures', 'completed', 'helpful'],
        rows: topics.map((values, at) => ({ name: { kind: 'topic', id: `topic ${'abcd'[at]}` }, values })),
      },
    ],
    notes: [],
    late: 0,
    synthetic: false,
  }))

const everyView = fc.record({ view, tongue: fc.constantFrom<Tongue>(...tongues) })
const wordsOf = (tongue: Tongue): Words => {
  const words = spoken.get(tongue)
  if (words === undefined) throw new Error(`There are no words in ${tongue}`)
  return words
}
const aroundOf = (words: Words) => ({ words, script, title: 'A title', made: now() })
const reportOf = (shown: View): MonthReport => ({
  month: '2026-10-01',
  today: '2026-11-24',
  view: shown,
  stored: null,
  revisions: [],
  changes: null,
})

function valuesOf({ headlines, series, tables }: View): Value[] {
  return [
    ...headlines.flatMap((each) => (each.before === null ? [each.value] : [each.value, each.before])),
    ...series.lines.flatMap(({ values }) => values),
    ...tables.flatMap(({ rows }) => rows.flatMap(({ values }) => values)),
  ]
}

/** Cells of the tables of a page, without the versions of its definitions, as they are read. */
function cellsOf(html: string): string[] {
  const [numbers = ''] = html.split('id="definitions"')
  return [...numbers.matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, text = '']) =>
    text.replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
  )
}

const times = (text: string, part: string) => text.split(part).length - 1

/** A page: what it shows is what its values say, and no bare number from 1 to 9 stands anywhere in its cells. */
function expectCells(html: string, shown: View, words: Words): void {
  const said = new Set(valuesOf(shown).map((each) => valueText(each, words)))
  const cells = cellsOf(html)
  expect(cells.length).toBeGreaterThanOrEqual(20)
  const states = ['provisional', 'final'].map((state) => words.t(`reach.state.${state}`))
  for (const text of cells) expect([...said, ...states, '']).toContain(text)
  expect(cells.filter((text) => /^[1-9]$/.test(text))).toEqual([])
}

function render(words: Words, component: FC<never>, props: object): string {
  const inside = jsx(component as FC, props)
  return String(jsx(SpokenIn as FC, { value: words }, jsx(SignedBy as FC, { value: 'x' }, inside)))
}

const runs = { numRuns: 100 }

describe('numbers that are kept back', () => {
  it('are words on the page, and on the page of a report', () => {
    fc.assert(
      fc.property(everyView, ({ view: shown, tongue }) => {
        const words = wordsOf(tongue)
        const around = aroundOf(words)
        const page = {
          view: shown,
          script,
          days: undefined,
          first: '2026-08-01',
          today: '2026-11-24',
          mayNote: false,
        }
        expectCells(render(words, ReachPage as FC<never>, page), shown, words)
        const report = { report: reportOf(shown), around, role: 'admin' }
        expectCells(render(words, ReportPage as FC<never>, report), shown, words)
      }),
      runs,
    )
  })

  it('are words on a shared page', async () => {
    await fc.assert(
      fc.asyncProperty(everyView, async ({ view: shown, tongue }) => {
        const words = wordsOf(tongue)
        const c = new Context<StaffEnv>(new Request('http://localhost/shared/x'))
        const props = { view: shown, around: aroundOf(words), token: 'x', words, languages: [] }
        expectCells(await (await showShared(c, props)).text(), shown, words)
      }),
      runs,
    )
  })

  it('are words in CSV, cell by cell, and all else a number', () => {
    fc.assert(
      fc.property(everyView, ({ view: shown, tongue }) => {
        const words = wordsOf(tongue)
        const sections = bookOf(shown, aroundOf(words))
        expectRows(fromCsv(csvOf(sections)), shown, sections)
      }),
      runs,
    )
  })

  it('are words in XLSX, cell by cell, and all else a number', async () => {
    await fc.assert(
      fc.asyncProperty(everyView, async ({ view: shown, tongue }) => {
        const around = aroundOf(wordsOf(tongue))
        const sheets = await readSpreadsheet(await xlsxOf(shown, around))
        expectRows(
          sheets.flatMap(({ rows }) => rows),
          shown,
          bookOf(shown, around),
        )
      }),
      // Each draws a chart into its file.
      { numRuns: 15 },
    )
  })

  it('are words in the PDF', async () => {
    await fc.assert(
      fc.asyncProperty(everyView, async ({ view: shown, tongue }) => {
        const words = wordsOf(tongue)
        const report = reportOf(shown)
        const around = reportAround(report, { words, script, made: now() })
        const paper = await reportPaper(report, around)
        const text = pageTexts(await makeReportPdf(paper)).join('')
        const printed = [
          ...factsOf(shown, around).map((fact) => fact.text),
          ...paper.parts.flatMap(({ rows, remarks }) => [
            ...rows.flat().map((each) => each.text),
            ...remarks,
          ]),
        ].join(' ')
        expect(times(text, '<10')).toBe(times(printed, '<10'))
        const cells = paper.parts.slice(0, -1).flatMap(({ rows }) => rows.flat())
        expect(cells.filter((each) => /^[1-9]$/.test(each.text))).toEqual([])
      }),
      { numRuns: 15 },
    )
  })

  it('are words in the weekly message', () => {
    fc.assert(
      fc.property(everyView, ({ view: shown, tongue }) => {
        const words = wordsOf(tongue)
        const parts = { words, script, health: well, overdue: 0, publicUrl: undefined, now: now() }
        const text = digestMessage(shown, parts, 'plain')
        const of = (name: string) => shown.headlines.find(({ indicator }) => indicator === name)?.value
        for (const name of ['reached', 'questions', 'unanswered', 'reached_in_all'] as const) {
          const each = of(name)
          if (each !== undefined) expect(text).toContain(valueText(each, words))
        }
        const [, ...lines] = text.split('\n')
        const rest = lines.join('\n').replace(/<10|\d[\d\s.,]*\d|\d+\s?%/g, '')
        expect(rest).not.toMatch(/[1-9]/)
      }),
      runs,
    )
  })
})

/** A file: every row of numbers stands in it as its values say. */
function expectRows(file: readonly (readonly string[])[], shown: View, sections: readonly Section[]): void {
  const found = file.map((row) => row.filter((text) => text !== ''))
  const numbers = sections.filter(({ id }) => !['about', 'definitions'].includes(id))
  const rows = numbers.flatMap((section) => section.rows.map((row) => row.map(writtenAs)))
  for (const row of rows) {
    const full = row.filter((text) => text !== '')
    expect(found).toContainEqual(full)
    expect(full.slice(1).filter((text) => /^[1-9]$/.test(text))).toEqual([])
  }
  const few = valuesOf(shown).filter(({ kind }) => kind === 'few').length
  expect(rows.flat().filter((text) => text === '<10').length).toBe(few)
}

function writtenAs(figure: Figure): string {
  if (typeof figure === 'string') return figure
  return 'instead' in figure ? figure.instead : String(figure.number)
}
