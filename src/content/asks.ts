import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Written } from '../campaign/campaign.ts'
import type { Finding } from './finding.ts'
import { dangers, refusals, spoken, talks } from './understood.ts'
import { checkYaml, parseYaml, type YamlFile } from './yaml.ts'

const ways = z.array(z.string().trim().min(1).max(500))
const byName = <const T extends readonly [string, ...string[]]>(names: T) =>
  z.partialRecord(z.enum(names), ways)

/** How people ask in a language: each way as it is typed, under what it asks for. */
const asksSchema = z.strictObject({
  topics: z.record(z.string().regex(/^[a-z]+\.[a-z-]+$/), ways),
  emergencies: byName(dangers),
  refused: byName(refusals),
  'small-talk': byName(talks),
  elsewhere: ways,
  complaint: ways,
  person: ways,
  commands: byName(spoken),
})
export type Asks = z.infer<typeof asksSchema>

/** One way of asking and what it asks for: `topics/ru.entry`, `emergencies/violence`, `elsewhere`. */
export type Ask = { language: Written; label: string; text: string }

export const asksFile = 'asks.yaml'

/** The file of a language's asks, or undefined where it has none: whether it changed is told without parsing it. */
export function asksSource(root: string, language: Written): string | undefined {
  const path = join(root, 'content', language, asksFile)
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}

/** Reads a language's asks with their places; undefined where there are none, or none that can be read. */
export function readAsks(
  root: string,
  language: Written,
  findings: Finding[],
): { asks: Asks; yaml: YamlFile } | undefined {
  const source = asksSource(root, language)
  if (source === undefined) return undefined
  const yaml = parseYaml(join('content', language, asksFile), source, findings)
  const asks = checkYaml(yaml, asksSchema, findings)
  return asks === undefined ? undefined : { asks, yaml }
}

export function asksIn(language: Written, { topics, emergencies, refused, commands, ...rest }: Asks): Ask[] {
  const groups = { topics, emergencies, refused, commands, 'small-talk': rest['small-talk'] }
  const nested = Object.entries(groups).flatMap(([group, lists]) =>
    Object.entries(lists).map(([name, texts]) => [`${group}/${name}`, texts] as const),
  )
  const flat = (['elsewhere', 'complaint', 'person'] as const).map((name) => [name, rest[name]] as const)
  return [...nested, ...flat].flatMap(([label, texts]) => texts.map((text) => ({ language, label, text })))
}
