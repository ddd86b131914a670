import { type MeasureName, measures, type Span } from '../reach/measures.ts'
import { type Dimension, dimensions } from '../reach/segment.ts'
import type { Db } from '../store/db.ts'

/** A count kept apart by some dimensions; `values` in their order, null where it is not known of the account. */
export type Tally = { start: string; measure: MeasureName; values: readonly (string | null)[]; n: number }

const nameOf = new Map<number, MeasureName>(
  Object.entries(measures).map(([name, { number }]) => [number, name as MeasureName] as const),
)

function measureNamed(number: unknown): MeasureName {
  const name = nameOf.get(Number(number))
  if (name === undefined) throw new Error(`There is no measure ${number}`)
  return name
}

type Asked = { span: Span; starts: readonly string[]; measures: readonly MeasureName[] }

/** Parameters of a question: $1 the span, $2 first days, $3 numbers of measures. */
function paramsOf({ span, starts, measures: names }: Asked): string[] {
  return [span, `{${starts.join()}}`, numbersOf(names)]
}

function numbersOf(names: readonly MeasureName[]): string {
  return `{${names.map((name) => measures[name].number).join()}}`
}

/*
 * Each period and measure is looked up by itself (`offset 0` keeps PostgreSQL from turning that into a join over all
 * periods): only rows that are asked for are read, however many there are.
 */
const each = (columns: string, table: string, where: string) => `
from unnest($2::text::date[]) as t(start) cross join unnest($3::text::smallint[]) as m(measure)
  cross join lateral (
    select ${columns} from ${table} r
    where r.span = $1::text and r.start = t.start and r.measure = m.measure and r.n <> 0 and ${where} offset 0) c`
const start = `to_char(t.start, 'YYYY-MM-DD') as start`

/**
 * Sums of counts without an item, kept apart by each of some lists of dimensions. The answer has one list of tallies
 * for each list of dimensions. Lists of one dimension are read as they are; others with one pass over the segments.
 */
export async function tally(
  db: Db,
  question: Asked,
  sets: readonly (readonly Dimension[])[],
): Promise<Tally[][]> {
  return sets.every(({ length }) => length === 1)
    ? await oneByOne(db, question, sets.flat())
    : await together(db, question, sets)
}

async function oneByOne(db: Db, question: Asked, by: readonly Dimension[]): Promise<Tally[][]> {
  const result = await db.run(
    `select ${start}, m.measure, c.dimension, nullif(c.value, '') as value, c.n
     ${each('r.dimension, r.value, r.n', 'reach_part', 'r.dimension = any ($4::text::text[])')}`,
    [...paramsOf(question), `{${by.join()}}`],
  )
  return by.map((dimension) =>
    result
      .filter((row) => row.dimension === dimension)
      .map((row) => ({
        start: String(row.start),
        measure: measureNamed(row.measure),
        values: [row.value === null ? null : String(row.value)],
        n: Number(row.n),
      })),
  )
}

async function together(
  db: Db,
  question: Asked,
  sets: readonly (readonly Dimension[])[],
): Promise<Tally[][]> {
  const used = dimensions.filter((dimension) => sets.some((set) => set.includes(dimension)))
  const columns = used.map((dimension) => `s.${dimension}`)
  const grouped = sets.map(
    (set) => `(${['t.start', 'm.measure', ...set.map((each) => `s.${each}`)].join(', ')})`,
  )
  const result = await db.run(
    `select ${start}, m.measure, ${[...columns, `grouping(${columns.join(', ')})::int as apart`].join(', ')}, sum(c.n)::int as n
     ${each('r.segment, r.n', 'reach_count', 'r.item = 0 and r.segment <> 0')} join segment s on s.id = c.segment
     group by grouping sets (${grouped.join(', ')}) having sum(c.n) <> 0`,
    paramsOf(question),
  )
  const masks = sets.map((set) =>
    used.reduce((mask, dimension) => mask * 2 + (set.includes(dimension) ? 0 : 1), 0),
  )
  return sets.map((set, at) =>
    result
      .filter((row) => Number(row.apart) === masks[at])
      .map((row) => ({
        start: String(row.start),
        measure: measureNamed(row.measure),
        values: set.map((dimension) => (row[dimension] === null ? null : String(row[dimension]))),
        n: Number(row.n),
      })),
  )
}

/** Totals of periods: a row a period and measure, zero ones left out. */
export async function totals(
  db: Db,
  question: { span: Span; from: string; to: string; measures: readonly MeasureName[] },
): Promise<{ start: string; measure: MeasureName; n: number }[]> {
  const { span, from, to, measures: names } = question
  const result = await db.run(
    `select to_char(c.start, 'YYYY-MM-DD') as start, m.measure, c.n
     from unnest($2::text::smallint[]) as m(measure) cross join lateral (
       select r.start, r.n from reach_count r
       where r.span = $1::text and r.measure = m.measure and r.start between $3::text::date and $4::text::date
         and r.item = 0 and r.segment = 0 and r.n <> 0 offset 0) c`,
    [span, numbersOf(names), from, to],
  )
  return result.map((row) => ({
    start: String(row.start),
    measure: measureNamed(row.measure),
    n: Number(row.n),
  }))
}

export type ItemTally = { measure: MeasureName; item: string; value: string | null; n: number }

/** Counts of cards, topics, contacts in one period: all together, or kept apart by one of the coarse dimensions. */
export async function itemTally(
  db: Db,
  question: { span: Span; starts: readonly string[]; measures: readonly MeasureName[] },
  by: Dimension | null,
): Promise<ItemTally[]> {
  const apart = by === null ? 'null' : `s.${by}`
  const result = await db.run(
    `select m.measure, item.name as item, ${apart} as value, sum(c.n)::int as n
     ${each('r.item, r.segment, r.n', 'reach_count', `r.item <> 0 and r.segment ${by === null ? '= 0' : '<> 0'}`)}
     join item on item.id = c.item ${by === null ? '' : 'join segment s on s.id = c.segment'}
     group by m.measure, item.name${by === null ? '' : `, s.${by}`} having sum(c.n) <> 0`,
    paramsOf(question),
  )
  return result.map((row) => ({
    measure: measureNamed(row.measure),
    item: String(row.item),
    value: row.value === null ? null : String(row.value),
    n: Number(row.n),
  }))
}
