import { sql } from 'drizzle-orm'
import {
  bigint,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'

const time = (name: string) => timestamp(name, { withTimezone: true })

/**
 * What was known of accounts when something happened: one row a combination, so that an event holds a small number.
 * `key` is the values joined by `|`; `coarse` is the segment of the same language, origin and destination alone.
 */
export const segment = pgTable('segment', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  key: text('key').notNull().unique(),
  coarse: integer('coarse'),
  language: text('language'),
  origin: text('origin'),
  destination: text('destination'),
  source: text('source'),
  sex: text('sex'),
  age: text('age'),
  disability: text('disability'),
  status: text('status'),
})

/** Counts that pages read: of a measure, in a period (day, week, month), of an item (0: none), in a segment; segment 0 is all together. */
export const reachCount = pgTable(
  'reach_count',
  {
    span: text('span').notNull(),
    start: date('start').notNull(),
    measure: smallint('measure').notNull(),
    item: integer('item').notNull(),
    segment: integer('segment').notNull(),
    n: integer('n').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.span, table.start, table.measure, table.item, table.segment] }),
    index('reach_count_total')
      .on(table.span, table.measure, table.start, table.item)
      .where(sql`${table.segment} = 0`),
  ],
)

/**
 * The same counts of measures without an item, by week and month, by one dimension alone: a page of one filter, or of
 * a table for each dimension, reads as few rows after fifty million events as after ten thousand. Empty: not known.
 */
export const reachPart = pgTable(
  'reach_part',
  {
    span: text('span').notNull(),
    start: date('start').notNull(),
    measure: smallint('measure').notNull(),
    dimension: text('dimension').notNull(),
    value: text('value').notNull(),
    n: integer('n').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.span, table.start, table.measure, table.dimension, table.value] }),
  ],
)

/** What an account was counted for, so that it is counted once and can be taken out again. Goes when its month is frozen, but for what is once for ever. */
export const reachCounted = pgTable(
  'reach_counted',
  {
    account: bigint('account', { mode: 'number' }).notNull(),
    measure: smallint('measure').notNull(),
    item: integer('item').notNull(),
    day: date('day').notNull(),
    segment: integer('segment').notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.measure, table.item, table.day] })],
)

/** How far the roll-ups are: events of transactions below `mark` are counted. One row. */
export const reachState = pgTable('reach_state', {
  id: smallint('id').primaryKey(),
  mark: bigint('mark', { mode: 'number' }).notNull(),
  /** The day as of which months were last frozen. */
  frozenAsOf: date('frozen_as_of'),
  countedAt: time('counted_at'),
})

/** Accounts that were forgotten or do not want to be counted, until the roll-ups took them out. */
export const departed = pgTable('departed', {
  account: bigint('account', { mode: 'number' }).primaryKey(),
})

/** Events that were deleted because their account does not want to be counted, until the roll-ups took them out. */
export const eventRemoved = pgTable('event_removed', {
  id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
  at: time('at').notNull(),
  item: integer('item'),
  value: integer('value'),
  kind: smallint('kind').notNull(),
  segment: integer('segment'),
  tx: bigint('tx', { mode: 'number' }).notNull(),
})

/** Events that came when their month was frozen: said on the page, counted nowhere. */
export const reachLate = pgTable('reach_late', {
  month: date('month').primaryKey(),
  n: integer('n').notNull(),
})

/** The topic of each card and the flow it is in, as the script says now. */
export const cardTopic = pgTable(
  'card_topic',
  { card: integer('card').primaryKey(), topic: integer('topic').notNull() },
  (table) => [index('card_topic_topic').on(table.topic)],
)

/** How many accounts could be written to, as seen during a day, by language. */
export const reachableDay = pgTable(
  'reachable_day',
  { day: date('day').notNull(), language: text('language').notNull(), n: integer('n').notNull() },
  (table) => [primaryKey({ columns: [table.day, table.language] })],
)

/**
 * What other programs may read, in the views of the schema `open_numbers`: counts of months that are closed, after
 * suppression. `kind` is total, a dimension, or topic, card, contact, quiz; `count` is empty where it is not shown.
 */
export const openCount = pgTable(
  'open_count',
  {
    month: date('month').notNull(),
    measure: text('measure').notNull(),
    kind: text('kind').notNull(),
    name: text('name').notNull(),
    count: integer('count'),
    /** exact, few (1 to 9) or hidden. */
    shown: text('shown').notNull(),
  },
  (table) => [primaryKey({ columns: [table.month, table.measure, table.kind, table.name] })],
)
