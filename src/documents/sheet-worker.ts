import { parentPort, workerData } from 'node:worker_threads'
import { readSpreadsheet, SpreadsheetError } from './spreadsheet.ts'
import type { SheetsRead } from './spreadsheet-apart.ts'

async function read(): Promise<SheetsRead> {
  try {
    return { ok: true, sheets: await readSpreadsheet(workerData) }
  } catch (error) {
    if (error instanceof SpreadsheetError) return { ok: false, message: error.message }
    throw error
  }
}

parentPort?.postMessage(await read())
