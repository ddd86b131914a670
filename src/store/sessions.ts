import type { Db, Run } from './db.ts'
import { instant } from './instant.ts'

/** A session with whose it is, as it stands in the tables. */
export type SessionRow = {
  session: number
  staff: number
  name: string
  role: string
  tongue: string
  csrf: string
  seenAt: Date
}

const add = `
insert into staff_session (hash, staff, csrf, browser, created_at, seen_at)
select decode(j->>'hash', 'hex'), (j->>'staff')::int, j->>'csrf', j->>'browser', (j->>'at')::timestamptz, (j->>'at')::timestamptz
from (select $1::text::jsonb as j) p returning id`

/** Keeps a session of somebody of the staff; answers its id. */
export async function addSession(
  { run }: Pick<Db, 'run'>,
  session: { hash: string; staff: number; csrf: string; browser: string; at: string },
): Promise<number> {
  const rows = await run(add, [JSON.stringify(session)])
  return Number(rows[0]?.id)
}

/** Neither ended nor run out; `idle` and `absolute` are instants after which it was seen and begun. */
const alive = `s.ended_at is null and s.seen_at > (p.j->>'idle')::timestamptz and s.created_at > (p.j->>'absolute')::timestamptz`

const find = `
select s.id as session, s.staff, a.name, a.role, a.tongue, s.csrf, s.seen_at
from (select $1::text::jsonb as j) p
join staff_session s on s.hash = decode(p.j->>'hash', 'hex')
join staff_account a on a.id = s.staff
where a.disabled_at is null and ${alive}`

/**
 * Finds a session that has neither ended nor run out, of an account that is not disabled.
 *
 * @param idle it must have been seen after this instant
 * @param absolute it must have begun after this instant
 */
export async function findSession(
  db: Db,
  asked: { hash: string; idle: string; absolute: string },
): Promise<SessionRow | undefined> {
  const [row] = await db.run(find, [JSON.stringify(asked)])
  if (row === undefined) return undefined
  return {
    session: Number(row.session),
    staff: Number(row.staff),
    name: String(row.name),
    role: String(row.role),
    tongue: String(row.tongue),
    csrf: String(row.csrf),
    seenAt: instant(row.seen_at),
  }
}

/** Notes that a session was seen. */
export async function touchSession(db: Db, session: number, at: string): Promise<void> {
  const json = JSON.stringify({ session, at })
  await db.run(
    `update staff_session set seen_at = (j->>'at')::timestamptz
     from (select $1::text::jsonb as j) p where id = (j->>'session')::int`,
    [json],
  )
}

/** A session as its owner sees it. */
export type OwnSession = { id: number; browser: string; begunAt: Date; seenAt: Date }

const own = `
select s.id, s.browser, s.created_at, s.seen_at from staff_session s, (select $1::text::jsonb as j) p
where s.staff = (p.j->>'staff')::int and ${alive} order by s.seen_at desc, s.id desc`

/** The sessions of somebody that are open, the last seen first. */
export async function openSessionsOf(
  db: Db,
  asked: { staff: number; idle: string; absolute: string },
): Promise<OwnSession[]> {
  const rows = await db.run(own, [JSON.stringify(asked)])
  return rows.map((row) => ({
    id: Number(row.id),
    browser: String(row.browser),
    begunAt: instant(row.created_at),
    seenAt: instant(row.seen_at),
  }))
}

const end = `
update staff_session set ended_at = (j->>'at')::timestamptz
from (select $1::text::jsonb as j) p
where staff = (j->>'staff')::int and ended_at is null
  and (j->>'only' is null or id = (j->>'only')::int) and (j->>'except' is null or id <> (j->>'except')::int)
returning id`

/** Ends sessions of somebody: all, one (`only`), or all but one (`except`). Answers how many. */
export async function endSessions(
  run: Run,
  ended: { staff: number; at: string; only?: number; except?: number },
): Promise<number> {
  return (await run(end, [JSON.stringify(ended)])).length
}
