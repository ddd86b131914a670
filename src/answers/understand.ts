import {
  type Danger,
  dangers,
  type Refusal,
  refusals,
  type Spoken,
  spoken,
  type Talk,
  talks,
  type Understood,
} from '../content/understood.ts'
import { foldedWords } from './fold.ts'
import { type Model, type Score, scoresOf } from './model.ts'

/** Set where the golden questions of the tests find most dangers with few false alarms, and most topics with few wrong ones. */
export const limits = {
  /** All dangers together. Missing one costs more than helping somebody who only worries. */
  danger: 0.21,
  /** The same where there are few words, or few that are known, or an answer is awaited. */
  dangerSure: 0.5,
  /** A topic that is shown at once. */
  sure: 0.45,
  /** Topics that are offered as buttons. */
  likely: 0.22,
  /** Everything else that the bot does by words. */
  other: 0.3,
  /** Share of its words that a text must have in common with the asks to be trusted as it is. */
  known: 0.34,
  /** Words from which on worry can be told from danger. */
  words: 3,
}
const topicsMost = 3

/** What a text asks for, from a model of the asks. Nothing of the text is kept. */
export function understand(model: Model, text: string): Understood {
  const words = foldedWords(text)
  if (words.length === 0) return { kind: 'unknown' }
  const scores = scoresOf(model, text)
  const topics = topicsIn(scores)
  const names = topics.map(({ name }) => name).slice(0, topicsMost)
  const least = leastFor(model, words)
  const danger = dangerIn(scores, least.danger)
  if (danger !== undefined) return { kind: 'danger', ...danger, topics: names }
  const [first] = scores
  const best = topics[0]
  const other = first === undefined ? undefined : otherThan(first, names)
  if (other !== undefined && (best === undefined || (first?.p ?? 0) > best.p)) return other
  if (best === undefined || best.p < least.likely) return { kind: 'unknown' }
  return { kind: 'topic', sure: best.p >= limits.sure, topics: names }
}

/** How likely something must be. Pieces of words alone say little: a firm's name has pieces of many words. */
function leastFor({ rows }: Model, words: readonly string[]): { danger: number; likely: number } {
  const spelt = words.filter((word) => /\p{L}/u.test(word))
  if (spelt.length === 0) return { danger: 1, likely: 1 }
  const known = spelt.filter((word) => rows.has(`w${word}`)).length / spelt.length
  if (known < limits.known) return { danger: limits.dangerSure, likely: limits.sure }
  return spelt.length < limits.words ? { ...limits, danger: limits.dangerSure } : limits
}

function topicsIn(scores: readonly Score[]): { name: string; p: number }[] {
  return scores.flatMap(({ label, p }) => {
    const { group, name } = parted(label)
    return group === 'topics' ? [{ name, p }] : []
  })
}

function dangerIn(scores: readonly Score[], least: number): { danger: Danger; sure: boolean } | undefined {
  const found = scores.filter(({ label }) => parted(label).group === 'emergencies')
  const all = found.reduce((sum, { p }) => sum + p, 0)
  const [first] = found
  if (first === undefined || all < least) return undefined
  return { danger: named<Danger>(dangers, parted(first.label).name), sure: all >= limits.dangerSure }
}

function otherThan({ label, p }: Score, topics: readonly string[]): Understood | undefined {
  const { group, name } = parted(label)
  if (group === 'topics' || group === 'emergencies') return undefined
  if (group === 'elsewhere' || p < limits.other) return { kind: 'unknown' }
  if (group === 'refused')
    return { kind: 'refused', refusal: named<Refusal>(refusals, name), topics: topics.slice(0, 2) }
  if (group === 'small-talk') return { kind: 'talk', talk: named<Talk>(talks, name) }
  if (group === 'commands') return { kind: 'command', command: named<Spoken>(spoken, name) }
  return { kind: group === 'person' ? 'person' : 'complaint' }
}

function parted(label: string): { group: string; name: string } {
  const at = label.indexOf('/')
  return at < 0 ? { group: label, name: '' } : { group: label.slice(0, at), name: label.slice(at + 1) }
}

function named<T extends string>(names: readonly T[], name: string): T {
  const found = names.find((each) => each === name)
  if (found === undefined) throw new Error(`The model knows ${name}, which the program does not`)
  return found
}
