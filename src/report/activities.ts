import {
  type ActivityKind,
  activityKinds,
  type People,
  type PeopleField,
  peopleFields,
} from '../campaign/activity.ts'
import type { Cell } from '../reach/suppress.ts'
import type { Db } from '../store/db.ts'

/** Which activities are asked for; a part that is missing asks for all. Days are YYYY-MM-DD, both included. */
export type ActivityFilter = {
  kinds?: readonly ActivityKind[] | undefined
  district?: string | undefined
  from?: string | undefined
  until?: string | undefined
  /** True: those that were taken out, and only those. */
  removed?: boolean | undefined
}

export type Activity = {
  id: number
  day: string
  district: string
  kind: ActivityKind
  partner: string
  people: People
  entryCode: string | null
  remark: string
  evidenceLink: string | null
  evidenceName: string | null
  synthetic: boolean
  removed: boolean
  /** Who wrote it, where that is known. */
  by: string | null
}

/**
 * New accounts that came by an entry code in the week of an activity and the next, one answer for each that is asked
 * for, in its order; null: not collected. Its answers went through suppression. They are shown beside people who were
 * counted at the activity, and never added to them.
 */
export type Arrivals = (asked: readonly { code: string; day: string }[]) => Promise<readonly (Cell | null)[]>

const wanted = `
from activity a, (select $1::text::jsonb as j) p
where (a.removed_at is not null) = coalesce((j->>'removed')::boolean, false)
  and (j->'kinds' is null or j->'kinds' ? a.kind)
  and (j->>'district' is null or a.district = j->>'district')
  and (j->>'from' is null or a.day >= (j->>'from')::date)
  and (j->>'until' is null or a.day <= (j->>'until')::date)`

const shown = `a.id, to_char(a.day, 'YYYY-MM-DD') as day, a.district, a.kind, a.partner, a.people, a.entry_code, a.remark,
  a.evidence_link, a.evidence_name, a.synthetic, a.removed_at is not null as removed,
  (select s.name from staff_account s where s.id = a.staff) as by`

/** Some of the activities, newest first. */
export async function listActivities(
  db: Db,
  filter: ActivityFilter,
  { skip, most }: { skip: number; most: number },
): Promise<Activity[]> {
  const rows = await db.run(
    `select ${shown} ${wanted} order by a.day desc, a.id desc offset $2::text::int limit $3::text::int`,
    [JSON.stringify(filter), String(skip), String(most)],
  )
  return rows.map(activityOf)
}

export async function activityById(db: Db, id: number): Promise<Activity | undefined> {
  const [row] = await db.run(`select ${shown} from activity a where a.id = $1::text::int`, [String(id)])
  return row === undefined ? undefined : activityOf(row)
}

/** Sums over activities: people whom staff counted at events, exact. The audience is radio's estimate. */
export type ActivityTotals = Readonly<Record<PeopleField, number>> & {
  events: number
  /** Activities whose people nobody counted. */
  uncounted: number
  /** Women and girls. */
  females: number
  /** Those whose sex was written down. */
  bySex: number
  /** Those whose age was written down. */
  byAge: number
}

const sums = peopleFields
  .map((field) => `coalesce(sum((a.people->>'${field}')::bigint), 0)::float8 as "${field}"`)
  .join(', ')

export async function activityTotals(db: Db, filter: ActivityFilter): Promise<ActivityTotals> {
  const [row = {}] = await db.run(
    `select count(*)::int as events,
       (count(*) filter (where a.people->'total' is null and a.people->'audience' is null))::int as uncounted, ${sums} ${wanted}`,
    [JSON.stringify(filter)],
  )
  const n = (name: string) => Number(row[name])
  const summed = Object.fromEntries(peopleFields.map((field) => [field, n(field)])) as Record<
    PeopleField,
    number
  >
  const bySex = summed.women + summed.men + summed.girls + summed.boys
  const byAge = summed['under-18'] + summed['18-24'] + summed['25-34'] + summed['35-49'] + summed['50-up']
  return {
    ...summed,
    // Who was counted without a word of sex or age is as unknown as who was counted as such.
    'sex-unknown': summed.total - bySex,
    'age-unknown': summed.total - byAge,
    events: n('events'),
    uncounted: n('uncounted'),
    females: summed.women + summed.girls,
    bySex,
    byAge,
  }
}

/** Districts and partners that were written before, for suggestions and filters. */
export async function activityNames(db: Db): Promise<{ districts: string[]; partners: string[] }> {
  const names = async (column: 'district' | 'partner') => {
    const rows = await db.run(
      `select distinct ${column} as name from activity where removed_at is null and ${column} <> '' order by 1 limit 500`,
      [],
    )
    return rows.map(({ name }) => String(name))
  }
  return { districts: await names('district'), partners: await names('partner') }
}

export async function evidenceFile(
  db: Db,
  id: number,
): Promise<{ name: string; bytes: Uint8Array } | undefined> {
  const [row] = await db.run(
    `select evidence_name as name, encode(evidence_file, 'base64') as file from activity
     where id = $1::text::int and evidence_file is not null`,
    [String(id)],
  )
  if (row === undefined) return undefined
  return { name: String(row.name), bytes: Buffer.from(String(row.file), 'base64') }
}

function activityOf(row: Record<string, unknown>): Activity {
  const text = (value: unknown) => (value === null ? null : String(value))
  return {
    id: Number(row.id),
    day: String(row.day),
    district: String(row.district),
    kind: activityKinds.find((kind) => kind === row.kind) ?? 'other',
    partner: String(row.partner),
    people: row.people as People,
    entryCode: text(row.entry_code),
    remark: String(row.remark),
    evidenceLink: text(row.evidence_link),
    evidenceName: text(row.evidence_name),
    synthetic: row.synthetic === true,
    removed: row.removed === true,
    by: text(row.by),
  }
}
