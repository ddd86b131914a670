import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { writtenLanguages } from '../../campaign/campaign.ts'
import type { Finding } from '../finding.ts'
import { checkYaml, readYaml } from '../yaml.ts'

const pattern = z.string().min(1).refine(isPattern, 'is not a regular expression')
/** A start or an end of something: of what, depends on how many texts are looked at together. */
const anywhere = pattern.refine(
  (source) => !/(?<!\\)(?:\$|(?<!\[)\^)/.test(source),
  'must not use ^ or $: it is looked for anywhere in a sentence',
)
const languageOrAny = z.enum([...writtenLanguages, 'any'])

const sayingSchema = z.strictObject({
  /** Why it harms, for staff. */
  why: z.string().min(1),
  /** A safer wording, in English. */
  instead: z.string().min(1),
  /** Only in texts whose key or words match this. */
  where: pattern.optional(),
  /** By language: patterns that all match one sentence, in any order. */
  never: z.partialRecord(languageOrAny, z.array(anywhere).min(1)),
  /** By language: a sentence that matches this is not meant. */
  unless: z.partialRecord(languageOrAny, pattern).optional(),
  /** An example of each language that the tests run the entry on. */
  wrong: z.partialRecord(z.enum(writtenLanguages), z.string().min(1)),
})
export type Saying = z.infer<typeof sayingSchema>

/** What the campaign must not say: `content/must-not-say.yaml`. */
const sayingsSchema = z.strictObject({
  sayings: z.record(z.string(), sayingSchema),
  /** Numbers that nobody is to be sent to, and why. */
  numbers: z.record(z.string().regex(/\d/, 'must have digits'), z.string().min(1)),
})
export type Sayings = z.infer<typeof sayingsSchema>

const sayingsFile = 'content/must-not-say.yaml'
const nothing: Sayings = { sayings: {}, numbers: {} }

/** Reads the table; without one nothing is forbidden. */
export function readSayings(root: string, findings: Finding[]): Sayings {
  if (!existsSync(join(root, sayingsFile))) return nothing
  const yaml = readYaml(root, sayingsFile, findings)
  return (yaml && checkYaml(yaml, sayingsSchema, findings)) ?? nothing
}

/** A number however it is grouped; a short one (four digits and fewer) only as it is written. */
export function numberPattern(number: string): RegExp {
  const digits = number.replace(/\D/g, '')
  const between = digits.length > 5 ? '[\\s()-]*' : ''
  const body = digits.length > 5 ? [...digits].join(between) : number.split(/\D+/).join('[\\s-]')
  return new RegExp(`(?<![\\d.,]|\\d[ \\u00a0])${body}(?!\\d|[.,]\\d|[ \\u00a0]\\d{3})`, 'u')
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source, 'iu')
    return true
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}
