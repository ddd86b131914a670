import { IntlMessageFormat } from 'intl-messageformat'
import { type Language, type Written, writtenIn } from '../campaign/campaign.ts'
import { uzbekCyrillic, valueEnd, valueStart } from './uzbek-cyrillic.ts'

/** A text as it stands in a file. */
export type Text = {
  readonly text: string
  readonly file: string
  readonly line: number
  readonly column: number
}
export type Texts = ReadonlyMap<Written, ReadonlyMap<string, Text>>
export type Args = Readonly<Record<string, string | number>>

/** CLDR has no plural rules for Tajik: without the second locale the process's own would decide. */
const locales: Readonly<Record<Written, string[]>> = {
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

/** Texts with variables may be without number. */
const cyrillicMost = 10_000

/** Compiles a message. Throws a SyntaxError of intl-messageformat when its ICU syntax is broken. */
export function compileText(language: Written, text: string): IntlMessageFormat {
  return new IntlMessageFormat(text, locales[language], undefined, { ignoreTag: true })
}

/** Escapes a value so that it stays literal text inside a message's HTML. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"]/g, (char) => escapes[char] ?? char)
}
const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A value that is words and no id to `select` by, so that no other alphabet is made of it. */
function marked(language: Language, value: string): string {
  return language === 'uz-Cyrl' && /[A-Z\s]/.test(value) ? `${valueStart}${value}${valueEnd}` : value
}

/** Makes texts: compiles each message at its first use and keeps it. */
export class Phrasebook {
  readonly #texts: Texts
  readonly #compiled = new Map<Written, Map<string, Message>>()
  readonly #cyrillic = new Map<string, string>()

  constructor(texts: Texts) {
    this.#texts = texts
  }

  has(language: Language, key: string): boolean {
    return this.#texts.get(writtenIn(language))?.has(key) ?? false
  }

  /** The text as HTML; arguments are escaped. A missing text is a bug: lint keeps it from reaching a start. */
  html(language: Language, key: string, args: Args = {}): string {
    const message = this.#message(writtenIn(language), key)
    if (typeof message === 'string') return this.#in(language, message)
    const escaped: Record<string, string | number> = {}
    for (const [name, value] of Object.entries(args)) {
      escaped[name] = typeof value === 'string' ? marked(language, escapeHtml(value)) : value
    }
    return this.#in(language, String(message.format(escaped)))
  }

  /** The text for a place that takes no HTML, such as a button. */
  plain(language: Language, key: string, args: Args = {}): string {
    const message = this.#message(writtenIn(language), key)
    if (typeof message === 'string') return this.#in(language, message)
    const kept = Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'string' ? marked(language, value) : value,
    ])
    return this.#in(language, String(message.format(Object.fromEntries(kept))))
  }

  #in(language: Language, made: string): string {
    if (language !== 'uz-Cyrl') return made
    const known = this.#cyrillic.get(made)
    if (known !== undefined) return known
    const cyrillic = uzbekCyrillic(made)
    if (this.#cyrillic.size < cyrillicMost) this.#cyrillic.set(made, cyrillic)
    return cyrillic
  }

  #message(language: Written, key: string): Message {
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
