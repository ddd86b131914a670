import { coarseDimensions, type Dimension, dimensions } from './segment.ts'

/**
 * What the roll-ups count. `counts` says what one is: an account (each at most once a row, taken out again when it is
 * forgotten) or an event. `ever`: an account is counted once for ever; else once a day, week, month, topic or card.
 */
export type Measure = {
  /** As stored: append only, never change or reuse one. */
  number: number
  counts: 'accounts' | 'events'
  ever?: true
  /** Kept for each card, topic, contact, quiz … */
  item?: 'card' | 'topic' | 'contact' | 'quiz'
  /** Days after which the count of a day can no longer grow by what accounts do later. */
  lag?: 7 | 30
  /** The only span that it is kept for; without it day, week and month. */
  span?: Span
}

export const spans = ['day', 'week', 'month'] as const
export type Span = (typeof spans)[number]

export const measures = {
  started: { number: 1, counts: 'accounts', ever: true },
  reached: { number: 2, counts: 'accounts', ever: true },
  engaged: { number: 3, counts: 'accounts', ever: true },
  active_day: { number: 4, counts: 'accounts', span: 'day' },
  active_week: { number: 5, counts: 'accounts', span: 'week' },
  active_month: { number: 6, counts: 'accounts', span: 'month' },
  exposures: { number: 7, counts: 'events' },
  card_exposures: { number: 8, counts: 'events', item: 'card' },
  topic_begun: { number: 9, counts: 'accounts', item: 'topic' },
  topic_completed: { number: 10, counts: 'accounts', item: 'topic', lag: 7 },
  funnel_language: { number: 11, counts: 'accounts', lag: 7 },
  funnel_card: { number: 12, counts: 'accounts', lag: 7 },
  funnel_topic: { number: 13, counts: 'accounts', lag: 7 },
  funnel_quiz: { number: 14, counts: 'accounts', lag: 7 },
  returned_7: { number: 15, counts: 'accounts', lag: 7 },
  returned_30: { number: 16, counts: 'accounts', lag: 30 },
  contact: { number: 17, counts: 'accounts', ever: true },
  contact_opened: { number: 18, counts: 'accounts', item: 'contact' },
  left_at: { number: 19, counts: 'accounts', item: 'card' },
  helpful_yes: { number: 20, counts: 'accounts', item: 'card' },
  helpful_no: { number: 21, counts: 'accounts', item: 'card' },
  quiz_finished: { number: 22, counts: 'accounts', item: 'quiz' },
  shared: { number: 23, counts: 'events' },
  questions: { number: 24, counts: 'events' },
  unanswered: { number: 25, counts: 'events' },
  answered: { number: 27, counts: 'events' },
  dangers: { number: 28, counts: 'events' },
  any_topic: { number: 26, counts: 'accounts', ever: true },
} as const satisfies Record<string, Measure>

export type MeasureName = keyof typeof measures

const known: Readonly<Record<MeasureName, Measure>> = measures

export function measureOf(name: MeasureName): Measure {
  return known[name]
}

/** The spans that a measure is kept for: cards, topics, contacts and quizzes by week and month only. */
export function spansOf(name: MeasureName): readonly Span[] {
  const { span, item } = measureOf(name)
  if (span !== undefined) return [span]
  return item === undefined ? spans : ['week', 'month']
}

/**
 * What a count in a span is kept apart by, besides its total: all that is known of accounts, but for topics, contacts
 * and quizzes only the coarse part. Days and cards have their totals alone: a day's or a card's parts would be too
 * small to be shown, and more rows than there are events.
 */
export function keptApart(name: MeasureName, span: Span): readonly Dimension[] {
  const { item } = measureOf(name)
  if (span === 'day' || item === 'card') return []
  return item === undefined ? dimensions : coarseDimensions
}
