import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { allLanguages } from '../campaign/campaign.ts'
import type { Finding } from './finding.ts'
import { checkYaml, readYaml } from './yaml.ts'

const word = z.string().min(1)

/** One thing and the word for it that every text of a language uses. */
const termSchema = z.strictObject({
  ru: word,
  ky: word,
  tg: word,
  uz: word,
  kk: word,
  en: word,
  /** The word on the Russian paper, put in brackets at its first mention. */
  form: word.optional(),
  /** Forms that are wrong wherever they stand. A star at the end stands for any ending. */
  avoid: z.partialRecord(z.enum(allLanguages), z.array(word).min(1)).optional(),
  /** Traps, in a few words, for translators. */
  note: word.optional(),
})
export type Term = z.infer<typeof termSchema>

const glossarySchema = z.record(z.string().regex(/^[a-z0-9_]+$/), termSchema)
export type Glossary = z.infer<typeof glossarySchema>

const glossaryFile = 'content/glossary.yaml'

/** Reads the glossary; a campaign without one has no terms. No start of the bot needs it. */
export function readGlossary(root: string, findings: Finding[]): Glossary {
  if (!existsSync(join(root, glossaryFile))) return {}
  const yaml = readYaml(root, glossaryFile, findings)
  return (yaml && checkYaml(yaml, glossarySchema, findings)) ?? {}
}
