import { z } from 'zod'
import { type Table, tableOf } from '../content/activities/rows.ts'
import { CsvFault, fromCsv } from '../content/csv.ts'
import { unpackedSize } from '../documents/file-kind.ts'
import { SpreadsheetError } from '../documents/spreadsheet.ts'
import { readSpreadsheetApart } from '../documents/spreadsheet-apart.ts'

/** A log of years; more at once would hold up the bot on a small server. */
export const mostRows = 2_000
const mostColumns = 300
/** Of a table between the steps, as JSON. */
const mostCharacters = 3_000_000
const mostUnpacked = 40_000_000

/** Why a file cannot be read as a table: `activities.upload.<key>`. */
export type UploadFault = {
  fault: 'none' | 'large' | 'encoding' | 'broken' | 'no-table' | 'empty' | 'rows'
  n?: number
}

/** Reads the first sheet of a workbook, or a CSV file in UTF-8. */
export async function readTable(sent: unknown): Promise<{ table: Table } | UploadFault> {
  if (!(sent instanceof File) || sent.name === '') return { fault: 'none' }
  const bytes = new Uint8Array(await sent.arrayBuffer())
  if (bytes.length === 0) return { fault: 'empty' }
  const rows = await rowsOf(bytes)
  if ('fault' in rows) return rows
  const table = tableOf(rows)
  if (table === undefined) return { fault: 'empty' }
  if (table.headings.length < 2 || table.headings.length > mostColumns) return { fault: 'no-table' }
  if (table.rows.length > mostRows) return { fault: 'rows', n: table.rows.length }
  return JSON.stringify(table).length > mostCharacters ? { fault: 'large' } : { table }
}

async function rowsOf(bytes: Uint8Array): Promise<string[][] | UploadFault> {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  try {
    if (!isZip) return textRows(bytes)
    if (unpackedSize(bytes) > mostUnpacked) return { fault: 'large' }
    const [first] = await readSpreadsheetApart(bytes)
    return first === undefined ? { fault: 'empty' } : first.rows
  } catch (error) {
    if (error instanceof CsvFault || error instanceof SpreadsheetError) return { fault: 'broken' }
    throw error
  }
}

function textRows(bytes: Uint8Array): string[][] | UploadFault {
  if (bytes.includes(0)) return { fault: 'no-table' }
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof TypeError) return { fault: 'encoding' }
    throw error
  }
  return fromCsv(text)
}

const carried = z.strictObject({
  headings: z.array(z.string()).min(2).max(mostColumns),
  rows: z.array(z.array(z.string()).max(mostColumns)).max(mostRows),
  head: z.number().int().min(1),
})

/** The table as the form carries it from step to step: nothing of an upload is kept here. */
export function carry(table: Table): string {
  return JSON.stringify(table)
}

/** Reads back what {@link carry} wrote; undefined when somebody changed it into something else. */
export function carriedTable(text: unknown): Table | undefined {
  if (typeof text !== 'string' || text.length > mostCharacters) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
  const read = carried.safeParse(value)
  return read.success ? read.data : undefined
}
