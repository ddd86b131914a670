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
import type { Run } from './db.ts'

/** The segment of which nothing is known. */
export const nobody = `(select id from segment where key = '|||||||')`
/** A day as a number of days since 1970. */
export const dayNumber = (day: string) => `(${day} - date '1970-01-01')`

/*
 * One account after the other by its index, so that no estimate of how many there are can lead to a plan that reads all events.
 * Lists travel as JSON: reading rows one by one would cost the embedded database more than finding them.
 */
const readAccounts = `
select t.account::bigint as account, own.events, counted.rows as counted
from (select $1::text::jsonb as j, ${nobody} as nobody) p
cross join lateral jsonb_array_elements_text(p.j->'accounts') as t(account)
cross join lateral (
  select coalesce(json_agg(json_build_array(v.kind, coalesce(v.item, 0), v.value, (extract(epoch from v.at) * 1000000)::bigint,
      ${dayNumber(`(v.at at time zone (p.j->>'zone'))::date`)}, coalesce(v.segment, p.nobody), c.topic)), '[]') as events
  from event v left join card_topic c on v.kind = ${eventNumbers.card_shown} and c.card = v.item
  where v.account = t.account::bigint and v.tx < (p.j->>'upto')::bigint) own
cross join lateral (
  select coalesce(json_agg(json_build_array(r.measure, r.item, ${dayNumber('r.day')}, r.segment)), '[]') as rows
  from reach_counted r where r.account = t.account::bigint) counted`

const deleteCounted = `
delete from reach_counted c
using jsonb_to_recordset($1::text::jsonb) as x(account bigint, measure smallint, item int, day int)
where c.account = x.account and c.measure = x.measure and c.item = x.item and c.day = date '1970-01-01' + x.day`
const saveCounted = `
insert into reach_counted (account, measure, item, day, segment)
select account, measure, item, date '1970-01-01' + day, segment
from jsonb_to_recordset($1::text::jsonb) as x(account bigint, measure smallint, item int, day int, segment int)
on conflict (account, measure, item, day) do update set segment = excluded.segment`

export type Recount = { accounts: readonly number[]; zone: string; upto: number; live: LiveDays }

/** Sets right what some accounts were counted for; answers what that changes in the counts. */
export async function recount(run: Run, { accounts, zone, upto, live }: Recount): Promise<Change[]> {
  const rows = await run(readAccounts, [JSON.stringify({ accounts, zone, upto })])
  const gone: object[] = []
  const kept: object[] = []
  const changes: Change[] = []
  for (const row of rows) {
    const account = Number(row.account)
    const changed = changesFor(row, live)
    gone.push(...changed.gone.map((each) => ({ account, ...each })))
    kept.push(...changed.kept.map((each) => ({ account, ...each })))
    changes.push(...changed.changes)
  }
  if (gone.length > 0) await run(deleteCounted, [JSON.stringify(gone)])
  if (kept.length > 0) await run(saveCounted, [JSON.stringify(kept)])
  return changes
}

type EventTuple = [number, number, number | null, number, number, number, number | null]
type CountedTuple = [number, number, number, number]

function changesFor(row: Record<string, unknown>, live: LiveDays): AccountChanges {
  const events = (row.events as EventTuple[]).map(
    ([kind, item, value, at, day, segment, topic]): OwnEvent => ({
      kind,
      item,
      value,
      at,
      day,
      segment,
      topic,
    }),
  )
  const before = (row.counted as CountedTuple[]).map(countedOf)
  const standing = (measure: number) => before.find((each) => each.measure === measure && each.day < live[0])
  const now = countsOfAccount(
    events,
    { started: standing(measures.started.number), reached: standing(measures.reached.number) },
    live[0],
  )
  return changesOf(before, now, live)
}

function countedOf([measure, item, day, segment]: CountedTuple): Counted {
  return { measure, item, day, segment }
}

const departed = `
with gone as (
  delete from reach_counted where account in (select account from departed) returning measure, item, day, segment),
left_behind as (delete from departed)
select coalesce(json_agg(json_build_array(measure, item, ${dayNumber('day')}, segment)), '[]') as gone from gone`

/** Takes accounts that left out of what is not frozen, and forgets that they were ever counted. */
export async function depart(run: Run, live: LiveDays): Promise<Change[]> {
  const [row] = await run(departed, [])
  return ((row?.gone ?? []) as CountedTuple[])
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
