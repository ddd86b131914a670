import { type Cell, smallestShown } from '../reach/suppress.ts'
import type { LanguageRow, TopicRow } from '../report/overview.ts'
import { type Name, number } from './names.ts'

/** A table of one dimension: a row's name, and one or two columns of counts. */
export type Breakdown = {
  id: string
  heading: string
  says: string
  /** What the rows are. */
  dimension: string
  columns: readonly string[]
  rows: readonly { name: Name; cells: readonly Cell[] }[]
}

export function languageTable(rows: readonly LanguageRow[], nameOf: (language: string | null) => Name) {
  return {
    id: 'languages',
    heading: 'By language',
    says: 'The language that the account had chosen at that moment.',
    dimension: 'Language',
    columns: ['Accounts reached', 'Cards shown'],
    rows: rows.map(({ language, reached, exposures }) => ({
      name: nameOf(language),
      cells: [reached, exposures],
    })),
  } satisfies Breakdown
}

export function topicTable(rows: readonly TopicRow[], nameOf: (topic: string) => Name) {
  return {
    id: 'topics',
    heading: 'By topic',
    says: 'What the shown cards were about. “Other” are cards of no topic, such as urgent help.',
    dimension: 'Topic',
    columns: ['Cards shown'],
    rows: rows.map(({ topic, exposures }) => ({ name: nameOf(topic), cells: [exposures] })),
  } satisfies Breakdown
}

export function BreakdownTable({ table }: { table: Breakdown }) {
  const cells = table.rows.flatMap((row) => row.cells)
  const most = table.columns.map((_, at) => Math.max(1, ...table.rows.map((row) => sizeOf(row.cells[at]))))
  return (
    <section class="card breakdown" aria-labelledby={table.id}>
      <h2 id={table.id}>{table.heading}</h2>
      <p class="says">{table.says}</p>
      {cells.every(({ kind }) => kind === 'hidden') ? (
        <p class="too-few">
          Too few to show apart without pointing at somebody. The table fills as the numbers grow.
        </p>
      ) : (
        <Rows table={table} most={most} />
      )}
      <Legend cells={cells} />
    </section>
  )
}

function Rows({ table, most }: { table: Breakdown; most: readonly number[] }) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{table.dimension}</th>
          {table.columns.map((column) => (
            <th scope="col" class="count">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {table.rows.map(({ name, cells }) => (
          <tr>
            <th scope="row" lang={name.lang}>
              {name.text}
            </th>
            {cells.map((cell, at) => (
              <td class={cell.kind === 'exact' ? 'count' : 'count kept-back'}>
                {wordsOf(cell)}
                <Bar share={sizeOf(cell) / (most[at] ?? 1)} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** A width cannot be a style here (no inline styles), but it can be a number of a picture. */
function Bar({ share }: { share: number }) {
  return (
    <svg class="bar" aria-hidden="true">
      <rect class="track" width="100%" height="100%" rx="3" />
      {share > 0 && (
        <rect class="fill" width={`${Math.max(1.5, share * 100).toFixed(1)}%`} height="100%" rx="3" />
      )}
    </svg>
  )
}

function Legend({ cells }: { cells: readonly Cell[] }) {
  const few = cells.some(({ kind }) => kind === 'few')
  const hidden = cells.some(({ kind }) => kind === 'hidden') && !cells.every(({ kind }) => kind === 'hidden')
  if (!few && !hidden) return null
  return (
    <p class="legend">
      {few && `“<${smallestShown}” is a number from 1 to ${smallestShown - 1}: so few could be recognised. `}
      {hidden && '“Hidden” is kept back so that nobody can work a small number out from the total.'}
    </p>
  )
}

function sizeOf(cell: Cell | undefined): number {
  return cell?.kind === 'exact' ? cell.count : 0
}

function wordsOf(cell: Cell): string {
  switch (cell.kind) {
    case 'exact':
      return number(cell.count)
    case 'few':
      return `<${smallestShown}`
    case 'hidden':
      return 'hidden'
  }
}
