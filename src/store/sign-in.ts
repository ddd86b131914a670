import type { Db, Run } from './db.ts'
import { instant } from './instant.ts'

/** A sign-in as it stands: begun on a page, to be decided in the bot, to be used once. Times in ISO 8601, UTC. */
export type SignInRow = {
  code: number
  browser: string
  staff: number | null
  expiresAt: Date
  approved: boolean
  refused: boolean
  used: boolean
}

const add = `
insert into sign_in (hash, code, browser, created_at, expires_at)
select decode(j->>'hash', 'hex'), (j->>'code')::smallint, j->>'browser', (j->>'at')::timestamptz, (j->>'until')::timestamptz
from (select $1::text::jsonb as j) p`

export async function addSignIn(
  db: Db,
  begun: { hash: string; code: number; browser: string; at: string; until: string },
): Promise<void> {
  await db.run(add, [JSON.stringify(begun)])
}

const find = `
select code, browser, staff, expires_at, approved_at is not null as approved, refused_at is not null as refused,
  used_at is not null as used
from sign_in where hash = decode($1, 'hex')`

/** Finds a sign-in by the hash of its link. With `lock`, who asks next waits until this transaction ends. */
export async function findSignIn(run: Run, hash: string, lock = false): Promise<SignInRow | undefined> {
  const [row] = await run(lock ? `${find} for update` : find, [hash])
  if (row === undefined) return undefined
  return {
    code: Number(row.code),
    browser: String(row.browser),
    staff: row.staff === null ? null : Number(row.staff),
    expiresAt: instant(row.expires_at),
    approved: row.approved === true,
    refused: row.refused === true,
    used: row.used === true,
  }
}

const approve = `
update sign_in set staff = (j->>'staff')::int, approved_at = (j->>'at')::timestamptz, expires_at = (j->>'until')::timestamptz
from (select $1::text::jsonb as j) p where hash = decode(j->>'hash', 'hex')`

/** From now on the page may go on, until the given time. */
export async function approveSignIn(
  run: Run,
  approved: { hash: string; staff: number; at: string; until: string },
): Promise<void> {
  await run(approve, [JSON.stringify(approved)])
}

const end = (column: 'refused_at' | 'used_at') => `
update sign_in set ${column} = (j->>'at')::timestamptz
from (select $1::text::jsonb as j) p
where hash = decode(j->>'hash', 'hex') and used_at is null and refused_at is null returning 1 as one`

/** Kills a sign-in; false when it was refused or used before. */
export async function refuseSignIn(run: Run, refused: { hash: string; at: string }): Promise<boolean> {
  return (await run(end('refused_at'), [JSON.stringify(refused)])).length === 1
}

/** Uses a sign-in up; false when it was refused or used before. */
export async function spendSignIn(run: Run, spent: { hash: string; at: string }): Promise<boolean> {
  return (await run(end('used_at'), [JSON.stringify(spent)])).length === 1
}

/** Removes what can no longer be used by anybody: sign-ins, invitations, tries and sessions of long ago. */
export async function pruneSignIns(db: Db): Promise<void> {
  await db.run(`delete from sign_in where expires_at < now() - interval '1 day'`, [])
  await db.run(`delete from staff_invite where expires_at < now() - interval '30 days'`, [])
  await db.run(`delete from throttle where began < now() - interval '1 day'`, [])
  await db.run(`delete from staff_session where created_at < now() - interval '30 days'`, [])
}
