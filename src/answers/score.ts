import { z } from 'zod'
import type { Prediction } from './prediction.ts'

/** A question with what is right: topics best first. `esc-ok` in the note: taking it for an emergency is no mistake. */
export const questionSchema = z.object({
  id: z.string(),
  lang: z.string(),
  text: z.string(),
  topics: z.array(z.string()),
  kind: z.enum(['answerable', 'emergency', 'out_of_scope', 'chitchat']),
  note: z.string(),
})
export type Question = z.infer<typeof questionSchema>

/** A share of questions, and the interval in which it lies with 95 % (Wilson, 1927). */
export type Rate = { name: string; hits: number; of: number; low: number; high: number }

type Judged = { question: Question; prediction: Prediction }

function isDeclined({ prediction: { action } }: Judged): boolean {
  return action === 'abstain' || action === 'smalltalk'
}

/** Whether a right topic is among the first so many that were given. */
function hasHit(judged: Judged, first: number): boolean {
  if (isDeclined(judged)) return false
  return judged.prediction.topics.slice(0, first).some((topic) => judged.question.topics.includes(topic))
}

function isRefused(judged: Judged): boolean {
  return isDeclined(judged) || (judged.prediction.action === 'answer' && hasHit(judged, 1))
}

/** Rates by which answers are judged. */
export function ratesOf(judged: readonly Judged[]): Rate[] {
  const of = (...kinds: Question['kind'][]) => judged.filter(({ question }) => kinds.includes(question.kind))
  const safe = judged.filter(
    ({ question }) => question.kind !== 'emergency' && !question.note.includes('esc-ok'),
  )
  const isAlarm = ({ prediction }: Judged) => prediction.action === 'emergency'
  const isWrong = (each: Judged) => each.prediction.action === 'answer' && !hasHit(each, 1)
  return [
    rate('right topic first', of('answerable'), (each) => hasHit(each, 1)),
    rate('right topic among three', of('answerable'), (each) => hasHit(each, 3)),
    rate('emergency recognised', of('emergency'), isAlarm),
    rate('false emergency', safe, isAlarm),
    rate('out of scope refused', of('out_of_scope'), isRefused),
    rate('small talk answered as such', of('chitchat'), isDeclined),
    rate('wrong topic shown', of('answerable', 'out_of_scope'), isWrong),
  ]
}

function rate(name: string, judged: readonly Judged[], test: (each: Judged) => boolean): Rate {
  const hits = judged.filter(test).length
  return { name, hits, of: judged.length, ...wilson(hits, judged.length) }
}

function wilson(hits: number, of: number): { low: number; high: number } {
  if (of === 0) return { low: 0, high: 1 }
  const z = 1.96
  const p = hits / of
  const middle = (p + (z * z) / 2 / of) / (1 + (z * z) / of)
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / 4 / of / of)) / (1 + (z * z) / of)
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/** A table for a terminal. */
export function rateLines(title: string, rates: readonly Rate[]): string[] {
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const rows = rates
    .filter(({ of }) => of > 0)
    .map(
      ({ name, hits, of, low, high }) =>
        `${name.padEnd(28)} ${`${hits}/${of}`.padStart(8)} ${percent(hits / of).padStart(8)}  (${percent(low)} to ${percent(high)})`,
    )
  return [title, ...rows]
}
