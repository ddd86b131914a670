import { font } from './chart-look.ts'
import { onlyXml } from './chart-text.ts'

/**
 * Takes away from an SVG of echarts what only a living page needs (style sheet, classes numbered anew at each drawing,
 * invisible shapes), so that the same chart is always the same bytes.
 */
export function tidy(svg: string): string {
  return onlyXml(svg)
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/ (?:ecmeta_\w+|class|pointer-events|xml:space|xmlns:xlink|version|baseProfile)="[^"]*"/g, '')
    .replace(/<(?:path|rect)(?=[^>]* fill="none")(?![^>]* stroke=)[^>]*><\/(?:path|rect)>/g, '')
    .replace(/<path(?=[^>]* fill-opacity="0")[^>]*><\/path>/g, '')
    .replace(/ style="([^"]*)"/g, (_, style: string) => attributesOf(style))
    .replace(/><\/(?:path|rect|circle)>/g, '/>')
    .replace(/ (?:d|x|y|transform)="[^"]*"/g, (place) => place.replace(/\d+\.\d{3,}/g, shorter))
    .replace(/>\s*\n\s*</g, '><')
    .replace('<svg ', `<svg font-family="${font}" `)
}

/** Of the type's properties only size and weight differ from text to text. */
function attributesOf(style: string): string {
  const size = /font-size:([^;]+)/.exec(style)?.[1]
  const weight = /font-weight:([^;]+)/.exec(style)?.[1]
  return [
    size === undefined ? '' : ` font-size="${size}"`,
    weight === undefined ? '' : ` font-weight="${weight}"`,
  ].join('')
}

function shorter(long: string): string {
  return String(Math.round(Number(long) * 100) / 100)
}
