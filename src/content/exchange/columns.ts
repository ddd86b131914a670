/** The columns of a translator's table in their order. The last three are hidden: they are how an import sees what changed. */
export const columns = [
  'key',
  'where',
  'source',
  'translation',
  'english',
  'state',
  'limit',
  'reviewed by',
  'reviewed on',
  'note',
  'language',
  'source print',
  'translation print',
] as const
export type Column = (typeof columns)[number]

export const hiddenColumns: readonly Column[] = ['language', 'source print', 'translation print']

/** `Перевод / translation`: a heading ends with the name by which an import knows the column again. */
export function headingOf(words: string, column: Column): string {
  return `${words} / ${column}`
}

/** Where each column stands in a row of headings. */
export function findColumns(headings: readonly string[]): ReadonlyMap<Column, number> {
  const found = new Map<Column, number>()
  for (const [at, heading] of headings.entries()) {
    const name = heading.slice(heading.lastIndexOf('/') + 1).trim()
    const column = columns.find((each) => each === name)
    if (column !== undefined && !found.has(column)) found.set(column, at)
  }
  return found
}
