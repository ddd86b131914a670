import type { Db, Run } from './db.ts'

/** What a link shows and nothing widens: at most two filters, and a month (its first day) or always the newest whole one. */
export type Locked = {
  month: string | null
  filters: readonly { dimension: string; value: string | null }[]
}

export type ShareLink = {
  id: number
  label: string
  locked: Locked
  /** Who made it. */
  by: string | null
  createdAt: Date
  expiresAt: Date
  revokedAt: Date | null
  opened: number
}

type NewLink = {
  /** SHA-256 of its token, hexadecimal. */
  hash: string
  label: string
  locked: Locked
  staff: number
  /** ISO instants. */
  at: string
  expiresAt: string
}

/** Keeps a new link; answers its id. */
export async function addLink(run: Run, link: NewLink): Promise<number> {
  const rows = await run(
    `insert into share_link (hash, label, locked, staff, created_at, expires_at)
     select decode(j->>'hash', 'hex'), j->>'label', j->'locked', (j->>'staff')::int, (j->>'at')::timestamptz,
       (j->>'expiresAt')::timestamptz
     from (select $1::text::jsonb as j) p returning id`,
    [JSON.stringify(link)],
  )
  return Number(rows[0]?.id)
}

/** Closes a link for good. False when there is none that is open. */
export async function revokeLink(run: Run, id: number, at: string): Promise<boolean> {
  const rows = await run(
    `update share_link set revoked_at = (j->>'at')::timestamptz from (select $1::text::jsonb as j) p
     where id = (j->>'id')::int and revoked_at is null returning id`,
    [JSON.stringify({ id, at })],
  )
  return rows.length > 0
}

const instant = (column: string) =>
  `to_char(l.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`
const columns = `l.id, l.label, l.locked, s.name as by, l.opened, ${['created_at', 'expires_at', 'revoked_at'].map(instant).join(', ')}`
const from = 'from share_link l left join staff_account s on s.id = l.staff'

function linkOf(row: Record<string, unknown>): ShareLink {
  return {
    id: Number(row.id),
    label: String(row.label),
    locked: row.locked as Locked,
    by: row.by === null ? null : String(row.by),
    createdAt: new Date(String(row.created_at)),
    expiresAt: new Date(String(row.expires_at)),
    revokedAt: row.revoked_at === null ? null : new Date(String(row.revoked_at)),
    opened: Number(row.opened),
  }
}

/** All links that there ever were, the newest first. */
export async function listLinks(db: Db): Promise<ShareLink[]> {
  return (await db.run(`select ${columns} ${from} order by l.id desc`, [])).map(linkOf)
}

/** The link of a token's hash while it is open. */
export async function openLink(
  db: Db,
  { hash, at }: { hash: string; at: string },
): Promise<ShareLink | undefined> {
  const [row] = await db.run(
    `select ${columns} ${from}, (select $1::text::jsonb as j) p
     where l.hash = decode(j->>'hash', 'hex') and l.revoked_at is null
       and l.expires_at > (j->>'at')::timestamptz`,
    [JSON.stringify({ hash, at })],
  )
  return row === undefined ? undefined : linkOf(row)
}

/** Counts that a link's page was opened once more. */
export async function countOpening(db: Db, id: number): Promise<void> {
  await db.run('update share_link set opened = opened + 1 where id = $1::text::int', [String(id)])
}
