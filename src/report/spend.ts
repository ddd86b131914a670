import type { Db } from '../store/db.ts'

export type Spend = {
  id: number
  day: string
  /** Null: of the campaign as a whole. */
  output: string | null
  amount: number
  what: string
  evidence: string
  by: string | null
  at: Date
  removed: boolean
}

/** All entries, newest day first; also what was removed, marked so. */
export async function listSpend(db: Db): Promise<Spend[]> {
  const rows = await db.run(
    `select s.id, to_char(s.day, 'YYYY-MM-DD') as day, s.output, s.amount::text as amount, s.what, s.evidence, a.name as by,
       s.at, s.removed_at is not null as removed
     from spend s left join staff_account a on a.id = s.staff order by s.day desc, s.id desc`,
    [],
  )
  return rows.map((row) => ({
    id: Number(row.id),
    day: String(row.day),
    output: row.output === null ? null : String(row.output),
    amount: Number(row.amount),
    what: String(row.what),
    evidence: String(row.evidence),
    by: row.by === null ? null : String(row.by),
    at: new Date(String(row.at)),
    removed: row.removed === true,
  }))
}

export type SpendTotals = {
  total: number
  /** By output; null is the campaign as a whole. Outputs without any are missing. */
  byOutput: ReadonlyMap<string | null, number>
}

/** Spend up to a day (YYYY-MM-DD), itself included. */
export async function spendUntil(db: Db, until: string): Promise<SpendTotals> {
  const rows = await db.run(
    `select output, sum(amount)::text as amount from spend
     where removed_at is null and day <= $1::text::date group by output`,
    [until],
  )
  const byOutput = new Map(
    rows.map(({ output, amount }) => [output === null ? null : String(output), Number(amount)] as const),
  )
  const cents = [...byOutput.values()].reduce((sum, amount) => sum + Math.round(amount * 100), 0)
  return { total: cents / 100, byOutput }
}
