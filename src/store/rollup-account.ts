import {
  type AccountChanges,
  type Change,
  changesOf,
  type LiveDays,
  liveFrom,
} from '../reach/account-changes.ts'
import { type Counted, countsOfAccount, type OwnEvent } from '../reach/account-counts.ts'
import { eventNumbers } from '../reach/catalogue.ts'
import { type Measure, measures } from '../reach/measures.ts'
import { listOf } from './columns.ts'
import type { Row, Run } from './db.ts'

/** The segment of which nothing is known. */
export const nobody = `(select id from segment where key = '|||||||')`
/** A day as a number of days since 1970. */
export const dayNumber = (day: string) => `(${day} - date '1970-01-01')`

/** No value, where a row has to have one. */
const nothing = -1

/*
 * One account after the other by its index, so that no estimate of how many there are can lead to a plan that reads all
 * events. Rows travel as one text: as JSON, as arrays or one by one they cost the database and the program half as much again.
 */
const oneText = (...values: string[]) => `string_agg(${values.join(` || ',' || `)}, ';')`
const readAccounts = `
select t.account, own.events, counted.rows as counted
from unnest($1::text::bigint[]) as t(account)
cross join lateral (
  select ${oneText(
    'v.kind',
    'coalesce(v.item, 0)',
    `coalesce(v.value, ${nothing})`,
    `(date_part('epoch', v.at) * 1000000)::bigint`,
    dayNumber('(v.at at time zone $2::text)::date'),
    `coalesce(v.segment, ${nobody})`,
    `coalesce(c.topic, ${nothing})`,
  )} as events
  from event v left join card_topic c on v.kind = ${eventNumbers.card_shown} and c.card = v.item
  where v.account = t.account and v.tx < $3::text::bigint) own
cross join lateral (
  select ${oneText('r.measure', 'r.item', dayNumber('r.day'), 'r.segment')} as rows
  from reach_counted r where r.account = t.account) counted`

const deleteCounted = `
delete from reach_counted c
using unnest($1::text::bigint[], $2::text::smallint[], $3::text::int[], $4::text::int[]) as x(account, measure, item, day)
where c.account = x.account and c.measure = x.measure and c.item = x.item and c.day = date '1970-01-01' + x.day`
const saveCounted = `
insert into reach_counted (account, measure, item, day, segment)
select account, measure, item, date '1970-01-01' + day, segment
from unnest($1::text::bigint[], $2::text::smallint[], $3::text::int[], $4::text::int[], $5::text::int[])
  as x(account, measure, item, day, segment)
on conflict (account, measure, item, day) do update set segment = excluded.segment`

export type Recount = { accounts: readonly number[]; zone: string; upto: number; live: LiveDays }

/** Sets right what some accounts were counted for; answers what that changes in the counts. */
export async function recount(run: Run, { accounts, zone, upto, live }: Recount): Promise<Change[]> {
  const rows = await run(readAccounts, [listOf(accounts), zone, String(upto)])
  const gone = new Columns()
  const kept = new Columns()
  const changes: Change[] = []
  for (const row of rows) {
    const account = Number(row.account)
    const changed = changesFor(row, live)
    for (const each of changed.gone) gone.add(account, each)
    for (const each of changed.kept) kept.add(account, each)
    for (const each of changed.changes) changes.push(each)
  }
  if (gone.size > 0) await run(deleteCounted, gone.lists().slice(0, 4))
  if (kept.size > 0) await run(saveCounted, kept.lists())
  return changes
}

/** Rows of `reach_counted` as a list for each column. */
class Columns {
  readonly #columns: number[][] = [[], [], [], [], []]

  get size(): number {
    return this.#columns[0]?.length ?? 0
  }

  add(account: number, { measure, item, day, segment }: Counted): void {
    for (const [at, value] of [account, measure, item, day, segment].entries()) this.#columns[at]?.push(value)
  }

  lists(): string[] {
    return this.#columns.map((column) => listOf(column))
  }
}

function changesFor(row: Row, live: LiveDays): AccountChanges {
  const events = rowsOf(row.events).map(eventOf)
  const before = rowsOf(row.counted).map(countedOf)
  const standing = (measure: number) => before.find((each) => each.measure === measure && each.day < live[0])
  const now = countsOfAccount(
    events,
    { started: standing(measures.started.number), reached: standing(measures.reached.number) },
    live[0],
  )
  return changesOf(before, now, live)
}

function rowsOf(text: unknown): string[] {
  return typeof text === 'string' ? text.split(';') : []
}

function eventOf(text: string): OwnEvent {
  const [kind = 0, item = 0, value = nothing, at = 0, day = 0, segment = 0, topic = nothing] = text
    .split(',')
    .map(Number)
  const known = (number: number) => (number === nothing ? null : number)
  return { kind, item, value: known(value), at, day, segment, topic: known(topic) }
}

function countedOf(text: string): Counted {
  const [measure = 0, item = 0, day = 0, segment = 0] = text.split(',').map(Number)
  return { measure, item, day, segment }
}

const departed = `
with gone as (
  delete from reach_counted where account in (select account from departed) returning measure, item, day, segment),
left_behind as (delete from departed)
select ${oneText('measure', 'item', dayNumber('day'), 'segment')} as gone from gone`

/** Takes accounts that left out of what is not frozen, and forgets that they were ever counted. */
export async function depart(run: Run, live: LiveDays): Promise<Change[]> {
  const [row] = await run(departed, [])
  return rowsOf(row?.gone)
    .map(countedOf)
    .filter(({ measure, day }) => day >= liveFrom(measure, live))
    .map((each) => ({ ...each, by: -1 }))
}

/** Measures whose rows go when their day is frozen: who was counted once for ever is never counted again. */
const passing = Object.values(measures)
  .filter((measure: Measure) => measure.counts === 'accounts' && measure.ever !== true)
  .map(({ number }) => number)

const forget = `
with p as (select $1::text::jsonb as j),
page as materialized (
  select c.account, c.measure, c.item, c.day from reach_counted c, p
  where c.account >= (p.j->>'from')::bigint order by c.account, c.measure, c.item, c.day limit (select (j->>'rows')::int from p)),
rule as (select * from p, jsonb_to_recordset(p.j->'rules') as x(measure smallint, live_from int)),
gone as (
  delete from reach_counted c using page s join rule r on r.measure = s.measure
  where c.account = s.account and c.measure = s.measure and c.item = s.item and c.day = s.day
    and s.day < date '1970-01-01' + r.live_from)
select max(account)::text as upto, count(*)::int as n from page`

/**
 * Deletes what accounts were counted for on days that are frozen, some rows at a time, in the order of accounts. What is
 * left when it breaks off counts for nothing, and goes the next time.
 *
 * @returns the account to go on from, or null at the end
 */
export async function forgetFrozen(
  run: Run,
  { live, from, rows }: { live: LiveDays; from: number; rows: number },
): Promise<number | null> {
  const rules = passing.map((measure) => ({ measure, live_from: liveFrom(measure, live) }))
  const [row] = await run(forget, [JSON.stringify({ from, rows, rules })])
  return Number(row?.n) < rows ? null : Math.max(Number(row?.upto), from + 1)
}
