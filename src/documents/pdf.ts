import pdfmake from 'pdfmake'
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import type { Paper } from '../content/paper.ts'
import { layBlocks, rich } from './pdf-blocks.ts'
import { useFonts } from './pdf-fonts.ts'
import { type Layout, layouts } from './pdf-layout.ts'

/** The file must hold a date of its making; the real one would tell when somebody asked for the paper. */
const noDate = new Date(0)

/**
 * A paper as a PDF file: black on white for any printer and copier, its page numbers as n / m, fonts cut down to the
 * letters used. The same paper gives the same bytes: nothing in it tells who made it, where or when.
 * Throws when a text holds a tag that no card may have.
 */
export async function makePdf(paper: Paper): Promise<Uint8Array> {
  useFonts()
  return pdfmake.createPdf(definitionOf(paper)).getBuffer()
}

function definitionOf(paper: Paper): TDocumentDefinitions {
  const layout = layouts[paper.size]
  return {
    pageSize: paper.size,
    pageMargins: layout.margins,
    language: paper.language,
    displayTitle: true,
    info: { title: paper.title, producer: 'Sapar', creator: 'Sapar', creationDate: noDate },
    defaultStyle: { font: 'DejaVu', fontSize: layout.text, lineHeight: 1.2, color: 'black' },
    content: [
      ...(paper.untitled === true ? [] : [titleOf(paper, layout)]),
      ...layBlocks(paper.blocks, layout),
    ],
    footer: (page, pages) => footOf(paper.foot, `${page} / ${pages}`, layout),
  }
}

function titleOf({ title }: Paper, layout: Layout): Content {
  const { width } = layout
  return {
    stack: [
      { text: title, bold: true, fontSize: layout.title, lineHeight: 1.1 },
      { canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: 1.5 }], margin: [0, 5, 0, 0] },
    ],
    margin: [0, 0, 0, layout.text],
  }
}

function footOf(foot: string, pages: string, { margins: [left, , right], small }: Layout): Content {
  return {
    columns: [
      { width: '*', text: rich(foot) },
      { width: 'auto', text: pages, noWrap: true },
    ],
    columnGap: 12,
    fontSize: small,
    margin: [left, 10, right, 0],
  }
}
