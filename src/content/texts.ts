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
  readonly #compiled = new Map<Language, Map<string, IntlMessageFormat>>()

  constructor(texts: Texts) {
    this.#texts = texts
  }

  has(language: Language, key: string): boolean {
    return this.#texts.get(language)?.has(key) ?? false
  }

  /** The text as HTML; arguments are escaped. A missing text is a bug: lint keeps it from reaching a start. */
  html(language: Language, key: string, args: Args = {}): string {
    const escaped: Record<string, string | number> = {}
    for (const [name, value] of Object.entries(args)) {
      escaped[name] = typeof value === 'string' ? escapeHtml(value) : value
    }
    return String(this.#message(language, key).format(escaped))
  }

  /** The text for a place that takes no HTML, such as a button. */
  plain(language: Language, key: string, args: Args = {}): string {
    return String(this.#message(language, key).format({ ...args }))
  }

  #message(language: Language, key: string): IntlMessageFormat {
    let compiled = this.#compiled.get(language)
    if (compiled === undefined) {
      compiled = new Map()
      this.#compiled.set(language, compiled)
    }
    const known = compiled.get(key)
    if (known !== undefined) return known
    const text = this.#texts.get(language)?.get(key)
    if (text === undefined) throw new Error(`There is no text ${key} in ${language}`)
    const message = compileText(language, text.text)
    compiled.set(key, message)
    return message
  }
}
