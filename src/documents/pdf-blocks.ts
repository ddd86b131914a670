import type { Column, Content, ContentCanvas, ContentText, Margins, TableCell } from 'pdfmake/interfaces.js'
import type { Block } from '../content/paper.ts'
import type { Layout } from './pdf-layout.ts'
import { qrPath } from './qr.ts'
import { type Run, readRuns, wordsOf } from './rich.ts'

/** A label longer than that stands above its line for the pen, not before it. */
const shortLabel = 26
/** What may not be broken must still fit on a page. */
const mostTogether = 4

/** The blocks of a paper below one another; what announces the next block never stays behind at the foot of a page. */
export function layBlocks(blocks: readonly Block[], layout: Layout): Content[] {
  const spot: Spot = { layout, listed: blocks.some(({ as }) => as === 'contents'), topic: 0 }
  const laid: Content[] = []
  let together: Content[] = []
  for (const [at, block] of blocks.entries()) {
    const next = blocks[at + 1]
    if (block.as === 'topic') spot.topic++
    together.push(lay(block, spot))
    if (next !== undefined && together.length < mostTogether && announces(block) && isShort(next)) continue
    laid.push(...(together.length === 1 ? together : [{ stack: together, unbreakable: true }]))
    together = []
  }
  return laid
}

/** A heading, a paragraph wholly in bold, or words that end with a colon. */
function announces(block: Block): boolean {
  if (block.as === 'heading') return true
  if (block.as !== 'text' && block.as !== 'note') return false
  const runs = readRuns(block.html)
  return runs.every(({ bold }) => bold) || wordsOf(block.html).endsWith(':')
}

function isShort(block: Block): boolean {
  if (block.as === 'blank' || block.as === 'box') return block.lines <= 8
  return block.as === 'text' || block.as === 'note' || block.as === 'tick' || block.as === 'code'
}

/** Where a block stands: on which paper, in which of its topics, and whether the paper has contents. */
type Spot = { layout: Layout; listed: boolean; topic: number }

function lay(block: Block, spot: Spot): Content {
  const { layout } = spot
  switch (block.as) {
    case 'topic':
      return topicOf(block.html, spot)
    case 'heading':
      return headingOf(block.html, spot)
    case 'text':
      return { text: rich(block.html), margin: [0, 0, 0, 6] }
    case 'note':
      return { text: rich(block.html), fontSize: layout.small, margin: [0, 0, 0, 6] }
    case 'contents':
      return contentsOf(block.html, layout)
    case 'tick':
      return {
        columns: [
          { ...square(layout), width: layout.text + 8 },
          { width: '*', text: rich(block.html) },
        ],
        margin: [0, 1, 0, 6],
      }
    case 'blank':
      return blankOf(block, layout)
    case 'box':
      return boxOf(block, layout)
    case 'dates':
      return datesOf(block.rows, layout)
    case 'code':
      return codeOf(block, layout)
  }
}

function topicOf(html: string, { layout, listed, topic }: Spot): Content {
  const text = wordsOf(html)
  const size = { fontSize: layout.topic, lineHeight: 1.1 }
  const heading: ContentText = { text, bold: true, ...size, margin: [0, 0, 0, 8], pageBreak: 'before' }
  if (!listed) return heading
  return { ...heading, id: `topic-${topic}`, tocItem: true, tocMargin: [0, 3, 0, 0], outline: true }
}

/** In a paper with contents a reader of the file finds it below its topic in the list of bookmarks. */
function headingOf(html: string, { layout, listed, topic }: Spot): Content {
  const size = { fontSize: layout.heading, lineHeight: 1.1 }
  const heading: ContentText = { text: wordsOf(html), bold: true, ...size, margin: [0, 10, 0, 4] }
  return listed && topic > 0 ? { ...heading, outline: true, outlineParentId: `topic-${topic}` } : heading
}

function contentsOf(html: string, layout: Layout): Content {
  const title: ContentText = {
    text: wordsOf(html),
    bold: true,
    fontSize: layout.heading,
    margin: [0, 8, 0, 4],
  }
  return { toc: { title } }
}

function blankOf({ html, lines }: { html: string; lines: number }, layout: Layout): Content {
  const rule: TableCell = { text: '', border: [false, false, false, true] }
  const rows = (count: number) => ({
    table: { widths: ['*'], heights: layout.penLine, body: Array.from({ length: count }, () => [rule]) },
    layout: penLines,
  })
  if (lines > 1 || wordsOf(html).length > shortLabel)
    return { stack: [{ text: rich(html), margin: [0, 10, 0, 0] }, rows(lines)], unbreakable: true }
  const above: Margins = [0, layout.penLine - layout.text + 3, 0, 0]
  const label: Column = { width: 'auto', text: rich(html), margin: above }
  return { columns: [label, { width: '*', ...rows(1) }], columnGap: 8, unbreakable: true }
}

function boxOf({ html, lines }: { html: string; lines: number }, layout: Layout): Content {
  const table = { widths: ['*'], heights: lines * layout.penLine, body: [[{ text: rich(html) }]] }
  return { table, layout: frame, margin: [0, 6, 0, 10], unbreakable: true }
}

function datesOf(rows: readonly { day: string; html: string }[], layout: Layout): Content {
  const body = rows.map(({ day, html }): TableCell[] => [
    square(layout),
    { text: day, bold: true, noWrap: true },
    { text: rich(html) },
  ])
  if (body.length === 0) return []
  const widths = [layout.text + 2, 'auto', '*']
  return { table: { widths, body, dontBreakRows: true }, layout: betweenRows, margin: [0, 4, 0, 10] }
}

/** The code keeps its empty margin; so its ink begins a little right of the text's edge. */
function codeOf({ link, html }: { link: string; html: string }, layout: Layout): Content {
  const { side, path } = qrPath(link)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><path d="${path}"/></svg>`
  const picture: Column = { width: layout.qr, svg, fit: [layout.qr, layout.qr] }
  const words: Column = { width: '*', text: rich(html), margin: [0, (layout.qr / side) * 4, 0, 0] }
  return { columns: [picture, words], columnGap: 8, margin: [0, 4, 0, 8], unbreakable: true }
}

function square({ text }: Layout): ContentCanvas {
  const size = text - 1
  return { canvas: [{ type: 'rect', x: 1, y: 2, w: size, h: size, lineWidth: 1.2, lineColor: 'black' }] }
}

/** Words with their looks, as pdfmake takes them. */
export function rich(html: string): Content[] {
  return readRuns(html).map(look)
}

function look({ text, bold, italic, under, code, link }: Run): ContentText {
  return {
    text,
    bold,
    italics: italic,
    ...(under || link !== undefined ? { decoration: 'underline' } : {}),
    ...(code ? { characterSpacing: 0.7 } : {}),
    ...(link === undefined ? {} : { link }),
  }
}

const penLines = { hLineWidth: (at: number) => (at === 0 ? 0 : 0.8), vLineWidth: () => 0 }
const frame = {
  hLineWidth: () => 1.2,
  vLineWidth: () => 1.2,
  paddingLeft: () => 8,
  paddingTop: () => 6,
  paddingRight: () => 8,
}
const betweenRows = {
  hLineWidth: () => 0.8,
  vLineWidth: () => 0,
  paddingTop: () => 5,
  paddingBottom: () => 5,
  paddingLeft: (column: number) => (column === 0 ? 0 : 8),
}
