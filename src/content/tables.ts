import { z } from 'zod'

/** One row of a table: its name as it stands on papers, other ways to write it, and its fields. */
export type Row = {
  name: string
  also: readonly string[]
  fields: Readonly<Record<string, string | number>>
}

/** Rows by their ids, and the names of their fields. */
export type Table = {
  fields: readonly string[]
  rows: ReadonlyMap<string, Row>
}

const rowSchema = z
  .object({ name: z.string().min(1), also: z.array(z.string().min(1)).default([]) })
  .catchall(z.union([z.string(), z.number()]))

const rowId = z
  .string()
  .max(20)
  .regex(/^[a-z0-9-]+$/, 'must be small letters, digits and hyphens')

/** One file of `content/tables/`. Fields besides `name` and `also` are small words such as `sum`. */
export const tableSchema = z.strictObject({
  rows: z.record(rowId, rowSchema),
})

export function makeTable({ rows }: z.infer<typeof tableSchema>): Table {
  const made = Object.entries(rows).map(([id, { name, also, ...fields }]): [string, Row] => [
    id,
    { name, also, fields },
  ])
  const names = new Set(made.flatMap(([, row]) => Object.keys(row.fields)))
  return { fields: [...names], rows: new Map(made) }
}

/**
 * Ids of the rows that somebody may mean by what was typed, best first: the whole name, its beginning, a word's
 * beginning, a part, and last a name with at most two slips of the finger.
 */
export function findRows({ rows }: Table, typed: string, most: number): string[] {
  const wanted = folded(typed)
  if (wanted === '') return []
  const ranked = [...rows].flatMap(([id, row]) => {
    const rank = Math.min(...[row.name, ...row.also].map((name) => rankOf(folded(name), wanted)))
    return Number.isFinite(rank) ? [{ id, rank }] : []
  })
  const best = Math.min(...ranked.map(({ rank }) => rank))
  // Slips of the finger are forgiven only where nothing fits better.
  return ranked
    .filter(({ rank }) => rank < slip || best >= slip)
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ id }) => id)
}

const slip = 4

function rankOf(name: string, wanted: string): number {
  if (name === wanted) return 0
  if (wanted.length < 2) return Number.POSITIVE_INFINITY
  if (name.startsWith(wanted)) return 1
  if (name.includes(` ${wanted}`)) return 2
  if (wanted.length > 2 && name.includes(wanted)) return 3
  const slips = wanted.length < 5 ? 0 : wanted.length < 8 ? 1 : 2
  const close = slips > 0 && [name, ...name.split(' ')].some((each) => distance(each, wanted) <= slips)
  return close ? slip : Number.POSITIVE_INFINITY
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/ё/g, 'е')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** How many letters must be changed, added or left out to make one word of the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1]
    for (const [j, other] of [...b].entries()) {
      const change = (row[j] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
