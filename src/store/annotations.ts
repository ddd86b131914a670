import type { Run } from './db.ts'

const add = `
insert into annotation (day, kind, text, staff, at)
select (j->>'day')::date, 'staff', j->>'text', (j->>'staff')::int, (j->>'at')::timestamptz
from (select $1::text::jsonb as j) p returning id`

/** Adds a note of staff to a day (YYYY-MM-DD); answers its id. */
export async function addNote(
  run: Run,
  note: { day: string; text: string; staff: number; at: string },
): Promise<number> {
  const rows = await run(add, [JSON.stringify(note)])
  return Number(rows[0]?.id)
}

/** Takes a note away; it stays in the table. False when there is none. */
export async function removeNote(run: Run, id: number, at: string): Promise<boolean> {
  const rows = await run(
    `update annotation set removed_at = (j->>'at')::timestamptz from (select $1::text::jsonb as j) p
     where id = (j->>'id')::int and removed_at is null returning id`,
    [JSON.stringify({ id, at })],
  )
  return rows.length > 0
}
