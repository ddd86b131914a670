import { dayMs } from '../campaign/days.ts'
import { type EventName, eventNumbers } from './catalogue.ts'
import { type MeasureName, measures } from './measures.ts'

/** An event of one account. `at` in microseconds and `day` in days since 1970, the day in the campaign's time zone; item 0: none. */
export type OwnEvent = {
  kind: number
  item: number
  value: number | null
  at: number
  day: number
  segment: number
  /** Of a shown card. */
  topic: number | null
}

/** Something that an account counts for, once: `day` is that of the first such day, or of the week's or month's begin. */
export type Counted = { measure: number; item: number; day: number; segment: number }

/** What stands although the events may have gone: where an account was counted on days that are frozen. */
export type Standing = { started?: Counted | undefined; reached?: Counted | undefined }

const weekLong = 7 * 86_400 * 1e6

/**
 * What an account counts for, worked out from all of its own events: whatever came late, was taken back or moved to
 * another segment is right by itself.
 *
 * @param live the first day whose counts can still change
 */
export function countsOfAccount(events: readonly OwnEvent[], standing: Standing, live: number): Counted[] {
  const latest = last(events)
  if (latest === undefined) return []
  const life: Life = { events, live, segment: latest.segment, counts: [] }
  const shown = events.filter(({ kind }) => kind === eventNumbers.card_shown)
  started(life, shown, standing)
  const cards = firstOfEach(shown)
  reached(life, { shown, cards, standing })
  active(life, shown)
  topics(life, cards)
  opened(life)
  voted(life)
  return life.counts
}

type Life = {
  events: readonly OwnEvent[]
  live: number
  /** The newest one: where an account is counted, but for its cohort. */
  segment: number
  counts: Counted[]
}

function add(
  { counts, segment: latest }: Life,
  name: MeasureName,
  { day, item = 0, segment = latest }: { day: number; item?: number; segment?: number },
): void {
  counts.push({ measure: measures[name].number, item, day, segment })
}

/** The first Start, and how far the account came within a week of it, one step after the other. */
function started(life: Life, shown: readonly OwnEvent[], { started: known }: Standing): void {
  const start = first(of(life, 'started'))
  if (start === undefined) return
  const { day, segment } = known ?? { day: start.day, segment: life.segment }
  add(life, 'started', { day, segment })
  const steps = [
    ['funnel_language', of(life, 'language_chosen')],
    ['funnel_card', shown],
    ['funnel_topic', of(life, 'topic_completed')],
    ['funnel_quiz', of(life, 'quiz_finished')],
  ] as const
  let from = start.at
  for (const [name, events] of steps) {
    const step = first(events.filter(({ at }) => at >= from && at < start.at + weekLong))
    if (step === undefined) return
    add(life, name, { day, segment })
    from = step.at
  }
}

type Reading = { shown: readonly OwnEvent[]; cards: ReadonlyMap<number, OwnEvent>; standing: Standing }

/** The first card that was shown, whether the account came back after it, and whether it did more. */
function reached(life: Life, { shown, cards, standing: { reached: known } }: Reading): void {
  const begin = first(shown)
  if (begin === undefined) return
  const day = known?.day ?? first(shown.filter((each) => each.day >= life.live))?.day
  const segment = known?.segment ?? life.segment
  if (day !== undefined) {
    add(life, 'reached', { day, segment })
    const cameBack = (from: number, to: number) =>
      shown.some((each) => each.day >= day + from && each.day <= day + to)
    if (cameBack(1, 7)) add(life, 'returned_7', { day, segment })
    if (cameBack(8, 30)) add(life, 'returned_30', { day, segment })
  }
  const third = [...cards.values()].sort((a, b) => a.at - b.at)[2]
  const deed = first(of(life, 'topic_completed', 'quiz_finished', 'question_asked'))
  const did = first([third, deed].filter((each) => each !== undefined))
  if (did !== undefined) add(life, 'engaged', { day: did.at > begin.at ? did.day : begin.day })
}

/** Each day, week and month with a card, and the last card of each day. */
function active(life: Life, shown: readonly OwnEvent[]): void {
  const lastOfDay = new Map<number, OwnEvent>()
  for (const each of shown) {
    const sofar = lastOfDay.get(each.day)
    if (sofar === undefined || each.at > sofar.at || (each.at === sofar.at && each.item > sofar.item))
      lastOfDay.set(each.day, each)
  }
  for (const [day, { item }] of lastOfDay) {
    add(life, 'active_day', { day })
    add(life, 'left_at', { day, item })
  }
  const days = [...lastOfDay.keys()]
  for (const day of new Set(days.map(weekOf))) add(life, 'active_week', { day })
  for (const day of new Set(days.map(monthOf))) add(life, 'active_month', { day })
}

/** Each topic on the day of its first card, and whether it was read to an end within a week. */
function topics(life: Life, cards: ReadonlyMap<number, OwnEvent>): void {
  const begun = new Map<number, OwnEvent>()
  for (const card of cards.values()) {
    if (card.topic === null) continue
    const sofar = begun.get(card.topic)
    if (sofar === undefined || card.at < sofar.at) begun.set(card.topic, card)
  }
  const completed = of(life, 'topic_completed')
  for (const [item, { day, at: from }] of begun) {
    add(life, 'topic_begun', { day, item })
    if (completed.some((each) => each.item === item && each.at >= from && each.at < from + weekLong))
      add(life, 'topic_completed', { day, item })
  }
  const live = first(completed.filter(({ day }) => day >= life.live))
  if (live !== undefined) add(life, 'any_topic', { day: live.day })
}

function opened(life: Life): void {
  const contacts = of(life, 'contact_opened')
  for (const [item, { day }] of firstOfEach(contacts)) add(life, 'contact_opened', { day, item })
  const live = first(contacts.filter(({ day }) => day >= life.live))
  if (live !== undefined) add(life, 'contact', { day: live.day })
  for (const [item, { day }] of firstOfEach(of(life, 'quiz_finished')))
    add(life, 'quiz_finished', { day, item })
}

/** The last word on each card stands. */
function voted(life: Life): void {
  const votes = new Map<number, OwnEvent>()
  for (const vote of of(life, 'helpful_voted')) {
    const sofar = votes.get(vote.item)
    if (sofar === undefined || vote.at > sofar.at || (vote.at === sofar.at && vote.value === 1))
      votes.set(vote.item, vote)
  }
  for (const [item, { day, value }] of votes) {
    if (value === 1) add(life, 'helpful_yes', { day, item })
    if (value === 0) add(life, 'helpful_no', { day, item })
  }
}

function of({ events }: Life, ...names: EventName[]): OwnEvent[] {
  const kinds = names.map((name) => eventNumbers[name])
  return events.filter(({ kind }) => kinds.includes(kind))
}

function first(events: readonly OwnEvent[]): OwnEvent | undefined {
  let found: OwnEvent | undefined
  for (const each of events) if (found === undefined || each.at < found.at) found = each
  return found
}

function last(events: readonly OwnEvent[]): OwnEvent | undefined {
  let found: OwnEvent | undefined
  for (const each of events)
    if (found === undefined || each.at > found.at || (each.at === found.at && each.segment > found.segment))
      found = each
  return found
}

function firstOfEach(events: readonly OwnEvent[]): Map<number, OwnEvent> {
  const firsts = new Map<number, OwnEvent>()
  for (const each of events) {
    const sofar = firsts.get(each.item)
    if (sofar === undefined || each.at < sofar.at) firsts.set(each.item, each)
  }
  return firsts
}

/** The Monday of a day's week; day 0, 1970-01-01, was a Thursday. */
export function weekOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7)
}

/** The first day of a day's month. */
export function monthOf(day: number): number {
  const date = new Date(day * dayMs)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1) / dayMs
}
