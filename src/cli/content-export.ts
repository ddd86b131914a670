import { existsSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type ExportRow, exportRows } from '../content/exchange/rows.ts'
import { textStates } from '../content/exchange/state.ts'
import { readStaffWords } from '../content/staff-words.ts'
import { writeSpreadsheet } from '../documents/spreadsheet.ts'
import { translatorsTable } from '../documents/translators-table.ts'
import { readableScript } from '../flow/load.ts'
import { shownTexts } from '../flow/shown.ts'
import { translatedInto } from './readable.ts'
import { today } from './root.ts'
import { readOptions, UsageError } from './usage.ts'

/** `sapar content export --lang tg`: the texts of a language as a spreadsheet for a translator. */
export async function exportCommand(args: string[], root: string): Promise<number> {
  const { values } = readOptions(args, { lang: { type: 'string' }, out: { type: 'string' } })
  const { script } = readableScript(root)
  const language = translatedInto(script.content.campaign, values.lang)
  const file = resolve(values.out ?? `sapar-${language}-${today()}.xlsx`)
  // A table in which somebody already works must not be written over.
  if (existsSync(file)) throw new UsageError(`${file} is there already: name another file with --out`)
  const rows = exportRows(script.content, language, shownTexts(script))
  const sheets = translatorsTable(rows, language, readStaffWords(root).table)
  writeFileSync(file, await writeSpreadsheet(sheets))
  process.stdout.write(`${file} is written: ${rows.length} texts, ${counts(rows)}.\n`)
  return 0
}

function counts(rows: readonly ExportRow[]): string {
  return textStates
    .map((state) => `${rows.filter((row) => row.state === state).length} ${names[state]}`)
    .join(', ')
}

const names = {
  missing: 'missing',
  stale: 'outdated',
  draft: 'not read by a speaker',
  reviewed: 'reviewed',
} as const
