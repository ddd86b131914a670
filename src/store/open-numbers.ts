import { moveMonths } from '../campaign/days.ts'
import { firstLiveDay } from '../reach/freeze.ts'
import { type MeasureName, measureOf, measures } from '../reach/measures.ts'
import { type MonthCounts, type OpenCount, openCounts, openMeasures } from '../reach/open-counts.ts'
import type { Dimension } from '../reach/segment.ts'
import type { Db, Run } from './db.ts'
import { publishPeople } from './open-people.ts'

/** A mark that a measure of a month was published, whatever it has rows for. */
const done = 'done'

const closed = `
select to_char(frozen_as_of, 'YYYY-MM-DD') as frozen,
  (select to_char(min(start), 'YYYY-MM-DD') from reach_count where span = 'month' and segment = 0 and n <> 0) as first
from reach_state where id = 1`
const published = `select to_char(month, 'YYYY-MM-DD') as month, measure from open_count where kind = '${done}'`

/**
 * Publishes what other programs may read: of every measure each month that is closed, after suppression, once. What is
 * published never changes, so comparing two readings tells nothing. Answers how many measures of months were new.
 */
export async function publishCounts(db: Db): Promise<number> {
  const [state] = await db.run(closed, [])
  if (state === undefined || state.frozen === null || state.first === null) return 0
  const known = new Set((await db.run(published, [])).map(({ month, measure }) => `${month} ${measure}`))
  let made = 0
  for (
    let month = String(state.first);
    month < firstLiveDay(String(state.frozen), 0);
    month = moveMonths(month, 1)
  ) {
    const due = openMeasures.filter(
      (name) =>
        month < firstLiveDay(String(state.frozen), measureOf(name).lag ?? 0) &&
        !known.has(`${month} ${name}`),
    )
    if (due.length === 0) continue
    await db.transaction((run) => publish(run, month, due))
    made += due.length
  }
  await db.transaction((run) => publishPeople(run, firstLiveDay(String(state.frozen), 0)))
  return made
}

const save = `
insert into open_count (month, measure, kind, name, count, shown)
select $1::text::date, measure, kind, name, count, shown
from jsonb_to_recordset($2::text::jsonb) as x(measure text, kind text, name text, count int, shown text)
on conflict (month, measure, kind, name) do nothing`

async function publish(run: Run, month: string, due: readonly MeasureName[]): Promise<void> {
  const counts = await readMonth(run, month)
  const rows = due.flatMap((measure) => [
    { measure, kind: done, name: '', count: null, shown: 'hidden' },
    ...openCounts(measure, counts).map(rowOf),
  ])
  await run(save, [month, JSON.stringify(rows)])
}

function rowOf({ measure, kind, name, cell }: OpenCount) {
  return { measure, kind, name, count: cell.kind === 'exact' ? cell.count : null, shown: cell.kind }
}

const readTotals = `
select r.measure, coalesce(item.name, '') as item, r.n from reach_count r left join item on item.id = r.item
where r.span = 'month' and r.start = $1::text::date and r.segment = 0 and r.n <> 0`
const readParts = `
select measure, dimension, value, n from reach_part where span = 'month' and start = $1::text::date and n <> 0`
/** All values that were ever told: where one has nobody, a table that hides something must not say so. */
const readValues = `select distinct dimension, value from reach_part where span = 'month'`
const readItems = `
select distinct r.measure, item.name as item from reach_count r join item on item.id = r.item
where r.span = 'month' and r.segment = 0`

async function readMonth(run: Run, month: string): Promise<MonthCounts> {
  const totals = await run(readTotals, [month])
  const parts = await run(readParts, [month])
  const values = await run(readValues, [])
  const items = await run(readItems, [])
  const numbered = (name: MeasureName) => measures[name].number
  return {
    total: (name) =>
      Number(totals.find(({ measure, item }) => Number(measure) === numbered(name) && item === '')?.n ?? 0),
    by: (name, dimension) => withZeros(namesOf(values, dimension), ofMeasure(parts, name, dimension)),
    items: (name) =>
      withZeros(
        items.filter(({ measure }) => Number(measure) === numbered(name)).map(({ item }) => String(item)),
        totals
          .filter(({ measure }) => Number(measure) === numbered(name))
          .map(({ item, n }) => [String(item), Number(n)]),
      ),
  }
}

function namesOf(values: readonly Record<string, unknown>[], by: Dimension): string[] {
  return values.filter(({ dimension }) => dimension === by).map(({ value }) => String(value))
}

function ofMeasure(
  parts: readonly Record<string, unknown>[],
  name: MeasureName,
  by: Dimension,
): [string, number][] {
  return parts
    .filter(({ measure, dimension }) => Number(measure) === measures[name].number && dimension === by)
    .map(({ value, n }) => [String(value), Number(n)])
}

function withZeros(names: readonly string[], counts: readonly [string, number][]): Map<string, number> {
  return new Map([...[...names].sort().map((name): [string, number] => [name, 0]), ...counts])
}
