import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { agenciesFile } from '../content/agencies.ts'
import { makeAgencyList, readCsv } from '../content/agency-list.ts'
import { readSpreadsheet } from '../documents/spreadsheet.ts'
import { root } from './root.ts'
import { readOptions, UsageError } from './usage.ts'

const says =
  'agencies import FILE --dated YYYY-MM-DD --source https://… [--name "…" --permit "…" --countries "…" --until "…" --also "…"]'

/** `sapar agencies import`: the official list (CSV or XLSX) becomes `content/agencies.csv`; on any fault nothing is written. */
export async function agenciesCommand(args: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const { values, positionals } = readOptions(
    args,
    { dated: text, source: text, name: text, permit: text, countries: text, until: text, also: text },
    true,
  )
  const [verb, file] = positionals
  const {
    dated,
    source,
    name = 'name',
    permit = 'permit',
    countries = 'countries',
    until = 'until',
    also = 'also',
  } = values
  if (verb !== 'import' || file === undefined || dated === undefined || source === undefined)
    throw new UsageError(says)
  if (!existsSync(file)) throw new UsageError(`There is no file ${file}`)
  const made = makeAgencyList(await rowsOf(file), { name, permit, countries, until, also }, { dated, source })
  if ('problems' in made) {
    process.stderr.write(`${made.problems.join('\n')}\nNothing was written.\n`)
    return 1
  }
  writeFileSync(join(root, agenciesFile), made.csv)
  process.stdout.write(`${agenciesFile} is written. The bot offers the check after its next start.\n`)
  return 0
}

async function rowsOf(file: string): Promise<string[][]> {
  const bytes = readFileSync(file)
  if (!file.toLowerCase().endsWith('.xlsx')) return readCsv(bytes.toString('utf8'))
  const [first] = await readSpreadsheet(bytes)
  return first === undefined ? [] : first.rows
}
