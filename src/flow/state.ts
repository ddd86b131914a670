import { z } from 'zod'
import { allLanguages } from '../campaign/campaign.ts'

const place = z.object({ flow: z.string(), node: z.string(), view: z.string().exactOptional() })
const scalar = z.union([z.string(), z.number(), z.boolean()])
const note = z.object({
  key: z.string(),
  args: z.record(z.string(), z.union([z.string(), z.number()])).exactOptional(),
})

const quizRun = z.object({
  flow: z.string(),
  node: z.string(),
  /** Index of the question that is shown. */
  index: z.number().int().min(0),
  score: z.number(),
  /** The answer just given, while its explanation is shown. */
  answered: z.string().nullable(),
})

/** All that the bot remembers of one person's conversation. Plain JSON; private answers are kept apart and sealed. */
export const stateSchema = z.object({
  /** Counts turns: a button that changes something names it, and an older one is stale. */
  version: z.number().int(),
  language: z.enum(allLanguages).nullable(),
  /** Whether the person is counted; `shown` when the question was passed by without an answer, which is no refusal. */
  counting: z.enum(['unasked', 'shown', 'counted', 'uncounted']),
  stopped: z.boolean(),
  /** The registered code of the first /start, or `other`. */
  source: z.string().nullable(),
  /** The day of the first /start. */
  since: z.string().nullable(),
  vars: z.record(z.string(), scalar),
  place,
  /** Where Back leads, newest last. */
  trail: z.array(place),
  /** Where `return` leads, newest last. */
  calls: z.array(place),
  /** Ticked items by checklist. */
  ticks: z.record(z.string(), z.array(z.string())),
  quiz: quizRun.nullable(),
  /** Last score and total, for the card of a quiz's band. */
  result: z.object({ score: z.number(), total: z.number() }).nullable(),
  /** A line above the card that is shown once. */
  note: note.nullable(),
  /** The topic that a /start code named, shown when the language is chosen. */
  pending: z.string().nullable(),
  completed: z.array(z.string()),
  /** Rows that fit what was typed at the table that is shown. */
  found: z.array(z.string()).default([]),
  /** Topics that fit what was asked in free words, the likeliest first. */
  asked: z.array(z.string()).default([]),
  /** Cards that were called helpful or not, newest last. */
  voted: z.array(z.string()).default([]),
  /** The card that offers the questions about the person, and how often such a card was shown. */
  offer: z.object({ card: z.string().nullable(), times: z.number().int() }).default({ card: null, times: 0 }),
})

/** Private answers: sealed by whoever saves the state, and dropped at their time. */
export const secretsSchema = z.record(z.string(), z.object({ value: scalar, until: z.string() }))

export type State = z.infer<typeof stateSchema> & { secrets: z.infer<typeof secretsSchema> }

/** Of a person who has not been here before. */
export function newState(): State {
  return {
    version: 0,
    language: null,
    counting: 'unasked',
    stopped: false,
    source: null,
    since: null,
    vars: {},
    place: { flow: 'welcome', node: 'language' },
    trail: [],
    calls: [],
    ticks: {},
    quiz: null,
    result: null,
    note: null,
    pending: null,
    completed: [],
    found: [],
    asked: [],
    voted: [],
    offer: { card: null, times: 0 },
    secrets: {},
  }
}
