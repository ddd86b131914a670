import type { Db, Run } from './db.ts'

export const hiddenKinds = ['card', 'fact', 'contact'] as const
export type HiddenKind = (typeof hiddenKinds)[number]

/** Something that staff hide from people: a card by `flow.node`, a fact or a contact by its id. */
export type HiddenThing = { kind: HiddenKind; id: string }
/** The same with why, since when, and by whom; the name is null when its account is gone. */
export type HiddenRow = HiddenThing & { reason: string; at: Date; by: string | null }

const read = `
select h.kind, h.id, h.reason, h.at, a.name
from hidden h left join staff_account a on a.id = h.staff order by h.at, h.kind, h.id`

/** All that is hidden, oldest first. */
export async function readHidden(db: Db): Promise<HiddenRow[]> {
  const rows = await db.run(read, [])
  return rows.flatMap((row): HiddenRow[] => {
    const kind = hiddenKinds.find((each) => each === row.kind)
    if (kind === undefined) return []
    const by = row.name === null ? null : String(row.name)
    return [{ kind, id: String(row.id), reason: String(row.reason), at: new Date(String(row.at)), by }]
  })
}

const add = `
insert into hidden (kind, id, reason, staff, at)
select j->>'kind', j->>'id', j->>'reason', (j->>'staff')::int, (j->>'at')::timestamptz from (select $1::text::jsonb as j) p
on conflict (kind, id) do nothing returning id`

/** Hides something. False when it was hidden already: the first reason stays. */
export async function hide(
  run: Run,
  thing: HiddenThing & { reason: string; staff: number; at: Date },
): Promise<boolean> {
  return (await run(add, [JSON.stringify(thing)])).length === 1
}

const remove = `
delete from hidden using (select $1::text::jsonb as j) p where kind = p.j->>'kind' and id = p.j->>'id' returning id`

/** Shows something again. False when it was not hidden. */
export async function showAgain(run: Run, thing: HiddenThing): Promise<boolean> {
  return (await run(remove, [JSON.stringify(thing)])).length === 1
}
