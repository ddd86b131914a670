import { eventNumbers } from '../reach/catalogue.ts'
import type { Db } from './db.ts'
import { isStaff } from './invites.ts'
import { segmentIds } from './segments.ts'

/** An account as a turn needs it. */
export type SavedAccount = {
  id: number
  lookup: string
  version: number
  state: unknown
  secrets: string | null
  /** The bot's newest message in the chat: its keyboard goes when another message follows. */
  keyboard: number | null
}

export type GroupRead = { accounts: SavedAccount[]; seen: number[] }

/** One turn to be saved. `version` is that of the state it was stepped from; a fresh account has none yet. */
export type TurnRow = {
  update: number
  account: number
  fresh: boolean
  version: number
  lookup: string
  chat: string
  state: unknown
  language: string | null
  counting: string
  stopped: boolean
  source: string | null
  secrets: string | null
  secrets_until: string | null
  at: string
  /** Approved cards in the reply: exposures, once it is delivered. */
  cards: string[]
  /** A person who acts can be reached; one who blocked the bot cannot. */
  reachable: 'yes' | 'blocked'
  /** The person asked to be forgotten: the account goes, its events lose it. */
  forget: boolean
  /** The person does not want to be counted: the account's events go. */
  uncount: boolean
}

export type EventRow = {
  update: number
  account: number | null
  at: string
  kind: number
  item: string | null
  value: number | null
  /** What is known of the account, as {@link segmentKey} writes it. */
  segment: string
}
export type RequestRow = { update: number; account: number; kind: string; card: string; at: string }
export type TallyRow = { update: number; day: string; kind: number }

/** How a reply went: it is saved with the next group, and makes the turn's cards exposures, once. */
export type OutcomeRow = {
  update: number
  account: number
  at: string
  delivered: boolean
  reachable: 'blocked' | 'deactivated' | null
  segment: string
  /** Ids of new messages, and of those that were deleted. */
  messages: number[]
  cleared: number[]
}

export type Group = {
  turns: TurnRow[]
  events: EventRow[]
  requests: RequestRow[]
  tallies: TallyRow[]
  outcomes: OutcomeRow[]
}

const readStatement = `
select jsonb_build_object(
  'accounts', coalesce((
    select jsonb_agg(jsonb_build_object(
      'id', a.id, 'lookup', encode(a.lookup, 'hex'), 'version', a.version, 'state', a.state,
      'secrets', case when a.secrets_until > now() then encode(a.secrets, 'base64') end,
      'keyboard', (select max(m.id) from sent_message m where m.account = a.id)))
    from account a
    where a.lookup in (select decode(value, 'hex') from jsonb_array_elements_text(p.j->'lookups'))), '[]'),
  'seen', coalesce((
    select jsonb_agg(s.id) from seen_update s
    where s.id in (select value::bigint from jsonb_array_elements_text(p.j->'updates'))), '[]')) as result
from (select $1::text::jsonb as j) p`

/** Reads all that a group of turns needs, with one statement. */
export async function readGroup(db: Db, lookups: string[], updates: number[]): Promise<GroupRead> {
  const rows = await db.run(readStatement, [JSON.stringify({ lookups, updates })])
  return rows[0]?.result as GroupRead
}

/*
 * One statement writes a whole group. A turn is won when its account still has the version that it was stepped from;
 * only then are its update's id, events and requests written, so that all of a turn happens once or not at all.
 * Accounts are locked in the order of their ids: two writers with the same people cannot deadlock.
 */
const writeStatement = `
with p as (select $1::text::jsonb as j),
t as materialized (
  select * from jsonb_to_recordset((select j->'turns' from p)) as x(
    update bigint, account bigint, fresh boolean, version int, lookup text, chat text, state jsonb, language text,
    counting text, stopped boolean, source text, secrets text, secrets_until timestamptz, at timestamptz,
    cards jsonb, reachable text, forget boolean, uncount boolean)
  where not exists (select from seen_update s where s.id = x.update)),
e as materialized (
  select * from jsonb_to_recordset((select j->'events' from p)) as x(
    update bigint, account bigint, at timestamptz, kind smallint, item text, value int, segment text)),
o as materialized (
  select * from jsonb_to_recordset((select j->'outcomes' from p)) as x(
    update bigint, account bigint, at timestamptz, delivered boolean, reachable text,
    segment text, messages jsonb, cleared jsonb)),
locked as materialized (
  select a.id from account a join t on t.account = a.id where not t.fresh order by a.id for update of a),
made as (
  insert into account (id, lookup, chat, version, state, language, counting, stopped, source, secrets, secrets_until,
                       staff, created_at, turn_at)
  select account, decode(lookup, 'hex'), decode(chat, 'base64'), version + 1, state, language, counting, stopped, source,
         decode(secrets, 'base64'), secrets_until, ${isStaff('t.lookup')}, at, at
  from t where fresh and not forget order by lookup
  on conflict (lookup) do nothing returning id),
moved as (
  update account a set version = a.version + 1, state = t.state, language = t.language, counting = t.counting,
    stopped = t.stopped, source = t.source, secrets = decode(t.secrets, 'base64'), secrets_until = t.secrets_until,
    reachable = t.reachable, turn_at = t.at
  from t join locked on locked.id = t.account
  where a.id = t.account and a.version = t.version and not t.forget returning a.id),
gone as (
  delete from account a using t join locked on locked.id = t.account
  where a.id = t.account and a.version = t.version and t.forget returning a.id),
won as materialized (
  select t.update, t.account, t.at, t.cards, t.forget, t.uncount from t
  where t.account in (select id from made union all select id from moved union all select id from gone)
     or (t.fresh and t.forget)),
seen as (
  insert into seen_update (id, at, cards) select update, at, cards from won order by update on conflict (id) do nothing),
orphaned as (
  update event set account = null where account in (select account from won where forget)),
uncounted as (
  delete from event where account in (select account from won where uncount) returning at, item, value, kind, segment, tx),
removed as (
  insert into event_removed (at, item, value, kind, segment, tx)
  select at, item, value, kind, segment, tx from uncounted),
parted as (
  insert into departed (account) select account from won where forget or uncount order by account on conflict do nothing),
unasked as (
  delete from request where account in (select account from won where forget)),
unsent as (
  delete from sent_message where account in (select account from won where forget)),
answered as materialized (
  update seen_update s set delivered = o.delivered from o
  where s.id = o.update and s.delivered is null returning s.id, s.cards),
shown as materialized (
  select o.account, o.at, o.segment, card.name from o
  join answered on answered.id = o.update
  join account a on a.id = o.account
  cross join lateral jsonb_array_elements_text(answered.cards) as card(name)
  where o.delivered and a.counting <> 'uncounted'
    and o.account not in (select account from won where forget or uncount)),
names as (select item as name from e where item is not null union select name from shown),
new_item as (
  insert into item (name) select name from names where name not in (select name from item) order by name
  on conflict (name) do update set name = excluded.name returning id, name),
known as materialized (
  select id, name from new_item union all
  select i.id, i.name from item i join names on names.name = i.name where i.name not in (select name from new_item)),
${segmentIds('select segment as key from e union select segment from shown')},
happened as (
  insert into event (at, account, item, value, kind, segment)
  select e.at, case when won.forget then null else e.account end, known.id, e.value, e.kind, place.id
  from e join won on won.update = e.update
    left join known on known.name = e.item left join place on place.key = e.segment
  union all
  select shown.at, shown.account, known.id, null, ${eventNumbers.card_shown}, place.id
  from shown join known on known.name = shown.name left join place on place.key = shown.segment),
asked as (
  insert into request (account, kind, card, at)
  select r.account, r.kind, r.card, r.at
  from jsonb_to_recordset((select j->'requests' from p)) as r(update bigint, account bigint, kind text, card text, at timestamptz)
  join won on won.update = r.update and not won.forget),
tallied as (
  insert into uncounted_day (day, kind, count)
  select u.day, u.kind, count(*) from jsonb_to_recordset((select j->'tallies' from p)) as u(update bigint, day date, kind smallint)
  join won on won.update = u.update group by u.day, u.kind order by u.day, u.kind
  on conflict (day, kind) do update set count = uncounted_day.count + excluded.count),
messages as (
  insert into sent_message (account, id, at)
  select o.account, m.id::bigint, o.at from o
  join account a on a.id = o.account
  cross join lateral jsonb_array_elements_text(o.messages) as m(id)
  where o.account not in (select account from won where forget)
  order by 1, 2 on conflict do nothing),
cleared as (
  delete from sent_message m using o
  where m.account = o.account and o.cleared @> to_jsonb(m.id)),
unreachable as (
  update account a set reachable = o.reachable from o
  where a.id = o.account and o.reachable is not null and o.account not in (select account from t))
select coalesce(jsonb_agg(update), '[]') as won from won`

/** Saves a group with one statement. Answers the updates whose turn was saved; the others lost their state's version. */
export async function writeGroup(db: Db, group: Group): Promise<number[]> {
  const rows = await db.run(writeStatement, [JSON.stringify(group)])
  return rows[0]?.won as number[]
}
