import type { Feature, Image } from 'write-excel-file/node'

export type SheetCell = {
  text: string
  bold?: boolean
  /** Colour of the cell, such as #fff1d6. */
  fill?: string
}
export type Sheet = {
  /** At most 31 characters, none of []/\:*? */
  name: string
  /** Widths in characters. A hidden column is kept for programs. */
  columns: readonly { width: number; hidden?: boolean }[]
  rows: readonly (readonly SheetCell[])[]
  /** How many rows and columns stay in sight. */
  frozen?: { rows: number; columns: number }
}

/** A file that is no spreadsheet of Excel's format. The message says what to do. */
export class SpreadsheetError extends Error {
  override readonly name = 'SpreadsheetError'
}

/** Excel's own sign for a cell that is text whatever is in it: `=1+1`, `+7`, `112`. */
const asText = '@'
const line = '#c5d0d7'

/** Makes an .xlsx file (write-excel-file, loaded at its first use). Every cell is text, with its line breaks. */
export async function writeSpreadsheet(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const made = sheets.map(({ name, columns, rows, frozen }) => ({
    sheet: name,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: frozen?.rows ?? 0,
    stickyColumnsCount: frozen?.columns ?? 0,
    data: rows.map((row) => row.map(cellOf)),
  }))
  return writeExcelFile(made, { fontFamily: 'Calibri', fontSize: 11, features: [hiding(sheets)] }).toBuffer()
}

function cellOf({ text, bold, fill }: SheetCell) {
  return {
    value: escapeCodes(text),
    type: String,
    format: asText,
    wrap: true,
    alignVertical: 'top' as const,
    ...(bold === true ? { fontWeight: 'bold' as const } : {}),
    ...(fill === undefined ? {} : { backgroundColor: fill, borderColor: line, borderStyle: 'thin' as const }),
  }
}

/** `_x0041_` in a file means A (ECMA-376, 22.9.2.19), so the characters themselves have to be written otherwise. */
function escapeCodes(text: string): string {
  return text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
}

/** The library has no hidden columns; the format has. */
function hiding(sheets: readonly Sheet[]): Feature<Image['content']> {
  const isHidden = (sheet: number, column: number) => sheets[sheet]?.columns[column]?.hidden === true
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _, { sheetIndex }) =>
            xml.replace(/<col min="(\d+)"/g, (opening, column) =>
              isHidden(sheetIndex, Number(column) - 1) ? `${opening} hidden="1"` : opening,
            ),
        },
      },
    },
  }
}

/** A sheet as it was read: its rows from the first on, each cell as text and empty where there is nothing. */
export type ReadSheet = { name: string; rows: string[][] }

/**
 * Reads an .xlsx file (read-excel-file, loaded at its first use). Numbers and days that the spreadsheet made of
 * typed words come back as text, a day as YYYY-MM-DD. Throws a {@link SpreadsheetError}.
 */
export async function readSpreadsheet(file: Uint8Array): Promise<ReadSheet[]> {
  const { default: readExcelFile } = await import('read-excel-file/node')
  const sheets = await readExcelFile(Buffer.from(file), { trim: false }).catch((error: unknown) => {
    throw new SpreadsheetError(`This is not a spreadsheet that can be read (${reason(error)}). ${advice}`)
  })
  return sheets.map(({ sheet, data }) => ({
    name: sheet,
    rows: data.map((row) => row.map((cell: unknown) => textOf(cell))),
  }))
}

const advice = 'Save it as an Excel workbook (.xlsx), not as .xls, .ods or .csv.'

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell)
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
