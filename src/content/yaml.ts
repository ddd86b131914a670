import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import type { Finding } from './finding.ts'
import { readPlainYaml } from './plain-yaml.ts'
import { openDocument, type YamlDocument } from './yaml-document.ts'

export type Path = readonly (string | number)[]

/** A YAML file that was read: its value, and where each part of it stands. */
export type YamlFile = YamlSource & { value: unknown }

/** A YAML file without its value, for those who only tell where something stands. */
export type YamlSource = {
  file: string
  /** Line and column (from 1) of the key at a path, or of its nearest ancestor that exists. */
  at(path: Path): { line: number; column: number }
}

/** Reads one YAML file below a root. A missing file and syntax errors (also doubled keys) become findings. */
export function readYaml(root: string, file: string, findings: Finding[]): YamlFile | undefined {
  const path = join(root, file)
  if (existsSync(path)) return parseYaml(file, readFileSync(path, 'utf8'), findings)
  findings.push({ rule: 'shape', file, line: 1, column: 1, message: 'is missing' })
  return undefined
}

/** What is plain is read fast, and its lines are found when somebody asks; the rest is read with its lines. */
export function parseYaml(file: string, source: string, findings: Finding[]): YamlFile {
  const plain = readPlainYaml(source)
  let document: YamlDocument | undefined
  const opened = () => {
    document ??= openDocument(source)
    return document
  }
  if (plain !== undefined) return { file, value: plain.value, at: (path) => opened().at(path) }
  const { mistakes, value, at } = opened()
  findings.push(...mistakes.map((mistake) => ({ rule: 'yaml', file, ...mistake })))
  return { file, value, at }
}

export function sourceOf({ file, at }: YamlFile): YamlSource {
  return { file, at }
}

/** Where a key of a file stands; its line is looked for when somebody asks, which is only when something is wrong. */
export class PlaceInFile {
  readonly #source: YamlSource
  readonly #key: string

  constructor(source: YamlSource, key: string) {
    this.#source = source
    this.#key = key
  }

  get file(): string {
    return this.#source.file
  }

  get line(): number {
    return this.#source.at([this.#key]).line
  }

  get column(): number {
    return this.#source.at([this.#key]).column
  }
}

/** Checks a file's value against a schema; each problem becomes a finding at its own line. */
export function checkYaml<T>(yaml: YamlFile, schema: z.ZodType<T>, findings: Finding[]): T | undefined {
  if (yaml.value === undefined) return undefined
  const result = schema.safeParse(yaml.value)
  if (result.success) return result.data
  for (const issue of result.error.issues) {
    const path = issue.path.filter((part) => typeof part !== 'symbol')
    const where = path.join('.')
    const message = where === '' ? issue.message : `${where}: ${issue.message}`
    findings.push({ rule: 'shape', file: yaml.file, ...yaml.at(path), message })
  }
  return undefined
}
