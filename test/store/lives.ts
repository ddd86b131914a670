import { eventNumbers } from '../../src/reach/catalogue.ts'
import { keptApart, type MeasureName, measures, spansOf } from '../../src/reach/measures.ts'
import { segmentKey } from '../../src/reach/segment.ts'
import type { Db } from '../../src/store/db.ts'
import { segmentIds } from '../../src/store/segments.ts'
import { stored, type Told } from './recount.ts'

export const zone = 'Asia/Bishkek'
export const question = { timeZone: zone, today: '2026-11-24', now: new Date('2026-11-24T08:00:00Z') }
const names = new Map(Object.entries(measures).map(([name, { number }]) => [number, name]))
export const topicOf = (card: string) => (card.startsWith('menu') ? null : (card.split('.')[0] ?? null))
export const cards = ['a.start', 'a.end', 'b.start', 'c.one', 'menu.start']

/** The spans that a measure is kept for, and by how many dimensions it is kept apart in each. */
export function keptIn(name: string) {
  const measure = name as MeasureName
  return spansOf(measure).map((span) => ({ span, apart: keptApart(measure, span).length }))
}

export type Event = {
  account: number
  name: string
  item?: string
  value?: number
  at: string
  segment?: string
}

const write = `
with j as (select $1::text::jsonb as j),
e as (select * from jsonb_to_recordset((select j from j)) as x(account bigint, kind smallint, item text, value int, at timestamptz, segment text)),
i as (insert into item (name) select distinct item from e where item is not null on conflict (name) do nothing),
${segmentIds('select segment as key from e')}
select 1`
const place = `
insert into event (account, kind, item, value, at, segment)
select x.account, x.kind, item.id, x.value, x.at, segment.id
from jsonb_to_recordset($1::text::jsonb) as x(account bigint, kind smallint, item text, value int, at timestamptz, segment text)
left join item on item.name = x.item join segment on segment.key = x.segment`

/** Writes events as they are, each in its segment. */
export async function add(db: Db, events: readonly Event[]): Promise<void> {
  const kinds: Record<string, number> = eventNumbers
  const rows = events.map(({ name, segment = segmentKey({ language: 'ky' }), ...rest }) => ({
    kind: kinds[name],
    segment,
    ...rest,
  }))
  await db.run(write, [JSON.stringify(rows)])
  await db.run(place, [JSON.stringify(rows)])
}

/** All raw events, as a recount reads them. */
export async function raw(db: Db): Promise<Told[]> {
  const kinds = new Map(Object.entries(eventNumbers).map(([name, n]) => [n, name]))
  const rows = await db.run(
    `select e.account, e.kind, item.name as item, e.value, extract(epoch from e.at) * 1000 as ms, to_char(e.at at time zone '${zone}', 'YYYY-MM-DD') as day,
       segment.key as segment
     from event e left join item on item.id = e.item left join segment on segment.id = e.segment`,
    [],
  )
  return rows.map((row) => ({
    account: row.account === null ? null : Number(row.account),
    name: kinds.get(Number(row.kind)) ?? '',
    item: row.item === null ? null : String(row.item),
    value: row.value === null ? null : Number(row.value),
    at: Math.round(Number(row.ms)),
    day: String(row.day),
    segment: String(row.segment),
  }))
}

export async function counted(db: Db): Promise<Map<string, number>> {
  const rows = await db.run(
    `select r.span, to_char(r.start, 'YYYY-MM-DD') as start, r.measure, item.name as item, segment.key as segment, r.n
     from reach_count r left join item on item.id = r.item left join segment on segment.id = r.segment`,
    [],
  )
  return stored(rows, names)
}

/** Someone's random life between two days, in any order. */
export function lives(
  random: () => number,
  accounts: readonly number[],
  from: string,
  days: number,
): Event[] {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T
  return accounts.flatMap((account) => {
    let at = Date.parse(`${from}T00:00:00Z`) + random() * days * 86_400_000
    const known = {
      language: pick(['ky', 'ru']),
      origin: pick([null, 'KG', 'TJ']),
      source: pick(['none', 'radio']),
    }
    const told = () =>
      segmentKey({ ...known, destination: random() < 0.3 ? 'RU' : null, sex: random() < 0.2 ? 'f' : null })
    const event = (name: string, item?: string, value?: number): Event => {
      at += 1 + random() * 3 * 86_400_000 * random() ** 3
      const base = { account, name, at: new Date(at).toISOString(), segment: told() }
      return { ...base, ...(item === undefined ? {} : { item }), ...(value === undefined ? {} : { value }) }
    }
    const doing = [
      () => event('card_shown', pick(cards)),
      () => event('card_shown', pick(cards)),
      () => event('topic_completed', pick(['a', 'b'])),
      () => event('quiz_finished', 'c.quiz', 3),
      () => event('contact_opened', pick(['x', 'y'])),
      () => event('helpful_voted', pick(cards), random() < 0.5 ? 1 : 0),
      () => event('card_shared', pick(cards)),
      () => event('question_asked', pick(cards)),
      () => event('text_unanswered'),
      () => event('text_answered', pick(['a', 'b'])),
      () => event('danger_told', 'x'),
    ]
    const first = random() < 0.8 ? [event('started', 'none'), event('language_chosen', 'ky')] : []
    return [...first, ...Array.from({ length: Math.floor(random() * 12) }, () => pick(doing)())]
  })
}

/** An empty database that knows the cards and topics of the lives. */
export async function startOver(db: Db): Promise<void> {
  for (const table of [
    'event',
    'account',
    'reach_count',
    'reach_part',
    'reach_counted',
    'departed',
    'event_removed',
    'reach_late',
  ])
    await db.run(`delete from ${table}`, [])
  await db.run('update reach_state set mark = 0, frozen_as_of = null', [])
  const names = JSON.stringify([...cards, 'a', 'b', 'c', 'x', 'y', 'c.quiz', 'none', 'ky'])
  await db.run(
    'insert into item (name) select jsonb_array_elements_text($1::text::jsonb) on conflict (name) do nothing',
    [names],
  )
  await db.run(
    `insert into card_topic (card, topic) select c.id, t.id from item c join item t on t.name = split_part(c.name, '.', 1)
     where c.name like '%.%' and c.name not like 'menu%' and c.name <> 'c.quiz' on conflict do nothing`,
    [],
  )
}

/**
 * Waits until every event can be counted. Tests share one server, and the roll-ups wait for transactions of all of its
 * databases.
 */
export async function settled(db: Db): Promise<void> {
  const question = `select pg_snapshot_xmin(pg_current_snapshot())::text::bigint > coalesce(max(tx), 0) as settled from event`
  while ((await db.run(question, []))[0]?.settled !== true)
    await new Promise((resolve) => setTimeout(resolve, 5))
}
