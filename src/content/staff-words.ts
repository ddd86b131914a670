import { z } from 'zod'
import { columns } from './exchange/columns.ts'
import { textStates } from './exchange/state.ts'
import { ContentError, type Finding } from './finding.ts'
import { checkYaml, readYaml } from './yaml.ts'

const words = z.string().min(1)
const lines = z.array(words).min(1)
/** A name that Excel takes for a sheet. */
const sheetName = words.max(31).regex(/^[^[\]/\\:*?]+$/, 'must have none of [ ] / \\ : * ?')

const packWords = z.strictObject({
  title: words,
  what: words,
  version: words,
  topic: words,
  no_facts: words,
  source_text: words,
  buttons: words,
  fact: words,
  fact_source: words,
  undated: words,
  unread: words,
  high: words,
  medium: words,
  low: words,
  practice: words,
  sign: words,
  remarks: words,
  decision: words,
  organisation: words,
  person: words,
  signed: words,
  page: words,
})
export type PackWords = z.infer<typeof packWords>

const staffWordsSchema = z.strictObject({
  table: z.strictObject({
    explain_name: sheetName,
    texts_name: sheetName,
    explain: z.strictObject({ ru: lines, en: lines }),
    columns: z.record(z.enum(columns), words),
    states: z.record(z.enum(textStates), words),
    roles: z.record(z.enum(['card', 'label', 'item', 'title']), words),
    keep: words,
    read_before: words,
  }),
  pack: z.strictObject({ ru: packWords, en: packWords }),
})
export type StaffWords = z.infer<typeof staffWordsSchema>

/** Words of the tables and papers for translators and partners: `content/staff.yaml`. Throws a {@link ContentError}. */
export function readStaffWords(root: string): StaffWords {
  const findings: Finding[] = []
  const yaml = readYaml(root, 'content/staff.yaml', findings)
  const checked = yaml === undefined ? undefined : checkYaml(yaml, staffWordsSchema, findings)
  if (checked === undefined) throw new ContentError(findings)
  return checked
}

/** Fills names in braces. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
