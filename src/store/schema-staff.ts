import {
  bigint,
  boolean,
  customType,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
} from 'drizzle-orm/pg-core'

const bytea = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' })
const time = (name: string) => timestamp(name, { withTimezone: true })
const identity = (name: string) => integer(name).primaryKey().generatedAlwaysAsIdentity()

/** Somebody who may open the staff pages. The Telegram account is known by its keyed code, its chat sealed. */
export const staffAccount = pgTable('staff_account', {
  id: identity('id'),
  name: text('name').notNull(),
  role: text('role').notNull(),
  lookup: bytea('lookup').unique(),
  chat: bytea('chat'),
  /** Second factor, sealed; null until it is confirmed once. */
  totp: bytea('totp'),
  /** The last 30-second step whose code was used: none is taken twice. */
  totpStep: bigint('totp_step', { mode: 'number' }),
  /** Language of the pages. */
  tongue: text('tongue').notNull().default('en'),
  /** Gets the weekly numbers on Telegram. */
  digest: boolean('digest').notNull().default(false),
  /** Only for the demonstration on one computer: it opens nothing where there is a real bot. */
  demo: boolean('demo').notNull().default(false),
  createdAt: time('created_at').notNull(),
  disabledAt: time('disabled_at'),
})

/** A link by which somebody of the staff binds a Telegram account, once. */
export const staffInvite = pgTable('staff_invite', {
  hash: bytea('hash').primaryKey(),
  staff: integer('staff').notNull(),
  expiresAt: time('expires_at').notNull(),
  usedAt: time('used_at'),
})

/** A sign-in that was begun on the page and waits for its approval in the bot, by the hash of its link. */
export const signIn = pgTable('sign_in', {
  hash: bytea('hash').primaryKey(),
  /** The number of two digits on the page. */
  code: smallint('code').notNull(),
  browser: text('browser').notNull(),
  /** Who approved or refused it. */
  staff: integer('staff'),
  createdAt: time('created_at').notNull(),
  expiresAt: time('expires_at').notNull(),
  approvedAt: time('approved_at'),
  refusedAt: time('refused_at'),
  usedAt: time('used_at'),
})

export const staffSession = pgTable(
  'staff_session',
  {
    id: identity('id'),
    hash: bytea('hash').notNull().unique(),
    staff: integer('staff').notNull(),
    csrf: text('csrf').notNull(),
    browser: text('browser').notNull(),
    createdAt: time('created_at').notNull(),
    seenAt: time('seen_at').notNull(),
    endedAt: time('ended_at'),
  },
  (table) => [index('staff_session_staff').on(table.staff)],
)

/** How often something was tried in a span of time. */
export const throttle = pgTable(
  'throttle',
  { name: text('name').notNull(), began: time('began').notNull(), tries: integer('tries').notNull() },
  (table) => [primaryKey({ columns: [table.name, table.began] })],
)

/** What staff did, append only; each row's hash covers the one before. */
export const audit = pgTable('audit', {
  id: bigint('id', { mode: 'number' }).primaryKey(),
  at: time('at').notNull(),
  staff: integer('staff'),
  action: text('action').notNull(),
  what: jsonb('what').notNull(),
  hash: bytea('hash').notNull(),
})

/** Cards, facts and contacts that must not be shown, until the files are mended. */
export const hidden = pgTable(
  'hidden',
  {
    kind: text('kind').notNull(),
    id: text('id').notNull(),
    reason: text('reason').notNull(),
    staff: integer('staff').notNull(),
    at: time('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.kind, table.id] })],
)

/** A note to a day of the charts: of staff, or by the system when something was out of order. */
export const annotation = pgTable(
  'annotation',
  {
    id: identity('id'),
    day: date('day').notNull(),
    until: date('until'),
    kind: text('kind').notNull(),
    text: text('text').notNull(),
    staff: integer('staff'),
    at: time('at').notNull(),
    removedAt: time('removed_at'),
  },
  (table) => [index('annotation_day').on(table.day)],
)

/** A field event: beside the bot's numbers, never added to them. `people` holds counts by sex, age and disability. */
export const activity = pgTable(
  'activity',
  {
    id: identity('id'),
    day: date('day').notNull(),
    district: text('district').notNull(),
    kind: text('kind').notNull(),
    partner: text('partner').notNull(),
    people: jsonb('people').notNull(),
    entryCode: text('entry_code'),
    remark: text('remark').notNull(),
    evidenceLink: text('evidence_link'),
    evidenceName: text('evidence_name'),
    evidenceFile: bytea('evidence_file'),
    /** Names the row of an imported file, so that importing it again adds nothing. */
    importKey: text('import_key').unique(),
    staff: integer('staff'),
    synthetic: boolean('synthetic').notNull().default(false),
    at: time('at').notNull(),
    removedAt: time('removed_at'),
  },
  (table) => [index('activity_day').on(table.day)],
)

/** Money spent, in the campaign's currency. */
export const spend = pgTable('spend', {
  id: identity('id'),
  day: date('day').notNull(),
  output: text('output'),
  amount: numeric('amount', { precision: 14, scale: 2 }).notNull(),
  what: text('what').notNull(),
  evidence: text('evidence').notNull(),
  staff: integer('staff'),
  synthetic: boolean('synthetic').notNull().default(false),
  at: time('at').notNull(),
  removedAt: time('removed_at'),
})

/** A number of the logframe that staff type in: baseline, milestone, target, or the actual of an indicator that no program counts. */
export const logframeNumber = pgTable(
  'logframe_number',
  {
    id: identity('id'),
    indicator: text('indicator').notNull(),
    kind: text('kind').notNull(),
    /** Last day of what it is for. */
    day: date('day').notNull(),
    value: numeric('value', { precision: 14, scale: 2 }).notNull(),
    evidence: text('evidence').notNull(),
    staff: integer('staff'),
    synthetic: boolean('synthetic').notNull().default(false),
    at: time('at').notNull(),
    removedAt: time('removed_at'),
  },
  (table) => [index('logframe_number_indicator').on(table.indicator)],
)

/** A link that shows one segment's numbers to whoever has it. */
export const shareLink = pgTable('share_link', {
  id: identity('id'),
  hash: bytea('hash').notNull().unique(),
  label: text('label').notNull(),
  /** The segment and period that no parameter widens. */
  locked: jsonb('locked').notNull(),
  staff: integer('staff').notNull(),
  createdAt: time('created_at').notNull(),
  expiresAt: time('expires_at').notNull(),
  revokedAt: time('revoked_at'),
  opened: integer('opened').notNull().default(0),
})

/** A month's report that was made final, with its hash; a correction is a further revision with its reason. */
export const monthlyReport = pgTable(
  'monthly_report',
  {
    month: date('month').notNull(),
    revision: integer('revision').notNull(),
    body: jsonb('body').notNull(),
    hash: bytea('hash').notNull(),
    reason: text('reason').notNull(),
    staff: integer('staff').notNull(),
    at: time('at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.month, table.revision] })],
)
