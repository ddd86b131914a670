import type { Feature, Image } from 'write-excel-file/node'

type CellLook = {
  bold?: boolean
  /** Colour of the cell, such as #fff1d6. */
  fill?: string
}
/** A text, or a number that a spreadsheet can add up; `format` is Excel's, such as `#,##0.00` or `0%`. */
export type SheetCell = CellLook & ({ text: string } | { number: number; format?: string })
export type Sheet = {
  /** At most 31 characters, none of []/\:*? */
  name: string
  /** Widths in characters. A hidden column is kept for programs. */
  columns: readonly { width: number; hidden?: boolean }[]
  rows: readonly (readonly SheetCell[])[]
  /** How many rows and columns stay in sight. */
  frozen?: { rows: number; columns: number }
  /** Drawn over the cells, from the top left corner of a cell on, both counted from 1. */
  pictures?: readonly SheetPicture[]
}
/** `width` and `height` in CSS pixels. */
export type SheetPicture = {
  png: Uint8Array
  width: number
  height: number
  row: number
  column: number
  says: string
}

/** A file that is no spreadsheet of Excel's format. The message says what to do. */
export class SpreadsheetError extends Error {
  override readonly name = 'SpreadsheetError'
}

/** Excel's own sign for a cell that is text whatever is in it: `=1+1`, `+7`, `112`. */
const asText = '@'
const line = '#c5d0d7'

/** Makes an .xlsx file (write-excel-file, loaded at its first use). Texts stay as they are, with their line breaks. */
export async function writeSpreadsheet(sheets: readonly Sheet[]): Promise<Uint8Array> {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const made = sheets.map(({ name, columns, rows, frozen, pictures = [] }) => ({
    sheet: name,
    columns: columns.map(({ width }) => ({ width })),
    stickyRowsCount: frozen?.rows ?? 0,
    stickyColumnsCount: frozen?.columns ?? 0,
    data: rows.map((row) => row.map(cellOf)),
    ...(pictures.length === 0 ? {} : { images: pictures.map(imageOf) }),
  }))
  return writeExcelFile(made, { fontFamily: 'Calibri', fontSize: 11, features: [hiding(sheets)] }).toBuffer()
}

function cellOf(cell: SheetCell) {
  const { bold, fill } = cell
  const look = {
    alignVertical: 'top' as const,
    ...(bold === true ? { fontWeight: 'bold' as const } : {}),
    ...(fill === undefined ? {} : { backgroundColor: fill, borderColor: line, borderStyle: 'thin' as const }),
  }
  if ('number' in cell) return { ...look, value: cell.number, type: Number, format: cell.format ?? '#,##0' }
  return { ...look, value: escapeCodes(cell.text), type: String, format: asText, wrap: true }
}

function imageOf({ png, width, height, row, column, says }: SheetPicture) {
  return {
    content: Buffer.from(png),
    contentType: 'image/png',
    width,
    height,
    dpi: 96,
    anchor: { row, column },
    description: says,
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
