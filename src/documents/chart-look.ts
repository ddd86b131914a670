import { escapeXml } from './chart-text.ts'

/** Blue, orange, green of Okabe and Ito (Color Universal Design, 2008), darker on white, lighter on black. */
const light = {
  lines: ['#0067a3', '#b34a00', '#007a5a'],
  ink: '#1b2730',
  soft: '#55646e',
  grid: '#e3e9ed',
  before: '#8b99a3',
  paper: '#ffffff',
  tint: '#cfe3f0',
  stop: '#b3261e',
}
const dark: Colours = {
  lines: ['#6bbcf0', '#f0a64a', '#4fcfa5'],
  ink: '#e9eff3',
  soft: '#a3b3be',
  grid: '#2f3f4a',
  before: '#8496a2',
  paper: '#19242c',
  tint: '#234a63',
  stop: '#ff8a7a',
}
export type Colours = typeof light

export function coloursOf(isDark: boolean): Colours {
  return isDark ? dark : light
}

export function lineColour({ lines, ink }: Colours, at: number): string {
  return lines[at % lines.length] ?? ink
}

/** Without quotation marks, as echarts writes it into an attribute as it is; pdfmake knows its type as DejaVu. */
export const font = 'system-ui, -apple-system, Segoe UI, Roboto, Noto Sans, DejaVu Sans, DejaVu, sans-serif'

/** Pages show pictures from the width of a phone's column to that of a desk. */
export function widthWithin(width: number): number {
  return Math.min(1000, Math.max(300, Math.round(width)))
}

type Picture = { title: string; width: number; height: number; colours: Colours }

/** An SVG picture that names itself to a screen reader, with the pattern of what is kept back. */
export function picture({ title, width, height, colours }: Picture, body: readonly string[]): string {
  const size = `width="${num(width)}" height="${num(height)}" viewBox="0 0 ${num(width)} ${num(height)}"`
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="${font}" fill="${colours.ink}" role="img">`
  return `${svg}<title>${escapeXml(title)}</title>${hatching(colours)}${body.join('')}</svg>`
}

export function hatching({ before }: Colours): string {
  return `<defs><pattern id="kept-back" width="5" height="5" patternUnits="userSpaceOnUse"><path d="M-1 1L1 -1M0 5L5 0M4 6L6 4" fill="none" stroke="${before}" stroke-width="1.2"/></pattern></defs>`
}

type Box = { x: number; y: number; width: number; height: number }

/** Stands where a number is kept back: never to be taken for a zero. */
export function keptBack({ x, y, width, height }: Box, { before }: Colours): string {
  const box = `x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" rx="2"`
  return `<rect class="kept-back" ${box} fill="url(#kept-back)" stroke="${before}" stroke-width="1" stroke-dasharray="3 2"/>`
}

export function bar({ x, y, width, height }: Box, fill: string, radius = 2): string {
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(width)}" height="${num(height)}" rx="${radius}" fill="${fill}"/>`
}

type Words = { size?: number; bold?: boolean; fill?: string; anchor?: 'middle' | 'end' }

/** One line of text, its baseline at y. */
export function words(text: string, [x, y]: readonly [number, number], look: Words = {}): string {
  const { size = 13, bold, fill, anchor } = look
  const extra = [
    bold === true ? ' font-weight="bold"' : '',
    fill === undefined ? '' : ` fill="${fill}"`,
    anchor === undefined ? '' : ` text-anchor="${anchor}"`,
  ].join('')
  return `<text x="${num(x)}" y="${num(y)}" font-size="${size}px"${extra}>${escapeXml(text)}</text>`
}

/** Half a pixel is seen, a tenth is not. */
export function num(value: number): number {
  return Math.round(value * 10) / 10
}
