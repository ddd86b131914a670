import type { Db } from './db.ts'

const cards = `
with wanted as (select w->>0 as card, w->>1 as topic from jsonb_array_elements($1::text::jsonb) as x(w)),
names as (
  insert into item (name) select distinct name from (select card as name from wanted union select topic from wanted) n
  where name not in (select name from item) order by name on conflict (name) do update set name = excluded.name
  returning id, name),
known as (
  select id, name from names union all
  select i.id, i.name from item i where i.name in (select card from wanted union select topic from wanted)
    and i.name not in (select name from names)),
gone as (
  delete from card_topic where card not in (select k.id from known k join wanted on wanted.card = k.name))
insert into card_topic (card, topic)
select c.id, t.id from wanted join known c on c.name = wanted.card join known t on t.name = wanted.topic
order by c.id on conflict (card) do update set topic = excluded.topic where card_topic.topic <> excluded.topic`

/** Tells the database of which topic each card is, as the script says now: pairs of card and topic. */
export async function saveCardTopics(db: Db, topics: readonly (readonly [string, string])[]): Promise<void> {
  await db.run(cards, [JSON.stringify(topics)])
}

/** Notes how many accounts can be written to, for a day (YYYY-MM-DD); the last time of a day stands. */
export async function recordReachable(db: Db, day: string): Promise<void> {
  await db.run(
    `insert into reachable_day (day, language, n)
     select (j->>'day')::date, coalesce(language, ''), count(*)
     from (select $1::text::jsonb as j) p cross join account
     where reachable = 'yes' and not stopped and not staff group by 1, 2
     on conflict (day, language) do update set n = excluded.n`,
    [JSON.stringify({ day })],
  )
}

/** Events keep their account for 12 months: long enough for every number that needs it. */
const keptMonths = 12
const atOnce = 2000

/** Takes the account off events that are older, some at a time. What they counted for stands. */
export async function loseOldAccounts(db: Db): Promise<void> {
  for (let lost = atOnce; lost === atOnce; ) {
    const [row] = await db.run(
      `with old as (
         select ctid from event where at < now() - interval '${keptMonths} months' and account is not null limit ${atOnce}),
       lost as (update event set account = null where ctid in (select ctid from old) returning 1)
       select count(*)::int as n from lost`,
      [],
    )
    lost = Number(row?.n)
  }
}
