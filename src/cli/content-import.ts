import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Written } from '../campaign/campaign.ts'
import { type Column, findColumns } from '../content/exchange/columns.ts'
import { exportRows, type ReturnedRow, readRows } from '../content/exchange/rows.ts'
import { pinOf } from '../content/exchange/state.ts'
import { type Intake, takeIn } from '../content/exchange/take-in.ts'
import { tidy } from '../content/exchange/tidy.ts'
import { changedFiles } from '../content/exchange/write.ts'
import type { Content } from '../content/load.ts'
import { readStaffWords } from '../content/staff-words.ts'
import { readSpreadsheet } from '../documents/spreadsheet.ts'
import { noteOf } from '../documents/translators-table.ts'
import { errorsIn } from '../flow/lint.ts'
import type { LoadedScript } from '../flow/load.ts'
import { readableScript } from '../flow/load.ts'
import { shownTexts } from '../flow/shown.ts'
import { translatedInto } from './readable.ts'
import { today } from './root.ts'
import { readOptions, UsageError } from './usage.ts'

/** `sapar content import file.xlsx`: what a translator changed goes back into the files of the language. */
export async function importCommand(args: string[], root: string): Promise<number> {
  const { values, positionals } = readOptions(
    args,
    { lang: { type: 'string' }, 'dry-run': { type: 'boolean' } },
    true,
  )
  const [file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new UsageError('content import takes one file (.xlsx)')
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}`)
  const loaded = readableScript(root)
  const { content } = loaded.script
  const rows = rowsOf(await readSpreadsheet(readFileSync(file)), file)
  const language = translatedInto(content.campaign, values.lang ?? rows[0]?.language)
  refuseOther(language, rows, file)
  const ground = { root, today: today(), broken: new Set<string>() }
  const problems = (candidate: Content) =>
    errorsIn({ ...loaded, script: { ...loaded.script, content: candidate } }, ground)
  const intake = takeIn(content, language, rows, { today: today(), problems })
  const files = changedFiles(content, language, intake.changes, (name) => readIfThere(join(root, name)))
  const dry = values['dry-run'] === true
  if (!dry) writeAll(root, files)
  process.stdout.write(
    [
      ...told(intake),
      ...unread(intake, content, language),
      ...notes(loaded, language, rows, root),
      summary(intake, [...files.keys()], dry),
    ].join(''),
  )
  return intake.refused.length > 0 ? 1 : 0
}

const needed: readonly Column[] = [
  'key',
  'translation',
  'reviewed by',
  'reviewed on',
  'language',
  'source print',
  'translation print',
]

function rowsOf(sheets: Awaited<ReturnType<typeof readSpreadsheet>>, file: string): ReturnedRow[] {
  for (const { rows } of sheets) {
    const at = findColumns(rows[0] ?? [])
    if (!at.has('key')) continue
    const missing = needed.filter((column) => !at.has(column))
    if (missing.length === 0) return readRows(rows, at)
    throw new UsageError(
      `${file} has no column ${missing.join(', ')} any more: export again and copy the translations over`,
    )
  }
  throw new UsageError(`${file} has no sheet of texts: it is made with content export`)
}

/** A whole table of another language is one mistake, not one a row. */
function refuseOther(language: Written, rows: readonly ReturnedRow[], file: string): void {
  const first = rows[0]
  if (first === undefined || rows.some((row) => row.language === language)) return
  throw new UsageError(`${file} is a table of ${first.language}, not of ${language}`)
}

function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

function writeAll(root: string, files: ReadonlyMap<string, string>): void {
  for (const [name, words] of files) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), words)
  }
}

function told({ refused }: Intake): string[] {
  return refused.map(({ row, key, why }) => `row ${row} ${key || '(no key)'}: not taken: ${why.join('; ')}\n`)
}

/** Translations that a speaker had read and that nobody has read as they are now. */
function unread({ changes }: Intake, content: Content, language: Written): string[] {
  return changes.flatMap(({ row, key, rewritten, review }) => {
    const pin = pinOf(content, language, key)
    if (!rewritten || review !== null || pin?.state !== 'reviewed') return []
    return [`row ${row} ${key}: counts as not read again: put a name and a new day beside it\n`]
  })
}

/** Notes that the translator wrote, in the words of the table. */
function notes(
  { script }: LoadedScript,
  language: Written,
  rows: readonly ReturnedRow[],
  root: string,
): string[] {
  const words = readStaffWords(root).table
  const ours = new Map(
    exportRows(script.content, language, shownTexts(script)).map((row) => [
      row.key,
      tidy(noteOf(row, words)),
    ]),
  )
  return rows
    .filter(({ key, note }) => note !== '' && note !== ours.get(key))
    .map(({ row, key, note }) => `row ${row} ${key}: note: ${note.replace(/\s+/g, ' ')}\n`)
}

function summary({ changes, unchanged, refused }: Intake, files: readonly string[], dry: boolean): string {
  const rewritten = changes.filter(({ rewritten }) => rewritten).length
  const read = changes.filter(({ review }) => review !== null).length
  const where = files.length === 0 ? '' : ` ${dry ? 'Would change' : 'Changed'}: ${files.join(', ')}.`
  return (
    `${dry ? 'Nothing is written (--dry-run). Would be written' : 'Written'}: ${changes.length} ` +
    `(${rewritten} translations, ${read} reviews). Unchanged: ${unchanged}. Refused: ${refused.length}.${where}\n`
  )
}
