import type { MeasureName } from './measures.ts'

/**
 * The campaign's indicators (design, section 4), each defined here once. Their words (name, a sentence, formula,
 * denominator) are texts of the interface: `indicators.<name>.name`, `.says`, `.formula`.
 */
export type Indicator = {
  /** Where it stands in a results framework. */
  level: 'activity' | 'output' | 'outcome'
  /** Rises when the definition changes: numbers of different versions are not compared. */
  version: number
  counts: readonly MeasureName[]
  /** What a share is a share of. */
  of?: MeasureName
  /** Numbers of different periods may be added up. */
  adds: boolean
  /** What is missing until the bot can collect it. */
  missing?: true
}

export const indicators = {
  reached: { level: 'output', version: 1, counts: ['reached'], adds: true },
  started: { level: 'activity', version: 1, counts: ['started'], adds: true },
  active: { level: 'output', version: 1, counts: ['active_week', 'active_month'], adds: false },
  reached_in_all: { level: 'output', version: 1, counts: ['reached'], adds: false },
  exposures: { level: 'activity', version: 1, counts: ['exposures'], adds: true },
  engaged: { level: 'outcome', version: 1, counts: ['engaged'], of: 'reached', adds: true },
  completed: { level: 'outcome', version: 1, counts: ['topic_completed'], of: 'topic_begun', adds: true },
  funnel: {
    level: 'outcome',
    version: 1,
    counts: ['started', 'funnel_language', 'funnel_card', 'funnel_topic', 'funnel_quiz'],
    of: 'started',
    adds: true,
  },
  returned: {
    level: 'outcome',
    version: 1,
    counts: ['returned_7', 'returned_30'],
    of: 'reached',
    adds: true,
  },
  knowledge: { level: 'outcome', version: 1, counts: [], adds: false, missing: true },
  contact: { level: 'outcome', version: 1, counts: ['contact'], adds: true },
  shared: { level: 'output', version: 1, counts: ['shared'], adds: true },
  by_source: { level: 'output', version: 1, counts: ['reached'], adds: true },
  questions: { level: 'output', version: 1, counts: ['questions'], adds: true },
  unanswered: { level: 'activity', version: 1, counts: ['unanswered'], adds: true },
  answered: { level: 'output', version: 1, counts: ['answered'], adds: true },
  dangers: { level: 'activity', version: 1, counts: ['dangers'], adds: true },
  helpful: {
    level: 'outcome',
    version: 1,
    counts: ['helpful_yes', 'helpful_no'],
    of: 'helpful_yes',
    adds: true,
  },
  reachable: { level: 'activity', version: 1, counts: [], adds: false },
  broadcast: { level: 'activity', version: 1, counts: [], adds: false, missing: true },
  offline: { level: 'output', version: 1, counts: [], adds: true },
  cost: { level: 'output', version: 1, counts: ['reached'], of: 'reached', adds: false },
} as const satisfies Record<string, Indicator>

export type IndicatorName = keyof typeof indicators
