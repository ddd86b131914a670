import type { Db, Run } from './db.ts'
import { instant } from './instant.ts'

/** A link by which somebody of the staff binds a Telegram account. */
export type InviteRow = { staff: number; expiresAt: Date; used: boolean }

const add = `
with p as (select $1::text::jsonb as j),
older as (delete from staff_invite using p where staff = (j->>'staff')::int)
insert into staff_invite (hash, staff, expires_at)
select decode(j->>'hash', 'hex'), (j->>'staff')::int, (j->>'until')::timestamptz from p`

/** Keeps an invitation; older ones of the same person open nothing any more. */
export async function addInvite(
  run: Run,
  invite: { hash: string; staff: number; until: string },
): Promise<void> {
  await run(add, [JSON.stringify(invite)])
}

export async function findInvite(run: Run, hash: string): Promise<InviteRow | undefined> {
  const rows = await run(
    `select staff, expires_at, used_at is not null as used from staff_invite
     where hash = decode($1, 'hex')`,
    [hash],
  )
  const [row] = rows
  if (row === undefined) return undefined
  return { staff: Number(row.staff), expiresAt: instant(row.expires_at), used: row.used === true }
}

const use = `
update staff_invite set used_at = (j->>'at')::timestamptz
from (select $1::text::jsonb as j) p where hash = decode(j->>'hash', 'hex')`

export async function useInvite(run: Run, used: { hash: string; at: string }): Promise<void> {
  await run(use, [JSON.stringify(used)])
}

/** Whether a hexadecimal lookup is that of somebody of the staff, as SQL: an account that they make later is theirs too. */
export const isStaff = (lookup: string) =>
  `exists (select from staff_account s where s.lookup = decode(${lookup}, 'hex'))`

/** As "don't count me" does in a turn: what the account did is counted no more, what follows never is. */
const mark = `
with mine as materialized (
  update account set staff = true where lookup = decode($1, 'hex') and not staff returning id),
uncounted as (
  delete from event where account in (select id from mine) returning at, item, value, kind, segment, tx),
removed as (
  insert into event_removed (at, item, value, kind, segment, tx)
  select at, item, value, kind, segment, tx from uncounted)
insert into departed (account) select id from mine on conflict do nothing`

/** Staff are never counted: an account of the campaign that is theirs loses its events. */
export async function markAsStaff(run: Run, lookup: string): Promise<void> {
  await run(mark, [lookup])
}

const seat = `
insert into staff_account (name, role, lookup, chat, created_at)
select j->>'name', j->>'role', decode(j->>'lookup', 'hex'), decode(j->>'chat', 'base64'), (j->>'at')::timestamptz
from (select $1::text::jsonb as j) p on conflict (lookup) do nothing returning id`

/** Adds somebody with a Telegram account; undefined when that account is somebody's already. */
export async function seatStaff(
  run: Run,
  seated: { name: string; role: string; lookup: string; chat: string; at: string },
): Promise<number | undefined> {
  const [row] = await run(seat, [JSON.stringify(seated)])
  return row === undefined ? undefined : Number(row.id)
}

const retire = `
with demo as (
  update staff_account set disabled_at = coalesce(disabled_at, now()) where demo returning id)
update staff_session set ended_at = now() where ended_at is null and staff in (select id from demo)`

/** Closes what the demonstration opened. */
export async function retireDemo(db: Db): Promise<void> {
  await db.run(retire, [])
}
