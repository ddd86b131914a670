import type { Row } from '../../src/store/db.ts'

/** An event as a recount needs it; `day` in the campaign's time zone. */
export type Told = {
  account: number | null
  name: string
  item: string | null
  value: number | null
  at: number
  day: string
  segment: string
}

const dayMs = 86_400_000
export const addDays = (day: string, more: number) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + more * dayMs).toISOString().slice(0, 10)
export const weekOf = (day: string) => addDays(day, -((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7))
export const monthOf = (day: string) => `${day.slice(0, 7)}-01`

/** One count: measure, item or nothing, and a segment's text. */
type Count = { measure: string; item: string; day: string; segment: string }

/**
 * What raw events count for, by the words of the indicators' definitions and by no line of the program's own: a second
 * opinion for tests. Nothing is frozen.
 */
export function recount(events: readonly Told[], topicOf: (card: string) => string | null): Count[] {
  const counts: Count[] = []
  for (const { name, item, day, segment } of events) {
    const add = (measure: string, of = '') => counts.push({ measure, item: of, day, segment })
    if (name === 'card_shown') {
      add('exposures')
      add('card_exposures', item ?? '')
    }
    const alone = countedAsTheyAre.get(name)
    if (alone !== undefined) add(alone)
  }
  const accounts = new Map<number, Told[]>()
  for (const each of events)
    if (each.account !== null) accounts.set(each.account, [...(accounts.get(each.account) ?? []), each])
  for (const own of accounts.values()) counts.push(...ofAccount(own, topicOf))
  return counts
}

/** Events that are counted as they are, under a name of their own. */
const countedAsTheyAre = new Map([
  ['card_shared', 'shared'],
  ['question_asked', 'questions'],
  ['text_unanswered', 'unanswered'],
  ['text_answered', 'answered'],
  ['danger_told', 'dangers'],
])

type Life = { own: readonly Told[]; add: (measure: string, day: string, item?: string) => void }

function ofAccount(events: readonly Told[], topicOf: (card: string) => string | null): Count[] {
  const counts: Count[] = []
  const own = [...events].sort((a, b) => a.at - b.at)
  const segment = own.at(-1)?.segment ?? ''
  const life: Life = {
    own,
    add: (measure, day, item = '') => counts.push({ measure, item, day, segment }),
  }
  funnel(life)
  active(life)
  reached(life)
  firsts(life)
  topics(life, topicOf)
  return counts
}

const all = (own: readonly Told[], name: string) => own.filter((each) => each.name === name)
const withinWeek = (from: Told) => (each: Told) => each.at >= from.at && each.at < from.at + 7 * dayMs

const stages = [
  ['funnel_language', 'language_chosen'],
  ['funnel_card', 'card_shown'],
  ['funnel_topic', 'topic_completed'],
  ['funnel_quiz', 'quiz_finished'],
] as const

function funnel({ own, add }: Life): void {
  const start = own.find(({ name }) => name === 'started')
  if (start === undefined) return
  add('started', start.day)
  let from = start
  for (const [stage, name] of stages) {
    const at = from.at
    const next = all(own, name).find((each) => each.at >= at && withinWeek(start)(each))
    if (next === undefined) return
    from = next
    add(stage, start.day)
  }
}

function active({ own, add }: Life): void {
  const shown = all(own, 'card_shown')
  for (const day of new Set(shown.map((each) => each.day))) {
    add('active_day', day)
    add('left_at', day, shown.filter((each) => each.day === day).at(-1)?.item ?? '')
  }
  for (const day of new Set(shown.map((each) => weekOf(each.day)))) add('active_week', day)
  for (const day of new Set(shown.map((each) => monthOf(each.day)))) add('active_month', day)
}

function reached({ own, add }: Life): void {
  const shown = all(own, 'card_shown')
  const [reach] = shown
  if (reach === undefined) return
  add('reached', reach.day)
  const back = (from: number, to: number) =>
    shown.some(({ day }) => day >= addDays(reach.day, from) && day <= addDays(reach.day, to))
  if (back(1, 7)) add('returned_7', reach.day)
  if (back(8, 30)) add('returned_30', reach.day)
  const cards = new Set<string | null>()
  const third = shown.find(({ item }) => cards.add(item).size === 3)
  const deed = own.find(({ name }) => ['topic_completed', 'quiz_finished', 'question_asked'].includes(name))
  const [when] = [third, deed]
    .flatMap((each) => (each === undefined ? [] : [each]))
    .sort((a, b) => a.at - b.at)
  if (when !== undefined) add('engaged', when.at > reach.at ? when.day : reach.day)
}

function firsts({ own, add }: Life): void {
  const firstOfEach = (name: string) => {
    const seen = new Set<string | null>()
    return all(own, name).filter(({ item }) => !seen.has(item) && seen.add(item))
  }
  for (const name of ['contact_opened', 'quiz_finished'] as const)
    for (const each of firstOfEach(name)) add(name, each.day, each.item ?? '')
  for (const each of all(own, 'contact_opened').slice(0, 1)) add('contact', each.day)
  for (const each of all(own, 'topic_completed').slice(0, 1)) add('any_topic', each.day)
  const votes = new Map(all(own, 'helpful_voted').map((each) => [each.item, each]))
  for (const each of votes.values())
    add(each.value === 1 ? 'helpful_yes' : 'helpful_no', each.day, each.item ?? '')
}

function topics({ own, add }: Life, topicOf: (card: string) => string | null): void {
  const begun = new Map<string, Told>()
  for (const each of all(own, 'card_shown')) {
    const topic = topicOf(each.item ?? '')
    if (topic !== null && !begun.has(topic)) begun.set(topic, each)
  }
  for (const [topic, from] of begun) {
    add('topic_begun', from.day, topic)
    const done = all(own, 'topic_completed').filter((each) => each.item === topic)
    if (done.some(withinWeek(from))) add('topic_completed', from.day, topic)
  }
}

/** Adds up: "span start measure item segment" to how many, for each span: in all, and by the first `apart` dimensions. */
export function sums(
  counts: readonly Count[],
  spansOf: (measure: string) => readonly { span: string; apart: number }[],
): Map<string, number> {
  const keys = counts.flatMap(({ measure, item, day, segment }) =>
    spansOf(measure).flatMap(({ span, apart }) =>
      partsOf(segment, apart).map((part) => [span, startOf[span]?.(day), measure, item, part].join(' ')),
    ),
  )
  const sum = new Map<string, number>()
  for (const key of keys) sum.set(key, (sum.get(key) ?? 0) + 1)
  return sum
}

const startOf: Readonly<Record<string, (day: string) => string>> = {
  day: (day) => day,
  week: weekOf,
  month: monthOf,
}

function partsOf(segment: string, apart: number): string[] {
  if (apart === 0) return ['total']
  return ['total', segment.split('|').slice(0, apart).join('|') + '|'.repeat(8 - apart)]
}

/** The same of what the tables hold. */
export function stored(rows: readonly Row[], nameOf: ReadonlyMap<number, string>): Map<string, number> {
  return new Map(
    rows
      .filter(({ n }) => Number(n) !== 0)
      .map((row) => [
        [row.span, row.start, nameOf.get(Number(row.measure)), row.item ?? '', row.segment ?? 'total'].join(
          ' ',
        ),
        Number(row.n),
      ]),
  )
}
