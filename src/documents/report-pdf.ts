import pdfmake from 'pdfmake'
import type { Content, ContentTable, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { useFonts } from './pdf-fonts.ts'
import { layouts } from './pdf-layout.ts'
import type { ReportPaper, ReportPart } from './report-paper.ts'

const { margins, width, title: titleSize, heading: headingSize, small } = layouts.A4
const noteSize = 8.5
const soft = '#444444'
const hair = '#999999'

/**
 * A report as a PDF file of A4 pages for any printer: tables whose heads are repeated on every page, charts as vectors,
 * page numbers as n / m. The same report gives the same bytes.
 */
export async function makeReportPdf(report: ReportPaper): Promise<Uint8Array> {
  useFonts()
  return pdfmake.createPdf(definitionOf(report)).getBuffer()
}

function definitionOf(report: ReportPaper): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageMargins: margins,
    language: report.language,
    displayTitle: true,
    info: { title: report.title, producer: 'Sapar', creator: 'Sapar', creationDate: new Date(0) },
    defaultStyle: { font: 'DejaVu', fontSize: small, lineHeight: 1.15, color: 'black' },
    content: [...headOf(report), ...report.parts.map(partOf)],
    footer: (page, pages) => ({
      columns: [
        { width: '*', text: report.foot },
        { width: 'auto', text: `${page} / ${pages}`, noWrap: true },
      ],
      columnGap: 12,
      fontSize: noteSize,
      margin: [margins[0], 14, margins[2], 0],
    }),
  }
}

function headOf({ title, warnings, facts }: ReportPaper): Content[] {
  const body = facts.map(({ label, text }): TableCell[] => [{ text: label, color: soft }, { text }])
  return [
    { text: title, bold: true, fontSize: titleSize, lineHeight: 1.1, margin: [0, 0, 0, 8] },
    ...warnings.map(warningOf),
    { table: { widths: [110, '*'], body }, layout: hairlines, margin: [0, 0, 0, 14] },
  ]
}

function warningOf(text: string): Content {
  return {
    table: { widths: ['*'], body: [[{ text, bold: true, margin: [4, 2, 4, 2] }]] },
    layout: { hLineWidth: () => 1.5, vLineWidth: () => 1.5 },
    margin: [0, 0, 0, 10],
  }
}

function partOf(part: ReportPart): Content {
  const { heading, says, chart, rows, remarks } = part
  const above: Content[] = [
    { text: heading, bold: true, fontSize: headingSize, lineHeight: 1.1 },
    ...(says === '' ? [] : [{ text: says, color: soft }]),
  ]
  const below = remarks.map((text): Content => ({ text, fontSize: noteSize, color: soft }))
  const after: Content = { stack: below, margin: [0, 3, 0, 14] }
  if (rows.length === 0) return { stack: [...above, after], unbreakable: true }
  const table = tableOf(part, { stack: above, margin: [0, 0, 0, 3] })
  if (chart === undefined) return { stack: [table, after] }
  const picture: Content = { svg: chart, width, font: 'DejaVu', margin: [0, 6, 0, 8] } as Content
  return { stack: [{ stack: [...above, picture], unbreakable: true }, tableOf(part, null), after] }
}

/** The heading is a row of the table's head: so it never stays behind at the foot of a page, and stands on each. */
function tableOf({ head, rows, widths }: ReportPart, heading: Content | null): ContentTable {
  const isNumber = head.map((_, at) => rows.some((row) => row[at]?.number === true))
  const usual = head.map((_, at) => (at === 0 ? '*' : 'auto'))
  const span: TableCell[] =
    heading === null
      ? []
      : [{ stack: [heading], colSpan: head.length, border: none }, ...head.slice(1).map(() => ({ text: '' }))]
  const names = head.map(
    (text, at): TableCell => ({
      text,
      bold: true,
      fontSize: noteSize,
      alignment: isNumber[at] === true ? 'right' : 'left',
    }),
  )
  const body = rows.map((row) =>
    head.map((_, at): TableCell => {
      const cell = row[at] ?? { text: '', number: false }
      return { text: cell.text, alignment: isNumber[at] === true ? 'right' : 'left' }
    }),
  )
  const heads = heading === null ? [names] : [span, names]
  return {
    table: {
      widths: widths === undefined ? usual : [...widths],
      body: [...heads, ...body],
      headerRows: heads.length,
      keepWithHeaderRows: 1,
      dontBreakRows: true,
    },
    layout: hairlines,
  }
}

const none: [boolean, boolean, boolean, boolean] = [false, false, false, false]
const hairlines = {
  hLineWidth: (at: number) => (at === 0 ? 0 : 0.5),
  vLineWidth: () => 0,
  hLineColor: () => hair,
  paddingLeft: (column: number) => (column === 0 ? 0 : 8),
  paddingRight: () => 0,
  paddingTop: () => 2.5,
  paddingBottom: () => 2.5,
}
