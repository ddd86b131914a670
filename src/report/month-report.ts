import { moveDays, moveMonths, startOfMonth } from '../campaign/days.ts'
import { canonical } from '../privacy/canonical.ts'
import { tokenHash } from '../privacy/token.ts'
import type { Db } from '../store/db.ts'
import { lastDay } from './reach-period.ts'
import type { Naming, Value, View } from './view.ts'

/** A month's report as it was made final: what its hash covers. */
export type ReportBody = {
  /** First day of the month. */
  month: string
  revision: number
  reason: string
  /** ISO instant. */
  at: string
  view: View
  /** Versions of the definitions by which it was counted. */
  versions: Readonly<Record<string, number>>
}

/** A final report, as far as a list needs it. */
export type Revision = {
  month: string
  revision: number
  reason: string
  at: Date
  /** Who made it final. */
  by: string | null
  hash: string
}
export type StoredReport = Revision & {
  body: ReportBody
  /** The numbers are still those that were hashed. */
  fits: boolean
}

const columns = `to_char(m.month, 'YYYY-MM-DD') as month, m.revision, m.reason, encode(m.hash, 'hex') as hash,
  to_char(m.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, s.name as by`
const from = 'from monthly_report m left join staff_account s on s.id = m.staff'

function revisionOf(row: Record<string, unknown>): Revision {
  return {
    month: String(row.month),
    revision: Number(row.revision),
    reason: String(row.reason),
    at: new Date(String(row.at)),
    by: row.by === null ? null : String(row.by),
    hash: String(row.hash),
  }
}

/** All final reports, the newest month and revision first; of one month when it is named. */
export async function finalReports(db: Db, month: string | null = null): Promise<Revision[]> {
  const rows = await db.run(
    `select ${columns} ${from}, (select $1::text::jsonb as j) p
     where j->>'month' is null or m.month = (j->>'month')::date
     order by m.month desc, m.revision desc`,
    [JSON.stringify({ month })],
  )
  return rows.map(revisionOf)
}

export async function storedReport(
  db: Db,
  which: { month: string; revision: number },
): Promise<StoredReport | undefined> {
  const [row] = await db.run(
    `select ${columns}, m.body ${from}, (select $1::text::jsonb as j) p
     where m.month = (j->>'month')::date and m.revision = (j->>'revision')::int`,
    [JSON.stringify(which)],
  )
  if (row === undefined) return undefined
  const revision = revisionOf(row)
  const body = row.body as ReportBody
  return { ...revision, body, fits: bodyHash(body) === revision.hash && isOf(body, revision) }
}

/** A report put in another's place has a hash that fits, but is of another month. */
function isOf(body: ReportBody, { month, revision, reason }: Revision): boolean {
  return body.month === month && body.revision === revision && body.reason === reason
}

/** SHA-256, hexadecimal, over a report as canonical JSON: a database keeps its keys in another order. */
export function bodyHash(body: ReportBody): string {
  return tokenHash(canonical(body))
}

/** From this day on a month's report can be made final: its numbers changed for the last time the day before. */
export function finalFrom(month: string): string {
  return moveDays(moveMonths(startOfMonth(month), 1), 3)
}

/** The first days of the campaign's months, the newest first. */
export function monthsSince(first: string, today: string): string[] {
  const months: string[] = []
  for (
    let month = startOfMonth(today);
    lastDay({ span: 'month', start: month }) >= first;
    month = moveMonths(month, -1)
  )
    months.push(month)
  return months
}

/** A place in a report whose value is another one now. Null where there was none, or is none any more. */
export type Difference = {
  /** `headlines`, `series` or the table's id. */
  in: string
  row: Naming
  /** The measure or column; null for a headline. */
  column: string | null
  before: Value | null
  now: Value | null
}

/** What changed from one report to the next, in the order in which it is shown. */
export function differences(before: View, now: View): Difference[] {
  const [old, fresh] = [placesOf(before), placesOf(now)]
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((key): Difference[] => {
    const [was, is] = [old.get(key), fresh.get(key)]
    const place = is ?? was
    if (place === undefined || canonical(was?.value) === canonical(is?.value)) return []
    const { in: where, row, column } = place
    return [{ in: where, row, column, before: was?.value ?? null, now: is?.value ?? null }]
  })
}

type Place = { in: string; row: Naming; column: string | null; value: Value }

function placesOf({ headlines, series, tables }: View): Map<string, Place> {
  const places: Place[] = [
    ...headlines.map(({ indicator, value }): Place => {
      return { in: 'headlines', row: { kind: 'indicator', key: indicator }, column: null, value }
    }),
    ...series.lines.flatMap(({ measure, values }) =>
      series.points.flatMap(({ name }, at): Place[] => placed('series', name, measure, values[at])),
    ),
    ...tables.flatMap(({ id, columns: names, rows }) =>
      rows.flatMap(({ name, values }) => names.flatMap((column, at) => placed(id, name, column, values[at]))),
    ),
  ]
  return new Map(places.map((place) => [canonical([place.in, place.row, place.column]), place]))
}

function placed(where: string, row: Naming, column: string, value: Value | undefined): Place[] {
  return value === undefined ? [] : [{ in: where, row, column, value }]
}
