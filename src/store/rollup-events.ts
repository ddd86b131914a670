import type { Change } from '../reach/account-changes.ts'
import { monthOf } from '../reach/account-counts.ts'
import { eventNumbers } from '../reach/catalogue.ts'
import { type MeasureName, measures } from '../reach/measures.ts'
import type { Run } from './db.ts'
import { dayNumber, nobody } from './rollup-account.ts'

/** Events that count as they are, each as a measure of its own. */
const eventMeasures: readonly (readonly [MeasureName, number])[] = [
  ['exposures', eventNumbers.card_shown],
  ['card_exposures', eventNumbers.card_shown],
  ['shared', eventNumbers.card_shared],
  ['questions', eventNumbers.question_asked],
  ['unanswered', eventNumbers.text_unanswered],
  ['answered', eventNumbers.text_answered],
  ['dangers', eventNumbers.danger_told],
]

const readFresh = `
with fresh as materialized (
  select v.kind, coalesce(v.item, 0) as item, v.account, coalesce(v.segment, ${nobody}) as segment,
    ${dayNumber('(v.at at time zone $1::text)::date')} as day
  from event v
  where v.tx >= $2::text::bigint and v.tx < $3::text::bigint
    and not exists (select from account a where a.id = v.account and a.staff))
select
  (select coalesce(json_agg(account order by account), '[]') from (
    select distinct account from fresh where account is not null) a) as accounts,
  (select coalesce(json_agg(json_build_array(kind, item, day, segment, n)), '[]') from (
    select kind, item, day, segment, count(*) as n from fresh group by 1, 2, 3, 4) g) as happened`

const saveLate = `
insert into reach_late as l (month, n)
select date '1970-01-01' + month, n from jsonb_to_recordset($1::text::jsonb) as x(month int, n int)
on conflict (month) do update set n = l.n + excluded.n`

/** What happened in some transactions: which accounts did something, and what counts as it is. */
export type Fresh = { events: number; accounts: number[]; changes: Change[] }

type Happened = [kind: number, item: number, day: number, segment: number, n: number]

/** Events of transactions from `mark` to before `upto`. Those of frozen days are only noted as late. */
export async function takeFresh(
  run: Run,
  { zone, mark, upto, live }: { zone: string; mark: number; upto: number; live: number },
): Promise<Fresh> {
  const [row] = await run(readFresh, [zone, String(mark), String(upto)])
  const happened = (row?.happened ?? []) as Happened[]
  const late = new Map<number, number>()
  for (const [, , day, , n] of happened)
    if (day < live) late.set(monthOf(day), (late.get(monthOf(day)) ?? 0) + n)
  if (late.size > 0) await run(saveLate, [JSON.stringify([...late].map(([month, n]) => ({ month, n })))])
  return {
    events: happened.reduce((sum, [, , , , n]) => sum + n, 0),
    accounts: (row?.accounts ?? []) as number[],
    changes: happened.filter(([, , day]) => day >= live).flatMap(countedAsTheyAre),
  }
}

function countedAsTheyAre([kind, item, day, segment, n]: Happened): Change[] {
  return eventMeasures.flatMap(([name, of]) => {
    const measure = measures[name]
    if (of !== kind) return []
    return [{ measure: measure.number, item: 'item' in measure ? item : 0, day, segment, by: n }]
  })
}

const removed = `
delete from event_removed
returning kind, coalesce(item, 0) as item, coalesce(segment, ${nobody}) as segment, tx::text as tx,
  ${dayNumber('(at at time zone $1::text)::date')} as day`

/** Takes back events that were deleted after they had been counted. */
export async function takeRemoved(
  run: Run,
  { zone, mark, live }: { zone: string; mark: number; live: number },
): Promise<Change[]> {
  const rows = await run(removed, [zone])
  return rows
    .filter(({ tx, day }) => Number(tx) < mark && Number(day) >= live)
    .flatMap(({ kind, item, day, segment }) =>
      countedAsTheyAre([Number(kind), Number(item), Number(day), Number(segment), -1]),
    )
}
