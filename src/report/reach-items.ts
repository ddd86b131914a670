import type { MeasureName } from '../reach/measures.ts'
import { coarseDimensions } from '../reach/segment.ts'
import { sum, suppress } from '../reach/suppress.ts'
import { rate } from '../reach/suppress-rate.ts'
import type { Db } from '../store/db.ts'
import { cellOf } from './apart.ts'
import { inOrder } from './reach-tables.ts'
import { type ItemTally, itemTally } from './tally.ts'
import { otherTopic, type Topics } from './topics.ts'
import type { Filter, Row, Table, Value } from './view.ts'

export type ItemsQuestion = {
  span: 'week' | 'month'
  start: string
  filters: readonly Filter[]
  topics: Topics
}

const asked = [
  'topic_begun',
  'topic_completed',
  'card_exposures',
  'contact_opened',
  'left_at',
  'helpful_yes',
  'helpful_no',
  'quiz_finished',
] as const satisfies readonly MeasureName[]

const topicColumns = ['begun', 'exposures', 'completed', 'helpful']
const ids = {
  topics: topicColumns,
  cards: ['exposures', 'left_at', 'helpful'],
  contacts: ['opened'],
  quizzes: ['finished'],
} as const

/** What was read, opened and finished. Only the coarse dimensions are kept apart by topic, and cards not at all. */
export async function itemTables(db: Db, question: ItemsQuestion): Promise<Table[]> {
  const { span, start, filters, topics } = question
  const [filter] = filters
  const by = coarseDimensions.find((dimension) => dimension === filter?.dimension)
  if (filters.length > 1) return absent('too-fine')
  if (filter !== undefined && by === undefined) return absent('not-kept-apart')
  const measures = by === undefined ? asked : (['topic_begun'] as const)
  const rows = await itemTally(db, { span, starts: [start], measures }, by ?? null)
  if (filter !== undefined) {
    return [topicsUnder(rows, filter, topics), ...absent('too-fine').filter(({ id }) => id !== 'topics')]
  }
  const count = counter(rows)
  return [topicTable(rows, topics), cardTable(count), contactTable(count), quizTable(count)]
}

function absent(why: 'too-fine' | 'not-kept-apart'): Table[] {
  return Object.entries(ids).map(([id, columns]) => ({ id, columns: [...columns], rows: [], absent: why }))
}

type Counter = { of(measure: MeasureName, item: string): number; items(measure: MeasureName): string[] }

function counter(rows: readonly ItemTally[]): Counter {
  const counts = new Map(rows.map(({ measure, item, n }) => [`${measure} ${item}`, n]))
  return {
    of: (measure, item) => counts.get(`${measure} ${item}`) ?? 0,
    items: (measure) =>
      [...new Set(rows.filter((row) => row.measure === measure).map(({ item }) => item))].sort(),
  }
}

function topicTable(rows: readonly ItemTally[], { topics: known, topicOf }: Topics): Table {
  const topics = [...known, otherTopic]
  const count = counter(rows)
  const cards = (measure: MeasureName, topic: string) =>
    sum(rows.filter((row) => row.measure === measure && topicOf(row.item) === topic).map(({ n }) => n))
  const exposures = suppress(topics.map((topic) => cards('card_exposures', topic)))
  return {
    id: 'topics',
    columns: topicColumns,
    rows: inOrder(
      topics.map((topic, at): Row => {
        const begun = count.of('topic_begun', topic)
        const yes = cards('helpful_yes', topic)
        return {
          name: { kind: 'topic', id: topic },
          values: [
            cellOf(begun),
            exposures[at] ?? { kind: 'hidden' },
            share(count.of('topic_completed', topic), begun),
            share(yes, yes + cards('helpful_no', topic)),
          ],
        }
      }),
    ),
  }
}

/** Topics of one language, origin or destination. An account can be in several topics: only along a topic do counts add up. */
function topicsUnder(rows: readonly ItemTally[], filter: Filter, { topics }: Topics): Table {
  const values = [...new Set([...rows.map(({ value }) => value), filter.value])]
  const at = values.indexOf(filter.value)
  const begun = new Map(
    rows
      .filter(({ measure }) => measure === 'topic_begun')
      .map(({ item, value, n }) => [JSON.stringify([item, value]), n]),
  )
  const counts = topics.map((topic) => values.map((value) => begun.get(JSON.stringify([topic, value])) ?? 0))
  return {
    id: 'topics',
    columns: ['begun'],
    rows: inOrder(
      topics.map((topic, row) => ({
        name: { kind: 'topic', id: topic },
        values: [suppress(counts[row] ?? [])[at] ?? { kind: 'hidden' }],
      })),
    ),
  }
}

function cardTable(count: Counter): Table {
  const cards = count.items('card_exposures')
  const shown = suppress(cards.map((card) => count.of('card_exposures', card)))
  return {
    id: 'cards',
    columns: ids.cards,
    rows: inOrder(
      cards.map((card, at) => {
        const yes = count.of('helpful_yes', card)
        return {
          name: { kind: 'card', id: card },
          values: [
            shown[at] ?? { kind: 'hidden' },
            cellOf(count.of('left_at', card)),
            share(yes, yes + count.of('helpful_no', card)),
          ],
        }
      }),
    ),
  }
}

function contactTable(count: Counter): Table {
  return {
    id: 'contacts',
    columns: ids.contacts,
    rows: inOrder(
      count.items('contact_opened').map((contact) => ({
        name: { kind: 'contact', id: contact },
        values: [cellOf(count.of('contact_opened', contact))],
      })),
    ),
  }
}

function quizTable(count: Counter): Table {
  return {
    id: 'quizzes',
    columns: ids.quizzes,
    rows: inOrder(
      count.items('quiz_finished').map((quiz) => ({
        name: { kind: 'quiz', id: quiz },
        values: [cellOf(count.of('quiz_finished', quiz))],
      })),
    ),
  }
}

function share(part: number, whole: number): Value {
  return { kind: 'rate', rate: rate(part, whole) }
}
