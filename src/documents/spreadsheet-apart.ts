import { Worker } from 'node:worker_threads'
import { type ReadSheet, SpreadsheetError } from './spreadsheet.ts'

/** What comes back from the thread. */
export type SheetsRead = { ok: true; sheets: ReadSheet[] } | { ok: false; message: string }

/** Built code runs as it is. From source (tests) the thread first needs the loader that reads TypeScript. */
const isSource = import.meta.url.endsWith('.ts')
const fromSource = `import('tsx/esm/api').then(({ register }) => {
  register()
  return import(${JSON.stringify(new URL('./sheet-worker.ts', import.meta.url).href)})
})`

/**
 * Reads an .xlsx file that somebody sent, in a thread of its own, so that the bot goes on answering. A file that takes
 * too long or unpacks to more than the thread may hold ends with it. Throws a {@link SpreadsheetError}.
 */
export async function readSpreadsheetApart(
  file: Uint8Array,
  { patienceMs = 30_000, memoryMb = 256 }: { patienceMs?: number; memoryMb?: number } = {},
): Promise<ReadSheet[]> {
  const options = { workerData: file, env: {}, resourceLimits: { maxOldGenerationSizeMb: memoryMb } }
  const worker = isSource
    ? new Worker(fromSource, { ...options, eval: true })
    : new Worker(new URL('./sheet-worker.js', import.meta.url), options)
  let timer: NodeJS.Timeout | undefined
  try {
    const read = await new Promise<SheetsRead>((resolve, reject) => {
      const tooMuch = (why: string) =>
        reject(new SpreadsheetError(`This spreadsheet is too much to read: ${why}`))
      timer = setTimeout(() => tooMuch(`it took longer than ${patienceMs / 1000} seconds`), patienceMs)
      worker.on('message', resolve)
      worker.on('error', (error) => tooMuch(error.message))
    })
    if (!read.ok) throw new SpreadsheetError(read.message)
    return read.sheets
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
