import { eventNumbers } from '../reach/catalogue.ts'
import type { Db } from './db.ts'
import { isStaff } from './invites.ts'
import { segmentIds } from './segments.ts'
import type { SpoolRecord } from './spool.ts'

/*
 * A spooled turn is taken up once: an update that is already seen does nothing. A newer state is left alone; the
 * four choices (language, counting, stopped, forget) of a record count only when nothing was saved since. A turn whose
 * write was given up as too slow and came through after all still gets its exposures. Without the database little is
 * known of a person: whoever the database knows stays in the segment of the newest event.
 */
const statement = `
with r as materialized (
  select * from jsonb_to_record($1::text::jsonb) as x(
    update bigint, account bigint, lookup text, chat text, at timestamptz, received timestamptz, state jsonb, language text, counting text,
    stopped boolean, source text, segment text, forget boolean, blocked boolean, delivered boolean, day date, events jsonb)),
seen as (
  insert into seen_update (id, at, delivered) select update, received, true from r on conflict (id) do nothing returning id),
now_seen as materialized (select r.* from r join seen on seen.id = r.update),
answered as (
  update seen_update s set delivered = r.delivered from r
  where s.id = r.update and s.delivered is null and not exists (select from now_seen) returning s.cards),
shown as materialized (
  select a.id as account, r.at, r.segment, card.name
  from answered cross join lateral jsonb_array_elements_text(answered.cards) as card(name), r
  join account a on a.lookup = decode(r.lookup, 'hex')
  where r.delivered and a.counting <> 'uncounted'),
known as materialized (
  select a.id, a.counting, a.turn_at from account a join now_seen r on a.lookup = decode(r.lookup, 'hex') for update of a),
made as (
  insert into account (id, lookup, chat, version, state, language, counting, stopped, source, staff, created_at, turn_at)
  select account, decode(lookup, 'hex'), decode(chat, 'base64'), 1, state, language, coalesce(counting, 'unasked'),
         coalesce(stopped, false), source, ${isStaff('now_seen.lookup')}, received, received
  from now_seen where not forget and not blocked and not exists (select from known)
  on conflict (lookup) do nothing returning id, counting),
moved as (
  update account a set version = a.version + 1, language = coalesce(r.language, a.language),
    counting = coalesce(r.counting, a.counting), stopped = coalesce(r.stopped, a.stopped),
    reachable = case when r.blocked then 'blocked' else 'yes' end, turn_at = r.received,
    state = a.state || jsonb_strip_nulls(jsonb_build_object(
      'language', r.language, 'counting', r.counting, 'stopped', r.stopped))
  from now_seen r, known
  where a.id = known.id and known.turn_at <= r.received and not r.forget returning a.id),
gone as (delete from account a using known, now_seen r where a.id = known.id and r.forget returning a.id),
orphaned as (update event set account = null where account in (select id from gone)),
uncounted as (
  delete from event where account in (
    select known.id from known, now_seen r where r.counting = 'uncounted' and known.turn_at <= r.received)
  returning at, item, value, kind, segment, tx),
removed as (
  insert into event_removed (at, item, value, kind, segment, tx)
  select at, item, value, kind, segment, tx from uncounted),
parted as (
  insert into departed (account) select id from gone
  union select known.id from known, now_seen r where r.counting = 'uncounted' and known.turn_at <= r.received
  on conflict do nothing),
unasked as (delete from request where account in (select id from gone)),
unsent as (delete from sent_message where account in (select id from gone)),
owner as materialized (
  select known.id from known, now_seen r where not r.forget
    and (case when known.turn_at <= r.received then coalesce(r.counting, known.counting) else known.counting end) <> 'uncounted'
  union all
  select made.id from made where made.counting <> 'uncounted'),
e as materialized (
  select x.* from now_seen r cross join lateral jsonb_to_recordset(r.events) as x(kind smallint, item text, value int)),
new_item as (
  insert into item (name) select distinct wanted.item from (select item from e union select name from shown) wanted
  where wanted.item is not null and wanted.item not in (select name from item)
  order by 1 on conflict (name) do update set name = excluded.name returning id, name),
names as materialized (
  select id, name from new_item union all
  select i.id, i.name from item i where i.name in (select item from e union select name from shown) and i.name not in (select name from new_item)),
latest as materialized (
  select known.id as account, (select v.segment from event v where v.account = known.id order by v.at desc limit 1) as segment
  from known),
${segmentIds('select segment as key from r')},
happened as (
  insert into event (at, account, item, value, kind, segment)
  select r.at, owner.id, names.id, e.value, e.kind, coalesce(latest.segment, place.id)
  from owner left join latest on latest.account = owner.id, now_seen r left join place on place.key = r.segment, e left join names on names.name = e.item
  where e.kind <> ${eventNumbers.started} or not exists (select from known)
  union all
  select shown.at, shown.account, names.id, null, ${eventNumbers.card_shown}, coalesce(latest.segment, place.id)
  from shown join names on names.name = shown.name
    left join latest on latest.account = shown.account left join place on place.key = shown.segment),
tallied as (
  insert into uncounted_day (day, kind, count)
  select r.day, e.kind, count(*) from now_seen r, e
  where not exists (select from owner) and not r.forget and not r.blocked group by r.day, e.kind
  on conflict (day, kind) do update set count = uncounted_day.count + excluded.count)
select count(*)::int as taken from now_seen`

/**
 * Saves one spooled turn.
 *
 * @param fresh the state and the account's integer for a person whom the database has not met
 * @param day the record's day in the campaign's time zone, for the daily count of the uncounted
 */
export async function replayRecord(
  db: Db,
  record: SpoolRecord,
  { fresh, day }: { fresh: { account: number; state: unknown }; day: string },
): Promise<void> {
  await db.run(statement, [JSON.stringify({ ...record, ...fresh, day })])
}
