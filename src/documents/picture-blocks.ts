import type { Block } from '../content/paper.ts'
import { qrPath } from './qr.ts'
import { type Run, readRuns } from './rich.ts'

const plain = { bold: false, italic: false, under: false, code: false }

/** An element as satori takes it: the shape of React's, without React. */
export type Element = { type: string; props: { style?: Style; children?: Element[] | string } & Attributes }
type Style = Readonly<Record<string, string | number>>
type Attributes = { viewBox?: string; width?: number; height?: number; d?: string }

/** In pixels. */
export const pictureWidth = 1080
export const margin = 64
const inner = pictureWidth - 2 * margin
const text = 46
const small = 34
const penLine = 92
const qr = 340
/** Of DejaVu Sans, in parts of the type's size. */
const space = 0.318
/** A piece of a word that has no space: a longer one would not fit into a line. */
const longest = 28

export function box(style: Style, children: Element[]): Element {
  return { type: 'div', props: { style: { display: 'flex', ...style }, children } }
}

export function rule(style: Style): Element {
  return box({ width: inner, backgroundColor: 'black', ...style }, [])
}

/** Blocks below one another. */
export function drawBlocks(blocks: readonly Block[]): Element[] {
  return blocks.flatMap(draw)
}

function draw(block: Block): Element[] {
  switch (block.as) {
    case 'contents':
      return []
    case 'topic':
    case 'heading':
      return [words(boldly(block.html), { fontSize: 52, lineHeight: 1.2, marginTop: 20, marginBottom: 14 })]
    case 'text':
      return [words(readRuns(block.html), { marginBottom: 24 })]
    case 'note':
      return [words(readRuns(block.html), { fontSize: small, marginBottom: 16 })]
    case 'tick':
      return [beside(square(), readRuns(block.html))]
    case 'blank':
      return [words(readRuns(block.html), { marginTop: 16 }), ...penLines(block.lines)]
    case 'box':
      return [frame(block)]
    case 'dates':
      return [box({ flexDirection: 'column', marginTop: 8, marginBottom: 24 }, block.rows.map(dateRow))]
    case 'code':
      return [box({ marginTop: 8 }, [beside(code(block.link), readRuns(block.html))])]
  }
}

/**
 * Words that flow into lines. Satori wraps boxes, not runs of different looks; so each word is a box of its own, and
 * what touches it (a bold word's full stop) is in the same box.
 */
export function words(runs: readonly Run[], style: Style): Element {
  const size = Number(style.fontSize ?? text)
  const lines = linesOf(runs).map((line) =>
    box(
      { flexWrap: 'wrap', minHeight: size * 0.5 },
      line.map((word) => box({ marginRight: size * space }, word.map(piece))),
    ),
  )
  return box({ flexDirection: 'column', flexShrink: 1, fontSize: text, lineHeight: 1.35, ...style }, lines)
}

type Word = Run[]

/** Lines of words; a word is the runs between two spaces. */
function linesOf(runs: readonly Run[]): Word[][] {
  const lines: Word[][] = [[]]
  let word: Word = []
  const endWord = () => {
    if (word.length > 0) lines.at(-1)?.push(word)
    word = []
  }
  for (const run of runs) {
    for (const [part] of run.text.matchAll(new RegExp(`\\n|[^\\S\\n]+|\\S{1,${longest}}`, 'gu'))) {
      if (part === '\n') {
        endWord()
        lines.push([])
      } else if (/^\s/.test(part)) endWord()
      else {
        const length = word.reduce((sum, each) => sum + each.text.length, 0)
        if (length + part.length > longest) endWord()
        word.push({ ...run, text: part })
      }
    }
  }
  endWord()
  return lines
}

function piece({ text, bold, italic, under, code }: Run): Element {
  const style = {
    fontWeight: bold ? 700 : 400,
    fontStyle: italic ? 'italic' : 'normal',
    ...(under ? { textDecoration: 'underline' } : {}),
    ...(code ? { letterSpacing: '0.06em' } : {}),
    whiteSpace: 'pre',
  }
  return { type: 'span', props: { style, children: text } }
}

function boldly(html: string): Run[] {
  return readRuns(html).map((run) => ({ ...run, bold: true }))
}

function beside(left: Element, runs: readonly Run[]): Element {
  return box({ marginBottom: 20, alignItems: 'flex-start' }, [left, words(runs, { flexGrow: 1 })])
}

function square(): Element {
  return box(
    { width: 40, height: 40, border: '4px solid black', marginTop: 9, marginRight: 26, flexShrink: 0 },
    [],
  )
}

function penLines(count: number): Element[] {
  return Array.from({ length: count }, () => rule({ height: 3, marginTop: penLine - 3 })).map((line, at) =>
    at === count - 1 ? box({ marginBottom: 20 }, [line]) : line,
  )
}

function frame({ html, lines }: { html: string; lines: number }): Element {
  const style = {
    border: '4px solid black',
    padding: 20,
    minHeight: penLine * lines,
    marginBottom: 28,
    width: inner,
  }
  return box(style, [words(readRuns(html), {})])
}

function dateRow({ day, html }: { day: string; html: string }): Element {
  const date = words([{ ...plain, text: day, bold: true }], { width: 320, flexShrink: 0 })
  const what = words(readRuns(html), { flexGrow: 1 })
  return box({ borderTop: '2px solid black', padding: '14px 0' }, [square(), date, what])
}

function code(link: string): Element {
  const { side, path } = qrPath(link)
  const drawing: Element = { type: 'path', props: { d: path } }
  const picture: Element = {
    type: 'svg',
    props: { viewBox: `0 0 ${side} ${side}`, width: qr, height: qr, children: [drawing] },
  }
  return box({ width: qr, height: qr, marginRight: 20, flexShrink: 0 }, [picture])
}
