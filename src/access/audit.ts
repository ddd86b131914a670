import { canonical } from '../privacy/canonical.ts'
import { tokenHash } from '../privacy/token.ts'
import {
  type AuditHead,
  type AuditRow,
  appendAudit,
  auditAfter,
  lockAudit,
  notedHead,
} from '../store/audit.ts'
import type { Db, Run } from '../store/db.ts'

export type AuditEntry = {
  /** Who did it; null for the operator's commands and the program itself. */
  staff: number | null
  /** `area.verb`, such as `staff.invite`. */
  action: string
  /** A small object: ids, names of things, numbers. Never a text of a person, a secret or a token. */
  what: Readonly<Record<string, unknown>>
  at: Date
}

/**
 * Writes what was done to the audit log, in the transaction that does it: both happen or neither. Call it as the last
 * statement: whoever writes to the log waits until this transaction ends.
 *
 * Each row's hash is SHA-256 over the hash of the row before it (hexadecimal, nothing for the first) and the row as
 * {@link canonical} JSON.
 */
export async function record(run: Run, { staff, action, what, at }: AuditEntry): Promise<void> {
  const head = await lockAudit(run)
  const row = {
    id: head.rows + 1,
    // PostgreSQL keeps microseconds: all of them are covered.
    at: at.toISOString().replace('Z', '000Z'),
    staff,
    action,
    what: JSON.parse(JSON.stringify(what)),
  }
  await appendAudit(run, { ...row, hash: chained(head.hash, row) })
}

function chained(before: string, { id, at, staff, action, what }: Omit<AuditRow, 'hash'>): string {
  return tokenHash(before + canonical({ id, at, staff, action, what }))
}

/** What a walk along the chain found. `id` is the first row that is not what was written. */
export type AuditState =
  | ({ kind: 'whole' } & AuditHead)
  | { kind: 'broken'; id: number; why: 'changed' | 'missing' | 'not the one expected' }

const chunk = 1000

/**
 * Walks along the whole log, a chunk at a time. Finds a row that was changed, added in between or removed, and rows cut
 * off the end without mending the note of the newest. Who may write all of the database can make a chain anew or cut
 * both: this is found only against a head (`rows` and `hash`) that was noted somewhere else, given as `expected`.
 */
export async function verifyAudit(db: Db, expected?: AuditHead): Promise<AuditState> {
  const heads = [await notedHead(db), expected].filter((head) => head !== undefined)
  let at: AuditHead = { rows: 0, hash: '' }
  for (;;) {
    const rows = await auditAfter(db, at.rows, chunk)
    for (const row of rows) {
      const broken = wrongIn(at, row)
      if (broken !== undefined) return broken
      at = { rows: row.id, hash: row.hash }
      if (heads.some((head) => head.rows === row.id && head.hash !== row.hash))
        return { kind: 'broken', id: row.id, why: 'not the one expected' }
    }
    if (rows.length < chunk) break
  }
  const cut = heads.some(({ rows }) => rows > at.rows)
  return cut ? { kind: 'broken', id: at.rows + 1, why: 'missing' } : { kind: 'whole', ...at }
}

function wrongIn(before: AuditHead, row: AuditRow): AuditState | undefined {
  if (row.id !== before.rows + 1) return { kind: 'broken', id: before.rows + 1, why: 'missing' }
  return chained(before.hash, row) === row.hash ? undefined : { kind: 'broken', id: row.id, why: 'changed' }
}
