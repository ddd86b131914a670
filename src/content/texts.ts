import { IntlMessageFormat } from 'intl-messageformat'
import type { Language } from '../campaign/campaign.ts'

/** A text as it stands in a file. */
export type Text = { text: string; file: string; line: number; column: number }
export type Texts = ReadonlyMap<Language, ReadonlyMap<string, Text>>
export type Args = Readonly<Record<string, string | number>>

/** CLDR has no plural rules for Tajik: without the second locale the process's own would decide. */
const locales: Readonly<Record<Language, string[]>> = {
  ky: ['ky'],
  ru: ['ru'],
  tg: ['tg', 'en'],
  uz: ['uz'],
  kk: ['kk'],
  en: ['en'],
}

/** A text that ICU leaves as it is needs no compiling; most do not. */
export function isPlain(text: string): boolean {
  return !/[{}']/.test(text)
}

type Message = string | IntlMessageFormat

/** Compiles a message. Throws a SyntaxError of intl-messageformat when its ICU syntax is broken. */
export function compileText(language: Language, text: string): IntlMessageFormat {
  return new IntlMessageFormat(text, locales[language], undefined, { ignoreTag: true })
}

/** Escapes a value so that it stays literal text inside a message's HTML. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"]/g, (char) => escapes[char] ?? char)
}
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Makes texts: compiles each message at its first use and keeps it. */
export class Phrasebook {
  readonly #texts: Texts
  readonly #compiled = new Map<Language, Map<string, Message>>()

  constructor(texts: Texts) {
    this.#texts = texts
  }

  has(language: Language, key: string): boolean {
    return this.#texts.get(language)?.has(key) ?? false
  }

  /** The text as HTML; arguments are escaped. A missing text is a bug: lint keeps it from reaching a start. */
  html(language: Language, key: string, args: Args = {}): string {
    const message = this.#message(language, key)
    if (typeof message === 'string') return message
    const escaped: Record<string, string | number> = {}
    for (const [name, value] of Object.entries(args)) {
      escaped[name] = typeof value === 'string' ? escapeHtml(value) : value
    }
    return String(message.format(escaped))
  }

  /** The text for a place that takes no HTML, such as a button. */
  plain(language: Language, key: string, args: Args = {}): string {
    const message = this.#message(language, key)
    return typeof message === 'string' ? message : String(message.format({ ...args }))
  }

  #message(language: Language, key: string): Message {
    let compiled = this.#compiled.get(language)
    if (compiled === undefined) {
      compiled = new Map()
      this.#compiled.set(language, compiled)
    }
    const known = compiled.get(key)
    if (known !== undefined) return known
    const text = this.#texts.get(language)?.get(key)
    if (text === undefined) throw new Error(`There is no text ${key} in ${language}`)
    const message = isPlain(text.text) ? text.text : compileText(language, text.text)
    compiled.set(key, message)
    return message
  }
}
