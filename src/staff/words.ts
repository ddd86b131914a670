import { createContext, useContext } from 'hono/jsx'
import type { Tongue } from '../content/interface.ts'
import type { Args, Phrasebook } from '../content/texts.ts'

/** The words of the staff pages in one language, and how it writes numbers and days. */
export type Words = {
  tongue: Tongue
  /** A text without tags. */
  t(key: string, args?: Args): string
  /** A text with its tags, arguments escaped. */
  html(key: string, args?: Args): string
  number(n: number): string
  /** Share of one as whole per cent: 0.42 as 42%. */
  percent(share: number): string
  /** 2026-11-24 as 24 Nov 2026. */
  day(day: string): string
  /** 2026-11-24 as 24 Nov. */
  shortDay(day: string): string
  /** 2026-11-01 as November 2026. */
  month(day: string): string
  /** 2026-11-01 as Nov. */
  shortMonth(day: string): string
  /** 24 Nov 2026, 14:02, on the clock of a time zone. */
  clock(at: Date, timeZone: string): string
  /** 12345 as 12K. */
  compact(n: number): string
  /** The name of a language or country: the campaign's own word, where it has one, else that of Intl.DisplayNames. */
  nameOf(type: 'language' | 'region', code: string): string
}

/** Makes the words of a language; formatters are made once. */
export function wordsIn(phrases: Phrasebook, tongue: Tongue): Words {
  const locale = tongue === 'en' ? 'en-GB' : tongue
  const digits = new Intl.NumberFormat(locale)
  const percents = new Intl.NumberFormat(locale, { style: 'percent' })
  const days = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  })
  const months = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const names = {
    language: new Intl.DisplayNames(locale, { type: 'language' }),
    region: new Intl.DisplayNames(locale, { type: 'region' }),
  }
  const shortDays = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const shortMonths = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  const compact = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const instant = (day: string) => new Date(`${day}T00:00:00Z`)
  return {
    tongue,
    t: (key, args) => phrases.plain(tongue, key, args),
    html: (key, args) => phrases.html(tongue, key, args),
    number: (n) => digits.format(n),
    percent: (share) => percents.format(share),
    day: (day) => days.format(instant(day)),
    shortDay: (day) => shortDays.format(instant(day)),
    // Russian adds "г.", which ends a sentence twice.
    month: (day) => months.format(instant(day)).replace(/\s\S\.$/, ''),
    shortMonth: (day) => shortMonths.format(instant(day)),
    clock: (at, timeZone) =>
      new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at),
    compact: (n) => compact.format(n),
    nameOf(type, code) {
      const own = `content.${type}.${code}`
      return phrases.has(tongue, own) ? phrases.plain(tongue, own) : (names[type].of(code) ?? code)
    },
  }
}

const context = createContext<Words | null>(null)

/** Puts the words around a page, so that every part of it finds them. */
export const SpokenIn = context.Provider

/** The words of the page that is being made. */
export function useWords(): Words {
  const words = useContext(context)
  if (words === null) throw new Error('A part of a page was made outside of a page')
  return words
}
