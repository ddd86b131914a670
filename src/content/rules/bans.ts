import type { Written } from '../../campaign/campaign.ts'
import { numberPattern, type Saying, type Sayings } from './sayings.ts'

/** An entry of the table, ready to be held against texts of one language in small letters. */
export type Ban = {
  id: string
  saying: Saying
  where: RegExp | undefined
  /** Lists of patterns: all of one list in one sentence are meant. */
  meant: RegExp[][]
  excused: RegExp[]
}
export type Bans = { sayings: Ban[]; numbers: { number: string; why: string; pattern: RegExp }[] }

const ready = new WeakMap<Sayings, Map<Written, Bans>>()

/** The table ready for texts of one language, made once. */
export function bansFor(table: Sayings, language: Written): Bans {
  const known = ready.get(table) ?? new Map<Written, Bans>()
  ready.set(table, known)
  const bans = known.get(language) ?? makeBans(table, language)
  known.set(language, bans)
  return bans
}

function makeBans(table: Sayings, language: Written): Bans {
  const sayings = Object.entries(table.sayings).map(([id, saying]): Ban => {
    const { where, never, unless } = saying
    const lists = [never[language], never.any].filter((list) => list !== undefined)
    const excuses = [unless?.[language], unless?.any].filter((excuse) => excuse !== undefined)
    return {
      id,
      saying,
      where: where === undefined ? undefined : pattern(where),
      meant: lists.map((list) => list.map(pattern).sort((a, b) => a.flags.length - b.flags.length)),
      excused: excuses.map(pattern),
    }
  })
  const numbers = Object.entries(table.numbers).map(([number, why]) => ({
    number,
    why,
    pattern: numberPattern(number),
  }))
  return { sayings: sayings.filter(({ meant }) => meant.length > 0), numbers }
}

/**
 * Patterns meet texts in small letters, which is much faster than asking the engine to fold every letter, and so is the
 * engine's mode for letters of two bytes, which nearly all are.
 */
function pattern(source: string): RegExp {
  const small = source.replace(/\\[a-z](\{[^}]*\})?|[^\\]/giu, (part) =>
    part.startsWith('\\') ? part : part.toLowerCase(),
  )
  return new RegExp(small, /\\[pu]|[\u{10000}-\u{10ffff}]/iu.test(small) ? 'u' : '')
}
