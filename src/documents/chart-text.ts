/** Letters of DejaVu Sans by their width in hundredths of the type's size; the rest is taken as a middling one. */
const byWidth: Readonly<Record<number, string>> = {
  22: "\u202f'",
  32: 'ijlIJ \u00a0.,',
  36: 'f:;-/',
  41: 'rt!()[]',
  52: 'sz–"',
  57: 'cL?гзсэ',
  72: 'ABCRVXZдцъАБВКСХЧЬЭЯҚҲҶ',
  78: 'DGHNUмИЙЛНПҢ',
  82: 'wOQыДОЦӨ',
  87: 'M<>→фюМФЪ',
  93: 'жшЫ',
  97: 'm%щ',
  108: 'W—…ШЖЩЮ',
}
const middling = 63
const boldness = 1.13

const widths = new Map(
  Object.entries(byWidth).flatMap(([width, letters]) =>
    [...letters].map((letter) => [letter, Number(width)]),
  ),
)

/**
 * How wide a text will be at most, in pixels. DejaVu Sans is measured, which PDF and PNG are set in; the type of a
 * reader's own screen is narrower.
 */
export function widthOf(text: string, size: number, bold = false): number {
  let hundredths = 0
  for (const letter of text) hundredths += widths.get(letter) ?? middling
  return (hundredths / 100) * size * (bold ? boldness : 1)
}

type Space = { width: number; size: number; bold?: boolean; lines?: number }

/** A text broken into lines that fit; what does not fit into the last one ends with an ellipsis. */
export function wrap(text: string, { width, size, bold, lines = 1 }: Space): string[] {
  const fits = (line: string) => widthOf(line, size, bold) <= width
  const laid: string[] = []
  for (const word of text.split(/\s+/).filter((part) => part !== '')) {
    const line = laid.at(-1)
    const longer = `${line} ${word}`
    if (line !== undefined && (fits(longer) || laid.length === lines)) laid[laid.length - 1] = longer
    else laid.push(word)
  }
  return laid.map((line) => (fits(line) ? line : shorten(line, fits)))
}

function shorten(line: string, fits: (line: string) => boolean): string {
  const letters = [...line]
  while (letters.length > 1 && !fits(`${letters.join('').trimEnd()}…`)) letters.pop()
  return `${letters.join('').trimEnd()}…`
}

/** Without the characters that no XML may hold (XML 1.0, 2.2): one of them would spoil a whole picture. */
export function onlyXml(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
}

export function escapeXml(text: string): string {
  return onlyXml(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

const inThrees = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** Groups of three with a narrow space between, as every language of the pages can read them. */
export function grouped(value: number): string {
  return inThrees.format(value).replaceAll(',', '\u202f')
}
