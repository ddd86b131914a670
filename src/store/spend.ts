import type { By } from './activities.ts'
import type { Run } from './db.ts'

export type NewSpend = {
  day: string
  /** Null: of the campaign as a whole. */
  output: string | null
  /** With at most two decimals, as text: money is never a binary fraction. */
  amount: string
  what: string
  evidence: string
}

const add = `
insert into spend (day, output, amount, what, evidence, staff, at)
select (j->>'day')::date, j->>'output', (j->>'amount')::numeric, j->>'what', j->>'evidence', (j->>'staff')::int,
  (j->>'at')::timestamptz
from (select $1::text::jsonb as j) p returning id`

/** Notes money that was spent; answers its id. */
export async function addSpend(run: Run, spend: NewSpend, { staff, at }: By): Promise<number> {
  const [row] = await run(add, [JSON.stringify({ ...spend, staff, at: at.toISOString() })])
  return Number(row?.id)
}

const remove = `
update spend set removed_at = (j->>'at')::timestamptz from (select $1::text::jsonb as j) p
where id = (j->>'id')::int and removed_at is null returning id`
const restore = `
update spend set removed_at = null from (select $1::text::jsonb as j) p
where id = (j->>'id')::int and removed_at is not null returning id`

/** Takes an entry out of all sums; it stays and can be restored. False when there was none to remove. */
export async function removeSpend(run: Run, id: number, at: Date): Promise<boolean> {
  return (await run(remove, [JSON.stringify({ id, at: at.toISOString() })])).length === 1
}

/** False when the entry was not removed. */
export async function restoreSpend(run: Run, id: number): Promise<boolean> {
  return (await run(restore, [JSON.stringify({ id })])).length === 1
}
