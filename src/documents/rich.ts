/** Words in one look. `\n` in them is a new line. */
export type Run = {
  text: string
  bold: boolean
  italic: boolean
  under: boolean
  code: boolean
  link?: string
}

const looks = { b: 'bold', i: 'italic', u: 'under', code: 'code' } as const
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' }

/**
 * Reads HTML of the small set of tags that cards use (b, i, u, code, a) into runs of one look each.
 * Throws on anything else: lint lets no such text reach a start.
 */
export function readRuns(html: string): Run[] {
  const runs: Run[] = []
  const open: string[] = []
  let link: string | undefined
  for (const [token, text, close, name = '', href] of html.matchAll(
    /([^<]+)|<(\/?)([a-z]+)(?: href="([^"]*)")?>|</g,
  )) {
    if (text !== undefined) {
      runs.push(runOf(plainText(text), open, link))
      continue
    }
    if (name !== 'a' && !Object.hasOwn(looks, name))
      throw new Error(`A paper takes the tags b, i, u, code and a, not ${token} in: ${html}`)
    if (close === '/') open.splice(open.lastIndexOf(name), 1)
    else open.push(name)
    if (name === 'a') link = close === '/' ? undefined : plainText(href ?? '')
  }
  return runs
}

function runOf(text: string, open: readonly string[], link: string | undefined): Run {
  const has = (name: keyof typeof looks) => open.includes(name)
  const run = { text, bold: has('b'), italic: has('i'), under: has('u'), code: has('code') }
  return link === undefined ? run : { ...run, link }
}

function plainText(text: string): string {
  return text.replace(/&(amp|lt|gt|quot);/g, (whole, name: string) => entities[name] ?? whole)
}

/** The words alone, without tags. */
export function wordsOf(html: string): string {
  return readRuns(html)
    .map(({ text }) => text)
    .join('')
}
