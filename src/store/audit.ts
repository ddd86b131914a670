import type { Db, Run } from './db.ts'
import { instant } from './instant.ts'

/** A row of the audit log as it was read; `at` in UTC to the microsecond, so that no change of it goes unseen. */
export type AuditRow = {
  id: number
  at: string
  staff: number | null
  action: string
  what: unknown
  hash: string
}

/** The newest row of the audit log: how many there are, and what its hash is. */
export type AuditHead = { rows: number; hash: string }

/** Any number, as long as nothing else locks it: who writes to the log waits for who wrote before. */
const lock = 728_640
const headName = 'audit_head'

const columns = `id::int8::text as id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
  staff, action, what, encode(hash, 'hex') as hash`

/** Waits until this transaction alone writes to the log, and answers the newest row. */
export async function lockAudit(run: Run): Promise<AuditHead> {
  await run(`select pg_advisory_xact_lock(${lock})`, [])
  const [row] = await run(`select ${columns} from audit order by audit.id desc limit 1`, [])
  return row === undefined ? { rows: 0, hash: '' } : { rows: Number(row.id), hash: String(row.hash) }
}

const add = `
with p as (select $1::text::jsonb as j),
added as (
  insert into audit (id, at, staff, action, what, hash)
  select (j->>'id')::bigint, (j->>'at')::timestamptz, (j->>'staff')::int, j->>'action', j->'what', decode(j->>'hash', 'hex')
  from p)
insert into setting (name, value)
select '${headName}', jsonb_build_object('rows', (j->>'id')::bigint, 'hash', j->>'hash') from p
on conflict (name) do update set value = excluded.value`

/** Appends a row and notes it as the newest. */
export async function appendAudit(run: Run, row: AuditRow): Promise<void> {
  await run(add, [JSON.stringify(row)])
}

/** What was noted when the newest row was written; undefined while there was none. */
export async function notedHead(db: Db): Promise<AuditHead | undefined> {
  const rows = await db.run(
    `select value->>'rows' as rows, value->>'hash' as hash from setting where name = '${headName}'`,
    [],
  )
  const [row] = rows
  return row === undefined ? undefined : { rows: Number(row.rows), hash: String(row.hash) }
}

/** Rows after an id, oldest first. */
export async function auditAfter(db: Db, id: number, most: number): Promise<AuditRow[]> {
  const rows = await db.run(
    `select ${columns} from audit, (select $1::text::jsonb as j) p
     where audit.id > (j->>'id')::bigint order by audit.id limit ($1::text::jsonb->>'most')::int`,
    [JSON.stringify({ id, most })],
  )
  return rows.map((row) => ({
    id: Number(row.id),
    at: String(row.at),
    staff: row.staff === null ? null : Number(row.staff),
    action: String(row.action),
    what: row.what,
    hash: String(row.hash),
  }))
}

/** A row of the log for people to read. `name` is null for what no staff did. */
export type AuditLine = {
  id: number
  at: Date
  name: string | null
  action: string
  what: Readonly<Record<string, unknown>>
}

/** Rows before an id (none: all), newest first. */
export async function auditBefore(db: Db, id: number | undefined, most: number): Promise<AuditLine[]> {
  const rows = await db.run(
    `select audit.id, audit.at, a.name, audit.action, audit.what
     from audit left join staff_account a on a.id = audit.staff
     where audit.id < coalesce(($1::text::jsonb->>'id')::bigint, 9223372036854775807)
     order by audit.id desc limit ($1::text::jsonb->>'most')::int`,
    [JSON.stringify({ id, most })],
  )
  return rows.map((row) => ({
    id: Number(row.id),
    at: instant(row.at),
    name: row.name === null ? null : String(row.name),
    action: String(row.action),
    what: typeof row.what === 'object' ? { ...row.what } : {},
  }))
}
