import type { Db } from './db.ts'

/** What an operator did for the day on which the disk dies. */
export type Care = 'last_backup' | 'last_restore_test'

const note = `
insert into setting (name, value) select j->>'name', j->'at' from (select $1::text::jsonb as j) p
on conflict (name) do update set value = excluded.value`

/** Notes when it was done; the staff pages say when that is too long ago. */
export async function noteCare(db: Db, name: Care, at: Date): Promise<void> {
  await db.run(note, [JSON.stringify({ name, at })])
}

/** Rows of each table, by its name. */
export async function tableCounts(db: Db): Promise<ReadonlyMap<string, number>> {
  const tables = await db.run(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`,
    [],
  )
  const counts = new Map<string, number>()
  for (const { name } of tables) {
    const [row] = await db.run(`select count(*) as n from "${String(name)}"`, [])
    counts.set(String(name), Number(row?.n))
  }
  return counts
}

/** Tells under which secret a database was filled, without telling the secret; undefined for a new one. */
export async function secretCheckOf(db: Db): Promise<string | undefined> {
  const [row] = await db.run(`select value #>> '{}' as value from setting where name = 'secret_check'`, [])
  return row === undefined ? undefined : String(row.value)
}
