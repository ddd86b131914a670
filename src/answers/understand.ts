import { type Danger, dangers, refusals, spoken, talks, type Understood } from '../content/understood.ts'
import { foldedWords } from './fold.ts'
import { type Model, type Score, scoresOf } from './model.ts'

/** Set where the golden questions of the tests find most dangers with few false alarms, and most topics with few wrong ones. */
const limits = {
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
  const guesses = scoresOf(model, text).map(guessOf)
  const [best, ...others] = guesses.filter(({ group }) => group === 'topics')
  const near = others.slice(0, topicsMost - 1).map(({ name }) => name)
  const topics = best === undefined ? [] : [best.name, ...near]
  const least = leastFor(model, words)
  const danger = dangerIn(guesses, least.danger)
  if (danger !== undefined) return { kind: 'danger', ...danger, topics }
  const other = otherThan(guesses[0], topics)
  if (other !== undefined) return other
  if (best === undefined || best.p < least.likely) return { kind: 'unknown' }
  return { kind: 'topic', sure: best.p >= limits.sure, topics: [best.name, ...near] }
}

/** How likely something must be. Pieces of words alone say little: a firm's name has pieces of many words. */
function leastFor({ rows }: Model, words: readonly string[]): { danger: number; likely: number } {
  const spelt = words.filter((word) => /\p{L}/u.test(word))
  if (spelt.length === 0) return { danger: 1, likely: 1 }
  const known = spelt.filter((word) => rows.has(`w${word}`)).length / spelt.length
  if (known < limits.known) return { danger: limits.dangerSure, likely: limits.sure }
  return spelt.length < limits.words ? { ...limits, danger: limits.dangerSure } : limits
}

type Guess = { group: string; name: string; p: number }

/** A label such as `topics/ru.entry` or `elsewhere` in its parts. */
function guessOf({ label, p }: Score): Guess {
  const [group = '', name = ''] = label.split('/')
  return { group, name, p }
}

function dangerIn(guesses: readonly Guess[], least: number): { danger: Danger; sure: boolean } | undefined {
  const found = guesses.filter(({ group }) => group === 'emergencies')
  const all = found.reduce((sum, { p }) => sum + p, 0)
  const [first] = found
  if (first === undefined || all < least) return undefined
  return { danger: named(dangers, first.name), sure: all >= limits.dangerSure }
}

/** What the likeliest guess stands for when that is no topic and no danger. */
function otherThan(guess: Guess | undefined, topics: readonly string[]): Understood | undefined {
  if (guess === undefined) return undefined
  const { group, name, p } = guess
  if (group === 'topics' || group === 'emergencies') return undefined
  if (group === 'elsewhere' || p < limits.other) return { kind: 'unknown' }
  if (group === 'refused')
    return { kind: 'refused', refusal: named(refusals, name), topics: topics.slice(0, 2) }
  if (group === 'small-talk') return { kind: 'talk', talk: named(talks, name) }
  if (group === 'commands') return { kind: 'command', command: named(spoken, name) }
  return { kind: group === 'person' ? 'person' : 'complaint' }
}

function named<T extends string>(names: readonly T[], name: string): T {
  const found = names.find((each) => each === name)
  if (found === undefined) throw new Error(`The model knows ${name}, which the program does not`)
  return found
}
