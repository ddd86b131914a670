import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
const time = (name: string) => timestamp(name, { withTimezone: true })

/** A person as the campaign knows one: a random integer. Who it is can only be found with the installation's secret. */
export const account = pgTable(
  'account',
  {
    id: bigint('id', { mode: 'number' }).primaryKey(),
    /** Keyed HMAC of the Telegram id. */
    lookup: bytea('lookup').notNull().unique(),
    /** The chat id, sealed. */
    chat: bytea('chat').notNull(),
    version: integer('version').notNull(),
    state: jsonb('state').notNull(),
    language: text('language'),
    counting: text('counting').notNull(),
    stopped: boolean('stopped').notNull().default(false),
    /** yes, blocked or deactivated: as Telegram last said. */
    reachable: text('reachable').notNull().default('yes'),
    source: text('source'),
    /** Private answers, sealed, and when they go. */
    secrets: bytea('secrets'),
    secretsUntil: time('secrets_until'),
    staff: boolean('staff').notNull().default(false),
    /** Made by `sapar seed`, not by a person. */
    synthetic: boolean('synthetic').notNull().default(false),
    createdAt: time('created_at').notNull(),
    /** When the state was last saved: a spool's older record leaves it alone. */
    turnAt: time('turn_at').notNull(),
  },
  (table) => [
    index('account_reachable').on(table.language).where(sql`reachable = 'yes' and not stopped and not staff`),
  ],
)

/** Names of cards, topics, contacts, codes: events hold the small number. */
export const item = pgTable('item', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull().unique(),
})

/** What happened, append only. Without an account once it was forgotten. */
export const event = pgTable(
  'event',
  {
    at: time('at').notNull(),
    account: bigint('account', { mode: 'number' }),
    item: integer('item'),
    value: integer('value'),
    kind: smallint('kind').notNull(),
    /** What was known of the account then. */
    segment: integer('segment'),
    /** The transaction that wrote it: the roll-ups follow transactions, since ids and times do not tell what is committed. */
    tx: bigint('tx', { mode: 'number' }).notNull().default(sql`pg_current_xact_id()::text::bigint`),
  },
  (table) => [
    index('event_account').on(table.account),
    index('event_at').using('brin', table.at),
    index('event_tx').using('brin', table.tx).with({ pages_per_range: 32, autosummarize: true }),
  ],
)

/** Updates that were handled, kept 48 hours and more as a set: Telegram restarts its ids at random after a quiet week. */
export const seenUpdate = pgTable('seen_update', {
  id: bigint('id', { mode: 'number' }).primaryKey(),
  at: time('at').notNull(),
  /** Approved cards in its reply: they become exposures when Telegram says ok, also when it was said again after a crash. */
  cards: jsonb('cards'),
  /** Null until the reply's outcome is known. */
  delivered: boolean('delivered'),
})

/** Updates that failed: no content, only how often and the error's class. Set aside at the third try. */
export const failedUpdate = pgTable('failed_update', {
  id: bigint('id', { mode: 'number' }).primaryKey(),
  tries: integer('tries').notNull(),
  error: text('error').notNull(),
  at: time('at').notNull(),
})

/** The bot's own messages that Telegram may still delete: for /clear, and to take an old keyboard away. */
export const sentMessage = pgTable(
  'sent_message',
  {
    account: bigint('account', { mode: 'number' }).notNull(),
    id: bigint('id', { mode: 'number' }).notNull(),
    at: time('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.account, table.id] })],
)

/** Telegram's ids of files that everybody gets alike: recordings, the offline pack. */
export const sentFile = pgTable('sent_file', {
  key: text('key').primaryKey(),
  fileId: text('file_id').notNull(),
  at: time('at').notNull(),
})

/** What a person asked for and somebody else takes up: a reminder, a human answer. */
export const request = pgTable(
  'request',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    account: bigint('account', { mode: 'number' }).notNull(),
    kind: text('kind').notNull(),
    card: text('card').notNull(),
    at: time('at').notNull(),
    takenAt: time('taken_at'),
  },
  (table) => [index('request_account').on(table.account)],
)

/** What people who did not want to be counted did: days and numbers, no account. */
export const uncountedDay = pgTable(
  'uncounted_day',
  { day: date('day').notNull(), kind: smallint('kind').notNull(), count: integer('count').notNull() },
  (table) => [primaryKey({ columns: [table.day, table.kind] })],
)

/** Who may do what only one process may do, until when. */
export const lease = pgTable('lease', {
  name: text('name').primaryKey(),
  holder: text('holder').notNull(),
  until: time('until').notNull(),
})

export const setting = pgTable('setting', {
  name: text('name').primaryKey(),
  value: jsonb('value').notNull(),
})
