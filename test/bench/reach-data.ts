import { eventNumbers } from '../../src/reach/catalogue.ts'
import { keptApart, type MeasureName, measures, type Span, spansOf } from '../../src/reach/measures.ts'
import { dimensions } from '../../src/reach/segment.ts'
import type { Db } from '../../src/store/db.ts'

/*
 * Two years of synthetic events, made by the database itself. An account comes with a visit of 8 events; further
 * visits are of accounts that came before, mostly of late, 48 events an account in all.
 */
const eventsAnAccount = 48
const eventsAVisit = 8
const cards = 600
/** Cards stand in for these too: what matters is how many there are. */
const contacts = 30
const quizzes = 3
const kinds = eventNumbers
/** Rows made by one statement. */
const chunk = 200_000

export const lastDay = '2026-11-24'
const begins = `timestamptz '2024-11-25 00:00+06'`
const seconds = 730 * 86_400

/** A number from 0 to 1 that looks like chance and is the same each time. */
const chance = (of: string) => `((hashint8extended(${of}, 7) & 1048575)::float8 / 1048576)`

const segmentOf = (account: string) => {
  const pick = (salt: number, told: number, values: readonly string[]) => {
    const list = `array[${values.map((value) => `'${value}'`).join(',')}]`
    const which = `1 + floor(${chance(`${account} * 16 + ${salt}`)} ^ 2 * ${values.length})::int`
    return `case when ${chance(`${account} * 16 + ${salt} + 8`)} < ${told} then (${list})[${which}] else '' end`
  }
  const codes = ['none', 'radio', 'poster', 'shg', 'station', 'ngo', 'share', 'other', 'reg', 'patent']
  return [
    pick(0, 0.93, ['ky', 'ru', 'tg', 'uz', 'kk', 'uz-Cyrl', 'en']),
    pick(1, 0.5, ['KG', 'TJ', 'UZ', 'KZ', 'other']),
    pick(2, 0.45, ['RU', 'KZ', 'TR', 'KR', 'other']),
    pick(3, 1, codes),
    pick(4, 0.35, ['m', 'f']),
    pick(5, 0.33, ['18-24', '25-34', '35-49', '50', 'u18']),
    pick(6, 0.28, ['no', 'yes']),
    pick(7, 0.32, ['planning', 'abroad', 'family', 'returned']),
  ].join(` || '|' || `)
}

/** Names, segments and accounts for a number of events. */
export async function makeAccounts(db: Db, events: number): Promise<number> {
  const accounts = Math.ceil(events / eventsAnAccount) + 1
  await db.run(`insert into item (name) select 'card.' || n from generate_series(1, ${cards}) n`, [])
  await db.run(`insert into item (name) select 'topic.' || n from generate_series(1, 66) n`, [])
  await db.run(
    `insert into card_topic (card, topic) select c.id, t.id from item c
     join item t on t.name = 'topic.' || (1 + split_part(c.name, '.', 2)::int % 66) where c.name like 'card.%'`,
    [],
  )
  await db.run('create table bench_account (id bigint primary key, segment int)', [])
  for (let from = 1; from <= accounts; from += chunk) {
    const upto = Math.min(accounts, from + chunk - 1)
    await db.run(
      `with made as materialized (select n as id, ${segmentOf('n')} as key from generate_series(${from}, ${upto}) n),
       fresh as (
         insert into segment (key, language, origin, destination, source, sex, age, disability, status)
         select distinct key, ${dimensions.map((_, at) => `nullif(split_part(key, '|', ${at + 1}), '')`).join(', ')}
         from made where key not in (select key from segment) returning id, key)
       insert into bench_account select made.id, s.id from made
       join (select id, key from fresh union all select id, key from segment) s on s.key = made.key`,
      [],
    )
    await db.run(
      `insert into account (id, lookup, chat, version, state, counting, synthetic, created_at, turn_at)
       select n, decode(lpad(to_hex(n), 32, '0'), 'hex'), '', 1, '{}', 'counted', true, ${begins}, ${begins}
       from generate_series(${from}, ${upto}) n`,
      [],
    )
  }
  const key = (of: string) =>
    ['language', 'origin', 'destination'].map((name) => `coalesce(${of}.${name}, '')`).join(` || '|' || `)
  await db.run(
    `insert into segment (key, language, origin, destination)
     select distinct ${key('s')} || '|||||', language, origin, destination from segment s on conflict do nothing`,
    [],
  )
  await db.run(`update segment s set coarse = c.id from segment c where c.key = ${key('s')} || '|||||'`, [])
  return accounts
}

/** Events `from` to `upto` of `of`, in the order of time, as rows (n, at, account, item, value, kind, segment). */
function eventsSql({ from, upto, of }: { from: number; upto: number; of: number }): string {
  const visits = eventsAnAccount / eventsAVisit
  return `
    select x.n, ${begins} + make_interval(secs => ${seconds} * (x.n::float8 / ${of}) ^ 0.7) as at, x.account,
      case when x.kind = ${kinds.topic_completed} then first_topic.id + floor(66 * x.luck ^ 2)::int
           when x.kind = ${kinds.language_chosen} then first_card.id
           when x.kind = ${kinds.contact_opened} then first_card.id + floor(${contacts} * x.luck ^ 2)::int
           when x.kind = ${kinds.quiz_finished} then first_card.id + floor(${quizzes} * x.luck)::int
           else first_card.id + floor(${cards} * x.luck ^ 2)::int end as item,
      case when x.kind = ${kinds.helpful_voted} then 1 end as value, x.kind, b.segment
    from (select min(id) as id from item where name like 'card.%') first_card,
      (select min(id) as id from item where name like 'topic.%') first_topic,
      (select n, account, ${chance('n * 3 + 1')} as luck,
         (case when is_new and place = 0 then ${kinds.started} when is_new and place = 1 then ${kinds.language_chosen}
               when place < 5 then ${kinds.card_shown}
               else (array[${kinds.card_shown}, ${kinds.card_shown}, ${kinds.topic_completed}, ${kinds.topic_completed},
                 ${kinds.contact_opened}, ${kinds.helpful_voted}, ${kinds.quiz_finished}, ${kinds.card_shared},
                 ${kinds.question_asked}, ${kinds.text_unanswered}])[1 + floor(10 * ${chance('n * 3 + 2')} ^ 2)::int] end)::smallint as kind
       from (
         select n, n % ${eventsAVisit} as place, visit % ${visits} = 0 as is_new,
           1 + visit / ${visits} - case when visit % ${visits} = 0 then 0
             else floor(${chance('visit')} ^ 4 * (visit / ${visits}))::bigint end as account
         from (select n, n / ${eventsAVisit} as visit from generate_series(${from}::bigint, ${upto}::bigint) n) v) w) x
    join bench_account b on b.id = x.account`
}

/** Writes events; the database's own transactions, as many events each as the groups of a busy bot have. */
export async function makeEvents(db: Db, events: number): Promise<void> {
  for (let from = 0; from < events; from += chunk) {
    const upto = Math.min(events, from + chunk) - 1
    await db.run(
      `insert into event (at, account, item, value, kind, segment)
       select at, account, item, value, kind, segment from (${eventsSql({ from, upto, of: events })}) e order by n`,
      [],
    )
  }
}

export type NewEvent = Record<'at' | 'account' | 'item' | 'value' | 'kind' | 'segment', unknown>

/** Events that come after those that were made, as they will be written. */
export async function nextEvents(
  db: Db,
  { from, many, of }: { from: number; many: number; of: number },
): Promise<NewEvent[]> {
  const rows = await db.run(
    `select json_agg(json_build_object('at', at, 'account', account, 'item', item, 'value', value, 'kind', kind, 'segment', segment) order by n) as rows
     from (${eventsSql({ from, upto: from + many - 1, of })}) e`,
    [],
  )
  return rows[0]?.rows as NewEvent[]
}

/** Some events with one plain statement, and so in one transaction. */
export async function writeEvents(db: Db, events: readonly NewEvent[]): Promise<void> {
  await db.run(
    `insert into event (at, account, item, value, kind, segment)
     select at, account, item, value, kind, segment from jsonb_to_recordset($1::text::jsonb)
       as x(at timestamptz, account bigint, item int, value int, kind smallint, segment int)`,
    [JSON.stringify(events)],
  )
}

type Source = { name: MeasureName; from: string }

/** What the roll-ups would have counted, near enough in number and in shape: each row of `f` is one count. */
const sources: readonly Source[] = [
  { name: 'exposures', from: `select day, 0 as item, segment from e where kind = ${kinds.card_shown}` },
  { name: 'card_exposures', from: `select day, item, segment from e where kind = ${kinds.card_shown}` },
  { name: 'shared', from: `select day, 0 as item, segment from e where kind = ${kinds.card_shared}` },
  { name: 'questions', from: `select day, 0 as item, segment from e where kind = ${kinds.question_asked}` },
  { name: 'unanswered', from: `select day, 0 as item, segment from e where kind = ${kinds.text_unanswered}` },
  ...(['started', 'reached', 'engaged', 'funnel_language', 'funnel_card', 'funnel_topic'] as const).map(
    (name) => ({ name, from: `select day, 0 as item, segment from e where kind = ${kinds.started}` }),
  ),
  ...(['funnel_quiz', 'returned_7', 'returned_30', 'any_topic', 'contact'] as const).map((name) => ({
    name,
    from: `select day, 0 as item, segment from e where kind = ${kinds.started} and account % 3 = 0`,
  })),
  { name: 'active_day', from: 'select distinct day, 0 as item, segment, account from e' },
  {
    name: 'active_week',
    from: `select distinct date_trunc('week', day)::date as day, 0 as item, segment, account from e`,
  },
  {
    name: 'active_month',
    from: `select distinct date_trunc('month', day)::date as day, 0 as item, segment, account from e`,
  },
  {
    name: 'topic_begun',
    from: `select e.day, c.topic as item, e.segment from e join card_topic c on c.card = e.item
      where kind = ${kinds.card_shown} and e.account % 2 = 0`,
  },
  { name: 'topic_completed', from: `select day, item, segment from e where kind = ${kinds.topic_completed}` },
  { name: 'contact_opened', from: `select day, item, segment from e where kind = ${kinds.contact_opened}` },
  {
    name: 'left_at',
    from: 'select distinct on (day, account) day, item, segment, account from e order by day, account',
  },
  { name: 'helpful_yes', from: `select day, item, segment from e where kind = ${kinds.helpful_voted}` },
  { name: 'quiz_finished', from: `select day, item, segment from e where kind = ${kinds.quiz_finished}` },
]

/** Fills the roll-ups for all events, month by month, with the database's own means. */
export async function makeCounts(db: Db): Promise<void> {
  await db.run(`select brin_summarize_new_values('event_at'), brin_summarize_new_values('event_tx')`, [])
  for (let month = 0; month < 25; month++) {
    const first = `(${begins} + interval '${month} months')`
    await db.run('drop table if exists e', [])
    await db.run(
      `create table e as select (at at time zone 'Asia/Bishkek')::date as day, account, item, kind, segment from event
       where at >= ${first} and at < ${first} + interval '1 month'`,
      [],
    )
    await db.run('analyze e', [])
    for (const { name, from } of sources) {
      for (const span of spansOf(name)) await db.run(countsSql(name, span, from), [])
    }
  }
  await db.run('drop table e', [])
  for (const dimension of dimensions)
    await db.run(
      `insert into reach_part (span, start, measure, dimension, value, n)
       select r.span, r.start, r.measure, '${dimension}', coalesce(s.${dimension}, ''), sum(r.n)
       from reach_count r join segment s on s.id = r.segment where r.item = 0 group by 1, 2, 3, 5`,
      [],
    )
  await db.run(
    `update reach_state set mark = pg_snapshot_xmin(pg_current_snapshot())::text::bigint, frozen_as_of = date '${lastDay}',
       counted_at = now() where id = 1`,
    [],
  )
}

function countsSql(name: MeasureName, span: Span, from: string): string {
  const apart = keptApart(name, span).length
  const segment = apart < dimensions.length ? 's.coarse' : 's.id'
  const sets = apart === 0 ? '(2, f.item)' : `(2, f.item, ${segment}), (2, f.item)`
  return `
    insert into reach_count as r (span, start, measure, item, segment, n)
    select '${span}', ${span === 'day' ? 'f.day' : `date_trunc('${span}', f.day)::date`}, ${measures[name].number}, f.item,
      ${apart === 0 ? '0' : `coalesce(${segment}, 0)`}, count(*)
    from (${from}) f join segment s on s.id = f.segment
    group by grouping sets (${sets})
    on conflict (span, start, measure, item, segment) do update set n = r.n + excluded.n`
}
