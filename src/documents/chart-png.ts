import { Resvg } from '@resvg/resvg-js'
import { fontFiles } from './fonts.ts'

/**
 * A chart as a PNG on white, for spreadsheets and messages: give it a chart drawn for light. It is set in DejaVu Sans.
 *
 * @param zoom how many pixels a CSS pixel has
 */
export function chartPng(svg: string, zoom = 2): Uint8Array {
  const font = {
    loadSystemFonts: false,
    fontFiles: [fontFiles.normal, fontFiles.bold],
    defaultFontFamily: 'DejaVu Sans',
  }
  return new Resvg(svg, { font, background: 'white', fitTo: { mode: 'zoom', value: zoom } }).render().asPng()
}
