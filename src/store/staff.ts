import type { Db, Run } from './db.ts'
import { instant } from './instant.ts'

/** Somebody of the staff. Hexadecimal and Base64 where the table has bytes. */
export type StaffRow = {
  id: number
  name: string
  role: string
  tongue: string
  digest: boolean
  /** Whose Telegram account it is; null until the invitation was used. */
  lookup: string | null
  /** The sealed second factor. */
  totp: string | null
  demo: boolean
  disabled: boolean
}

const add = `
insert into staff_account (name, role, demo, created_at)
select j->>'name', j->>'role', coalesce((j->>'demo')::boolean, false), (j->>'at')::timestamptz
from (select $1::text::jsonb as j) p returning id`

/** Adds somebody of the staff; answers the id. */
export async function addStaff(
  { run }: Pick<Db, 'run'>,
  staff: { name: string; role: string; at: string; demo?: boolean },
): Promise<number> {
  const rows = await run(add, [JSON.stringify(staff)])
  return Number(rows[0]?.id)
}

const columns = `a.id, a.name, a.role, a.tongue, a.digest, encode(a.lookup, 'hex') as lookup,
  encode(a.totp, 'base64') as totp, a.demo, a.disabled_at is not null as disabled`

function staffRow(row: Record<string, unknown>): StaffRow {
  return {
    id: Number(row.id),
    name: String(row.name),
    role: String(row.role),
    tongue: String(row.tongue),
    digest: row.digest === true,
    lookup: row.lookup === null ? null : String(row.lookup),
    totp: row.totp === null ? null : String(row.totp),
    demo: row.demo === true,
    disabled: row.disabled === true,
  }
}

/** Somebody by id. With `lock`, who changes the account next waits until this transaction ends. */
export async function findStaff(run: Run, id: number, lock = false): Promise<StaffRow | undefined> {
  const rows = await run(
    `select ${columns} from staff_account a where a.id = $1::text::int ${lock ? 'for update' : ''}`,
    [String(id)],
  )
  return rows[0] === undefined ? undefined : staffRow(rows[0])
}

/** Whose Telegram account this is. */
export async function staffOf(run: Run, lookup: string): Promise<StaffRow | undefined> {
  const rows = await run(`select ${columns} from staff_account a where a.lookup = decode($1, 'hex')`, [
    lookup,
  ])
  return rows[0] === undefined ? undefined : staffRow(rows[0])
}

/** All of a name who are not disabled: names are for people, and kept apart only among them. */
export async function staffNamed(run: Run, name: string): Promise<StaffRow[]> {
  const rows = await run(
    `select ${columns} from staff_account a where lower(a.name) = lower($1) and a.disabled_at is null`,
    [name],
  )
  return rows.map(staffRow)
}

/** The account of the demonstration for a role. */
export async function findDemo(run: Run, role: string): Promise<number | undefined> {
  const [row] = await run('select id from staff_account where demo and role = $1 order by id limit 1', [role])
  return row === undefined ? undefined : Number(row.id)
}

/** Admins who are not disabled, each locked until this transaction ends. */
export async function lockAdmins(run: Run): Promise<number[]> {
  const rows = await run(
    `select id from staff_account where role = 'admin' and disabled_at is null order by id for update`,
    [],
  )
  return rows.map(({ id }) => Number(id))
}

export type ListedStaff = StaffRow & { seenAt: Date | null }

/** All of the staff, by name; who is disabled comes last. */
export async function listStaff(db: Db): Promise<ListedStaff[]> {
  const rows = await db.run(
    `select ${columns}, (select max(s.seen_at) from staff_session s where s.staff = a.id) as seen_at
     from staff_account a order by a.disabled_at is not null, lower(a.name), a.id`,
    [],
  )
  return rows.map((row) => ({
    ...staffRow(row),
    seenAt: row.seen_at === null ? null : instant(row.seen_at),
  }))
}

/** What may be changed of somebody; what is not named stays. Null takes away. */
export type StaffChange = {
  name?: string
  role?: string
  tongue?: string
  digest?: boolean
  /** Hexadecimal and Base64. */
  lookup?: string | null
  chat?: string | null
  totp?: string | null
  disabledAt?: string | null
}

const change = `
update staff_account set
  name = coalesce(j->>'name', name), role = coalesce(j->>'role', role), tongue = coalesce(j->>'tongue', tongue),
  digest = coalesce((j->>'digest')::boolean, digest),
  lookup = case when j ? 'lookup' then decode(j->>'lookup', 'hex') else lookup end,
  chat = case when j ? 'chat' then decode(j->>'chat', 'base64') else chat end,
  totp = case when j ? 'totp' then decode(j->>'totp', 'base64') else totp end,
  totp_step = case when j ? 'totp' then null else totp_step end,
  disabled_at = case when j ? 'disabledAt' then (j->>'disabledAt')::timestamptz else disabled_at end
from (select $1::text::jsonb as j) p where id = (j->>'id')::int`

export async function changeStaff(run: Run, id: number, changed: StaffChange): Promise<void> {
  await run(change, [JSON.stringify({ ...changed, id })])
}

const step = `
update staff_account set totp_step = (j->>'step')::bigint from (select $1::text::jsonb as j) p
where id = (j->>'staff')::int and (totp_step is null or totp_step < (j->>'step')::bigint) returning 1 as one`

/** Takes a 30-second step of the second factor; false when it, or a later one, was taken before. */
export async function takeStep(run: Run, staff: number, taken: number): Promise<boolean> {
  return (await run(step, [JSON.stringify({ staff, step: taken })])).length === 1
}
