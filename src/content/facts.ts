import { z } from 'zod'

export const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day such as 2026-11-24')

const https = z.string().regex(/^https:\/\//, 'must begin with https://')

/** A statement that the law or an institution could change, and what it rests on. One entry of `content/facts/*.yaml`. */
export const factSchema = z.strictObject({
  /** What a card may rest on, in English, for staff. */
  says: z.string().min(1),
  /** Citizenships (country codes) or `all`. */
  applies: z.array(z.string().min(1)).min(1),
  /** Key of the source's name in `sources.yaml` of each language. */
  source: z.string().min(1),
  /** An official page that a person may open. */
  url: https.optional(),
  /** Date of the source: YYYY, YYYY-MM, YYYY-MM-DD or `undated`. */
  dated: z
    .string()
    .regex(/^(\d{4}(-\d{2}(-\d{2})?)?|undated)$/, 'must be YYYY, YYYY-MM, YYYY-MM-DD or undated'),
  confidence: z.enum(['high', 'medium', 'low', 'practice']),
  checked: day,
  recheck: day,
  publish: z.boolean(),
})
export type Fact = z.infer<typeof factSchema>
export const factsSchema = z.record(z.string().regex(/^[a-z0-9-]+$/), factSchema)

/** True once the day for checking the fact again has passed. */
export function isOverdue(fact: { recheck: string }, today: string): boolean {
  return fact.recheck < today
}
