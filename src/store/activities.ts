import type { ActivityEntry } from '../campaign/activity.ts'
import type { Run } from './db.ts'

export type EvidenceFile = { name: string; bytes: Uint8Array }
export type By = { staff: number; at: Date }

const columns = `day, district, kind, partner, people, entry_code, remark, evidence_link`
const values = `(e->>'day')::date, e->>'district', e->>'kind', e->>'partner', e->'people', e->>'entryCode', e->>'remark',
  e->>'evidenceLink'`

const add = `
insert into activity (${columns}, evidence_name, evidence_file, import_key, staff, at)
select ${values}, e->>'fileName', decode(e->>'file', 'base64'), e->>'importKey', (j->>'staff')::int, (j->>'at')::timestamptz
from (select $1::text::jsonb as j) p, jsonb_array_elements(j->'entries') as e
on conflict (import_key) do nothing returning id`

/** Adds an activity; answers its id. */
export async function addActivity(
  run: Run,
  entry: ActivityEntry,
  file: EvidenceFile | undefined,
  by: By,
): Promise<number> {
  const [row] = await run(add, [json({ entries: [{ ...entry, ...carried(file) }] }, by)])
  return Number(row?.id)
}

export type ImportedEntry = ActivityEntry & { importKey: string }

/** Adds what is not there yet by its import key, whether it was removed or not; answers how many were added. */
export async function importActivities(run: Run, entries: readonly ImportedEntry[], by: By): Promise<number> {
  const rows = await run(add, [json({ entries }, by)])
  return rows.length
}

const change = `
update activity set (${columns}) = (select ${values}),
  evidence_name = coalesce(e->>'fileName', evidence_name),
  evidence_file = coalesce(decode(e->>'file', 'base64'), evidence_file)
from (select $1::text::jsonb as j) p, jsonb_array_elements(j->'entries') as e
where id = (j->>'id')::int and removed_at is null returning id`

/** Changes an activity; its file stays where no other is given. False when there is none, or it was removed. */
export async function changeActivity(
  run: Run,
  id: number,
  entry: ActivityEntry,
  file: EvidenceFile | undefined,
): Promise<boolean> {
  const rows = await run(change, [JSON.stringify({ id, entries: [{ ...entry, ...carried(file) }] })])
  return rows.length === 1
}

const remove = `
update activity set removed_at = (j->>'at')::timestamptz from (select $1::text::jsonb as j) p
where id = (j->>'id')::int and removed_at is null returning id`
const restore = `
update activity set removed_at = null from (select $1::text::jsonb as j) p
where id = (j->>'id')::int and removed_at is not null returning id`

/** Takes an activity out of all counts; it stays and can be restored. False when there was none to remove. */
export async function removeActivity(run: Run, id: number, at: Date): Promise<boolean> {
  return (await run(remove, [JSON.stringify({ id, at: at.toISOString() })])).length === 1
}

/** Takes a removed activity back into the counts. False when it was not removed. */
export async function restoreActivity(run: Run, id: number): Promise<boolean> {
  return (await run(restore, [JSON.stringify({ id })])).length === 1
}

const known = `
select import_key, removed_at is not null as removed from activity
where import_key in (select jsonb_array_elements_text($1::text::jsonb))`

/** Which import keys are there already, and whether the activity was removed. */
export async function knownImports(
  run: Run,
  keys: readonly string[],
): Promise<Map<string, 'there' | 'removed'>> {
  const rows = await run(known, [JSON.stringify(keys)])
  return new Map(rows.map((row) => [String(row.import_key), row.removed === true ? 'removed' : 'there']))
}

function json(more: object, { staff, at }: By): string {
  return JSON.stringify({ ...more, staff, at: at.toISOString() })
}

function carried(file: EvidenceFile | undefined): { fileName: string; file: string } | undefined {
  return file === undefined
    ? undefined
    : { fileName: file.name, file: Buffer.from(file.bytes).toString('base64') }
}
