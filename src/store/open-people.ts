import { ageFields, type PeopleField, sexFields } from '../campaign/activity.ts'
import { type Cell, isFew, sum, suppress } from '../reach/suppress.ts'
import type { Run } from './db.ts'

const read = `
select to_char(date_trunc('month', day), 'YYYY-MM-DD') as month, kind, district, people
from activity where removed_at is null and day < $1::text::date and people ? 'total'`
const clear = `delete from open_count where measure = 'people'`
const save = `
insert into open_count (month, measure, kind, name, count, shown)
select month, 'people', kind, name, count, shown
from jsonb_to_recordset($1::text::jsonb) as x(month date, kind text, name text, count int, shown text)`

type Activity = { kind: string; district: string; people: Partial<Record<PeopleField, number>> }

/**
 * How many people were at activities in each month before a day, after suppression. Staff may type in or correct an
 * activity of a month that is over, so these months are written anew each time.
 */
export async function publishPeople(run: Run, before: string): Promise<void> {
  const months = new Map<string, Activity[]>()
  for (const row of await run(read, [before])) {
    const month = String(row.month)
    const activity = {
      kind: String(row.kind),
      district: String(row.district),
      people: row.people as Activity['people'],
    }
    months.set(month, [...(months.get(month) ?? []), activity])
  }
  const rows = [...months].flatMap(([month, activities]) =>
    peopleOf(activities).map((row) => ({ month, ...row })),
  )
  await run(clear, [])
  if (rows.length > 0) await run(save, [JSON.stringify(rows)])
}

type PeopleRow = { kind: string; name: string; count: number | null; shown: string }

function peopleOf(activities: readonly Activity[]): PeopleRow[] {
  const of = (field: PeopleField) => sum(activities.map(({ people }) => people[field] ?? 0))
  const total = of('total')
  const byField = (fields: readonly PeopleField[]) =>
    new Map(fields.map((field): [string, number] => [field, of(field)]))
  const by = (name: (activity: Activity) => string) => {
    const counts = new Map<string, number>()
    for (const each of activities)
      counts.set(name(each), (counts.get(name(each)) ?? 0) + (each.people.total ?? 0))
    return counts
  }
  return [
    rowOf('total', '', isFew(total) ? { kind: 'few' } : { kind: 'exact', count: total }),
    ...table('sex', total, byField(sexFields)),
    ...table('age', total, byField(ageFields)),
    ...table('disability', total, byField(['disability'])),
    ...table(
      'activity',
      total,
      by(({ kind }) => kind),
    ),
    ...table(
      'district',
      total,
      by(({ district }) => district),
    ),
  ]
}

/** Who is in none of the parts is a part as well: a reader who knows the total could work out the others with it. */
function table(kind: string, total: number, parts: ReadonlyMap<string, number>): PeopleRow[] {
  const all = new Map([...parts, ['', Math.max(0, total - sum([...parts.values()]))]])
  const names = [...all.keys()]
  return suppress([...all.values()]).flatMap((cell, at) =>
    cell.kind === 'exact' && cell.count === 0 ? [] : [rowOf(kind, names[at] ?? '', cell)],
  )
}

function rowOf(kind: string, name: string, cell: Cell): PeopleRow {
  return { kind, name, count: cell.kind === 'exact' ? cell.count : null, shown: cell.kind }
}
