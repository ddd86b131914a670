import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CsvError, parse } from 'csv-parse/sync'
import { z } from 'zod'
import { day } from './facts.ts'
import type { Finding } from './finding.ts'
import type { Row, Table } from './tables.ts'

export const agenciesFile = join('content', 'agencies.csv')
export const agencyColumns = ['name', 'also', 'permit', 'countries', 'until', 'listed', 'source'] as const

/** One agency of the official list: `until` and `listed` (the list's own date) are days, `also` other names with `;` between. */
const agencySchema = z.strictObject({
  name: z.string().min(1),
  also: z.string(),
  permit: z.string(),
  countries: z.string().min(1, 'must name the countries of the permit'),
  until: day,
  listed: day,
  source: z.string().regex(/^https:\/\//, 'must begin with https://'),
})
export type Agency = z.infer<typeof agencySchema>

/**
 * The official list of private employment agencies, as operators import it. No file, or no row: nobody is offered the
 * check. What is wrong becomes findings with the line.
 */
export function readAgencies(root: string, findings: Finding[]): Table {
  const path = join(root, agenciesFile)
  const agencies = existsSync(path) ? parseAgencies(readFileSync(path, 'utf8'), agenciesFile, findings) : []
  const rows = new Map(agencies.map((agency, index) => [`a${index + 1}`, rowOf(agency)]))
  return { fields: agencyColumns.filter((column) => column !== 'name' && column !== 'also'), rows }
}

export function parseAgencies(csv: string, file: string, findings: Finding[]): Agency[] {
  const records = recordsOf(csv, file, findings)
  return records.flatMap(({ record, line }) => {
    const result = agencySchema.safeParse(record)
    if (result.success) return [result.data]
    for (const issue of result.error.issues) {
      findings.push({
        rule: 'shape',
        file,
        line,
        column: 1,
        message: `${issue.path.join('.')}: ${issue.message}`,
      })
    }
    return []
  })
}

type Record = { record: unknown; line: number }

function recordsOf(csv: string, file: string, findings: Finding[]): Record[] {
  try {
    const rows: { record: unknown; info: { lines: number } }[] = parse(csv, {
      bom: true,
      columns: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
    })
    return rows.map(({ record, info }) => ({ record, line: info.lines }))
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    findings.push({ rule: 'shape', file, line: 1, column: 1, message: error.message })
    return []
  }
}

function rowOf({ name, also, permit, countries, until, listed, source }: Agency): Row {
  const others = also.split(';').map((each) => each.trim())
  return {
    name,
    also: others.filter((each) => each !== ''),
    fields: { permit, countries, until, listed, source },
  }
}
