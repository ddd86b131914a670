import { badRequest } from './refusal.ts'

const NAMED: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"' }

export interface Reader {
  readonly text: string
  at: number
}

const isSpace = (char: string) => /^[ \t\r\n\0\v]$/.test(char)

/** Telegram counts the place of a mistake in bytes of UTF-8. */
export const byteOffset = (reader: Reader, at: number) => Buffer.byteLength(reader.text.slice(0, at))

export const cannotParse = (words: string) => badRequest(`can't parse entities: ${words}`)

export function takeCharacter(reader: Reader): string {
  const rest = reader.text.slice(reader.at, reader.at + 12)
  const found = /^&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?/.exec(rest)
  const char = found ? decode(found) : undefined
  if (found && char !== undefined) {
    reader.at += found[0].length
    return char
  }
  reader.at += 1
  return rest.charAt(0)
}

function decode([, decimal, hex, name]: RegExpExecArray): string | undefined {
  if (name) return NAMED[name]
  const code = decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hex ?? '', 16)
  return code > 0 && code < 0x10ffff ? String.fromCodePoint(code) : undefined
}

/** Reads the attributes of a start tag up to and with its `>`; the reader stands behind the tag's name. */
export function takeAttributes(reader: Reader, tag: string, tagAt: number): Map<string, string> {
  const attributes = new Map<string, string>()
  const unclosed = () =>
    cannotParse(`Unclosed start tag "${tag}" at byte offset ${byteOffset(reader, tagAt)}`)
  for (;;) {
    skipSpace(reader)
    if (reader.at >= reader.text.length) throw unclosed()
    if (reader.text[reader.at] === '>') break
    const name = takeWhile(reader, /[^\s=>/"']/)
    if (name === '') {
      throw cannotParse(
        `Empty attribute name in the tag "${tag}" at byte offset ${byteOffset(reader, tagAt)}`,
      )
    }
    skipSpace(reader)
    if (reader.at >= reader.text.length) throw unclosed()
    if (reader.text[reader.at] !== '=') {
      attributes.set(name, '')
      continue
    }
    reader.at += 1
    skipSpace(reader)
    attributes.set(name, takeValue(reader))
  }
  reader.at += 1
  return attributes
}

function takeValue(reader: Reader): string {
  const quote = reader.text[reader.at]
  if (quote !== '"' && quote !== "'") {
    const from = reader.at
    const value = takeWhile(reader, /[A-Za-z0-9.-]/).toLowerCase()
    const next = reader.text[reader.at]
    if (next === undefined || isSpace(next) || next === '>') return value
    throw cannotParse(`Unexpected end of name token at byte offset ${byteOffset(reader, from)}`)
  }
  reader.at += 1
  let value = ''
  while (reader.at < reader.text.length && reader.text[reader.at] !== quote) value += takeCharacter(reader)
  reader.at += 1
  return value
}

export function takeWhile(reader: Reader, allowed: RegExp): string {
  const from = reader.at
  while (reader.at < reader.text.length && allowed.test(reader.text.charAt(reader.at))) reader.at += 1
  return reader.text.slice(from, reader.at)
}

function skipSpace(reader: Reader): void {
  takeWhile(reader, /\s/)
}
