import type { ReportPaper, ReportPart } from '../documents/report-paper.ts'
import { seriesPicture } from './chart-of.ts'
import { bookOf, type Section } from './export-book.ts'
import { type Around, factsOf } from './export-facts.ts'
import { changesSection, reportFacts, warningsOf } from './report-facts.ts'
import type { MonthReport } from './report-read.ts'
import { figureText, shortened } from './section-table.tsx'

/** What the file, the sheets and the page of a report have around their numbers. */
export function reportAround(report: MonthReport, around: Omit<Around, 'title' | 'besides'>): Around {
  const { words } = around
  return {
    ...around,
    title: words.t('report.heading', { month: words.month(report.month) }),
    besides: reportFacts(report, around),
  }
}

/** The tables of a report, in the order in which it is read; what it is about stands above them. */
export function reportSections(report: MonthReport, around: Around): Section[] {
  const changes = changesSection(report, around)
  const tables = bookOf(report.view, around).filter(({ id }) => id !== 'about')
  return [
    ...(changes === null ? [] : [changes]),
    ...tables.map((section) => shortened(section, around.words)),
  ]
}

/** A report ready to be printed in the language of who asks. */
export async function reportPaper(report: MonthReport, around: Around): Promise<ReportPaper> {
  const { words } = around
  const { view } = report
  const { seriesChart } = await import('../documents/chart-series.ts')
  const chart = await seriesChart(seriesPicture(view.series, view.notes, { words, dark: false, width: 640 }))
  const facts = factsOf(view, around)
  const hash = report.stored === null ? '' : `, SHA-256 ${report.stored.hash.slice(0, 16)}…`
  return {
    name: report.month.slice(0, 7),
    title: around.title,
    language: words.tongue,
    warnings: warningsOf(report, around),
    facts,
    parts: reportSections(report, around).map((section) => partOf(section, around, chart)),
    foot: `${around.script.content.campaign.name}: ${around.title}, ${revisionWord(report, around)}${hash}`,
  }
}

function revisionWord({ stored }: MonthReport, { words: { t } }: Around): string {
  return stored === null ? t('report.foot.now') : t('report.foot.revision', { n: stored.revision })
}

/** Of tables that are words more than numbers, in points. */
const widths: Readonly<Record<string, ReportPart['widths']>> = {
  changes: [150, '*', 'auto', 'auto'],
  notes: [110, '*'],
  definitions: [78, 96, '*', 68, 'auto'],
}

function partOf(section: Section, { words }: Around, chart: string): ReportPart {
  const { id, name, says, head, rows, remarks } = section
  return {
    heading: name,
    says,
    head,
    rows: rows.map((row) =>
      row.map((figure, at) => ({
        text: figureText(figure, words),
        number: at > 0 && typeof figure === 'object',
      })),
    ),
    remarks,
    ...(id === 'series' ? { chart } : {}),
    ...(widths[id] === undefined ? {} : { widths: widths[id] }),
  }
}
