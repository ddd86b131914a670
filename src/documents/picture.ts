import { readFileSync } from 'node:fs'
import { Resvg } from '@resvg/resvg-js'
import satori from 'satori'
import type { Paper } from '../content/paper.ts'
import { fontFiles } from './fonts.ts'
import { box, drawBlocks, type Element, margin, pictureWidth, rule, words } from './picture-blocks.ts'
import { greyPng } from './png.ts'
import { readRuns } from './rich.ts'

/** Read once and handed over as the same list each time: satori keeps what it has parsed by the list. */
let fonts: Parameters<typeof satori>[1]['fonts'] | undefined

function readFonts() {
  fonts ??= [
    { name: 'DejaVu', data: readFileSync(fontFiles.normal), weight: 400, style: 'normal' },
    { name: 'DejaVu', data: readFileSync(fontFiles.bold), weight: 700, style: 'normal' },
    { name: 'DejaVu', data: readFileSync(fontFiles.italics), weight: 400, style: 'italic' },
  ]
  return fonts
}

/**
 * A paper as one PNG picture, 1080 pixels wide and as high as it needs: large black type on white, to be shown on a
 * phone, passed on or printed. It holds no data but the picture itself. Throws when a text holds a tag that no card may have.
 */
export async function makePicture(paper: Paper): Promise<Uint8Array> {
  const svg = await satori(drawPaper(paper), { width: pictureWidth, fonts: readFonts() })
  const image = new Resvg(svg, { font: { loadSystemFonts: false }, background: 'white' }).render()
  return greyPng(image.pixels, image.width, image.height)
}

function drawPaper(paper: Paper): Element {
  return box({ flexDirection: 'column', width: pictureWidth, padding: margin, backgroundColor: 'white' }, [
    ...(paper.untitled === true ? [] : drawTitle(paper.title)),
    ...drawBlocks(paper.blocks),
    ...(paper.foot === '' ? [] : drawFoot(paper.foot)),
  ])
}

function drawTitle(text: string): Element[] {
  const title = [{ text, bold: true, italic: false, under: false, code: false }]
  return [
    words(title, { fontSize: 62, lineHeight: 1.15, marginBottom: 20 }),
    rule({ height: 5, marginBottom: 32 }),
  ]
}

function drawFoot(foot: string): Element[] {
  return [rule({ height: 2, marginTop: 16, marginBottom: 16 }), words(readRuns(foot), { fontSize: 30 })]
}
