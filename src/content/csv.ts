import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

/** A cell that begins so may be run as a formula by a spreadsheet (OWASP, CSV Injection). */
const formula = /^[=+\-@\t\r]/

/**
 * Rows as a CSV file that Excel opens: UTF-8 with its mark at the beginning, `,` between, CRLF at the end of lines. A
 * text that a spreadsheet could take for a formula gets an apostrophe before it; numbers stay numbers, negative too.
 */
export function toCsv(rows: readonly (readonly (string | number)[])[]): string {
  const guarded = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? cell : guard(cell))))
  // Only the delimiter of rows is quoted by itself: a single line break in a cell would end its row.
  return stringify(guarded, { bom: true, record_delimiter: 'windows', quoted_match: /[\r\n]/ })
}

function guard(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** A text that is no table. The message is English, for the operator. */
export class CsvFault extends Error {
  override readonly name = 'CsvFault'
}

/**
 * Reads a table with `,`, `;` or tabs between its cells, whichever its first line has most of. Empty rows stay, so that
 * a row's place is the one that a spreadsheet shows. Throws a {@link CsvFault}.
 */
export function fromCsv(text: string): string[][] {
  try {
    return parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      relax_column_count: true,
      relax_quotes: true,
    })
  } catch (error) {
    if (error instanceof CsvError) throw new CsvFault(error.message)
    throw error
  }
}

function delimiterOf(text: string): string {
  const [head = ''] = text.replace(/"[^"]*"/g, '').split(/[\r\n]/, 1)
  const times = (char: string) => head.split(char).length
  return [',', ';', '\t'].reduce((best, char) => (times(char) > times(best) ? char : best))
}
