import type { FigureKind } from '../campaign/logframe.ts'
import type { By } from './activities.ts'
import type { Run } from './db.ts'

export type NewFigure = {
  indicator: string
  kind: FigureKind
  /** Last day of what it is for. */
  day: string
  /** With at most two decimals, as text. */
  value: string
  evidence: string
}

const add = `
insert into logframe_number (indicator, kind, day, value, evidence, staff, at)
select j->>'indicator', j->>'kind', (j->>'day')::date, (j->>'value')::numeric, j->>'evidence', (j->>'staff')::int,
  (j->>'at')::timestamptz
from (select $1::text::jsonb as j) p returning id`

/** Adds a number of the logframe beside the older ones, which stay; answers its id. */
export async function addFigure(run: Run, figure: NewFigure, { staff, at }: By): Promise<number> {
  const [row] = await run(add, [JSON.stringify({ ...figure, staff, at: at.toISOString() })])
  return Number(row?.id)
}

const remove = `
update logframe_number set removed_at = (j->>'at')::timestamptz from (select $1::text::jsonb as j) p
where id = (j->>'id')::int and removed_at is null returning indicator`
const restore = `
update logframe_number set removed_at = null from (select $1::text::jsonb as j) p
where id = (j->>'id')::int and removed_at is not null returning indicator`

/** Removes a number so that the one before it counts again; answers whose it was, or undefined when there was none. */
export async function removeFigure(run: Run, id: number, at: Date): Promise<string | undefined> {
  const [row] = await run(remove, [JSON.stringify({ id, at: at.toISOString() })])
  return row === undefined ? undefined : String(row.indicator)
}

export async function restoreFigure(run: Run, id: number): Promise<string | undefined> {
  const [row] = await run(restore, [JSON.stringify({ id })])
  return row === undefined ? undefined : String(row.indicator)
}
