import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Document,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml'
import type { z } from 'zod'
import type { Finding } from './finding.ts'

export type Path = readonly (string | number)[]

/** A YAML file that was read: its value, and where each part of it stands. */
export type YamlFile = {
  file: string
  value: unknown
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

export function parseYaml(file: string, source: string, findings: Finding[]): YamlFile {
  const lines = new LineCounter()
  // The parser's own search for doubled keys compares each with each; a set does it in one pass.
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: false })
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0])
    const message = error.message.split('\n')[0] ?? error.code
    findings.push({ rule: 'yaml', file, line, column: col, message })
  }
  const root = document.contents
  const doubled = doubledKeys(document)
  for (const { key, offset } of doubled) {
    const { line, col } = lines.linePos(offset)
    findings.push({ rule: 'yaml', file, line, column: col, message: `the key ${key} stands twice` })
  }
  const usable = document.errors.length === 0 && doubled.length === 0
  return {
    file,
    value: usable ? document.toJS() : undefined,
    at(path) {
      const offset = offsetOf(root, path)
      const { line, col } = lines.linePos(offset)
      return { line: Math.max(line, 1), column: Math.max(col, 1) }
    },
  }
}

function doubledKeys(document: Document): { key: string; offset: number }[] {
  const doubled: { key: string; offset: number }[] = []
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>()
      for (const { key } of map.items) {
        if (!isScalar(key)) continue
        const name = String(key.value)
        if (seen.has(name)) doubled.push({ key: name, offset: key.range?.[0] ?? 0 })
        seen.add(name)
      }
    },
  })
  return doubled
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

function offsetOf(root: Node | null, path: Path): number {
  let node: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const part of path) {
    const child = childOf(node, part)
    if (child === undefined) break
    offset = child.offset
    node = child.node
  }
  return offset
}

type Child = { node: unknown; offset: number }

function childOf(node: unknown, part: string | number): Child | undefined {
  if (isMap(node)) return childrenOf(node).get(String(part))
  const item = isSeq(node) ? node.items[Number(part)] : undefined
  return isNode(item) ? { node: item, offset: item.range?.[0] ?? 0 } : undefined
}

/** A file of texts has hundreds of keys, and each is asked for. */
const indexes = new WeakMap<YAMLMap, Map<string, Child>>()

function childrenOf(map: YAMLMap): Map<string, Child> {
  const known = indexes.get(map)
  if (known !== undefined) return known
  const index = new Map<string, Child>()
  for (const { key, value } of map.items) {
    if (isScalar(key)) index.set(String(key.value), { node: value, offset: key.range?.[0] ?? 0 })
  }
  indexes.set(map, index)
  return index
}
