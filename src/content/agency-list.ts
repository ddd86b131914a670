import { stringify } from 'csv-stringify/sync'
import { type Agency, agencyColumns, parseAgencies } from './agencies.ts'
import { fromCsv } from './csv.ts'
import type { Finding } from './finding.ts'

/** How the official list calls what we need; `also` may be missing. */
export type Headings = { name: string; permit: string; countries: string; until: string; also: string }

/**
 * Makes `content/agencies.csv` of the rows of an official list.
 *
 * @param rows the list as a table of texts, its headings in the first row
 * @param list.dated the list's own date (YYYY-MM-DD); list.source its official page
 * @returns the file, or what is wrong, with the row's number in the list
 */
export function makeAgencyList(
  rows: readonly (readonly string[])[],
  headings: Headings,
  list: { dated: string; source: string },
): { csv: string } | { problems: string[] } {
  const [head = [], ...body] = rows
  const columns = new Map(head.map((heading, index) => [heading.trim().toLowerCase(), index]))
  const missing = Object.entries(headings).filter(
    ([column, heading]) => column !== 'also' && !columns.has(heading.toLowerCase()),
  )
  if (missing.length > 0) {
    return {
      problems: missing.map(
        ([column, heading]) =>
          `There is no column "${heading}". Name the right one: --${column} "…". The list has: ${head.join(', ')}`,
      ),
    }
  }
  const cell = (row: readonly string[], heading: string) =>
    (row[columns.get(heading.toLowerCase()) ?? -1] ?? '').trim()
  const agencies = body
    .filter((row) => row.some((each) => each.trim() !== ''))
    .map(
      (row): Agency => ({
        name: cell(row, headings.name),
        also: cell(row, headings.also),
        permit: cell(row, headings.permit),
        countries: cell(row, headings.countries),
        until: isoDay(cell(row, headings.until)),
        listed: list.dated,
        source: list.source,
      }),
    )
  const csv = stringify(agencies, { header: true, columns: [...agencyColumns] })
  const findings: Finding[] = []
  parseAgencies(csv, 'row', findings)
  if (findings.length > 0) return { problems: findings.map(({ line, message }) => `Row ${line}: ${message}`) }
  return { csv }
}

/** The rows of a CSV file that have anything in them, with the headings. */
export function readCsv(csv: string): string[][] {
  return fromCsv(csv).filter((row) => row.some((cell) => cell !== ''))
}

/** 01.03.2027 or 2027-03-01 as 2027-03-01; anything else stays, to be named as wrong. */
function isoDay(text: string): string {
  const [, day = '', month = '', year = ''] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text) ?? []
  return year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
