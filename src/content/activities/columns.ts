import { type EntryField, entryFields } from '../../campaign/activity.ts'
import { tongues } from '../interface.ts'
import type { Phrasebook } from '../texts.ts'

/** What a column may be: a field of an activity, or the id that names the row (Kobo's `_uuid`). */
export const columnTargets = [...entryFields, 'id'] as const
export type ColumnTarget = EntryField | 'id'
/** Which column (from 0) holds what; a target without a column is missing. */
export type Columns = ReadonlyMap<ColumnTarget, number>

/** Words by which staff and forms call things, in every language of the pages: one text, `;` between. */
export function wordsFor(phrases: Phrasebook, key: string): string[] {
  return tongues
    .flatMap((tongue) => phrases.plain(tongue, key).split(';'))
    .map(fold)
    .filter((words) => words !== '')
}

/** A heading or a value as it is compared: small letters and digits, one space between; `group_a/date` is its last part. */
export function fold(text: string): string {
  const own = text.replace(/^.*[^\s/]\/(?=[^\s/])/, '')
  return own
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

type Guess = { target: ColumnTarget; column: number; score: number }

/** Kobo's own columns about a submission, not about the activity. */
const ofKobo = /^(_|meta\/|__version__|formhub\/)/

/**
 * Guesses which column holds what: the words of `activities.guess.<field>` are looked for in the headings, the closest
 * match first, and no column is taken twice. When the form was sent is the day only where no column says the day.
 */
export function guessColumns(headings: readonly string[], phrases: Phrasebook): Columns {
  const guesses = columnTargets.flatMap((target) => guessesFor(target, headings, phrases))
  guesses.sort((a, b) => b.score - a.score || a.column - b.column)
  const found = new Map<ColumnTarget, number>()
  const taken = new Set<number>()
  for (const { target, column } of guesses) {
    if (found.has(target) || taken.has(column)) continue
    found.set(target, column)
    taken.add(column)
  }
  const sent = headings.findIndex((heading) =>
    wordsFor(phrases, 'activities.guess.sent').includes(fold(heading)),
  )
  if (!found.has('day') && sent >= 0) found.set('day', sent)
  const id = headings.findIndex((heading) => /^(_uuid|meta\/instanceID)$/.test(heading.trim()))
  if (id >= 0) found.set('id', id)
  return found
}

function guessesFor(target: ColumnTarget, headings: readonly string[], phrases: Phrasebook): Guess[] {
  if (target === 'id') return []
  const words = wordsFor(phrases, `activities.guess.${target}`)
  return headings.flatMap((heading, column) => {
    if (ofKobo.test(heading.trim())) return []
    const score = Math.max(0, ...words.map((each) => likeness(fold(heading), each)))
    return score === 0 ? [] : [{ target, column, score }]
  })
}

/** How well a heading fits: the same is best, then the longer the words that its own words begin with. */
function likeness(heading: string, words: string): number {
  if (heading === words) return 1000 + words.length
  const own = heading.split(' ')
  const wanted = words.split(' ')
  const fits = own.some((_, at) => wanted.every((word, more) => own[at + more]?.startsWith(word) === true))
  return fits && isLong(wanted) ? words.length : 0
}

/** A word of one or two letters begins too many others. */
function isLong(words: readonly string[]): boolean {
  return words.every((word) => word.length > 2 || /^\d+$/.test(word))
}
