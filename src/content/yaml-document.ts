import { createRequire } from 'node:module'
import type { Document, LineCounter, Node, YAMLMap } from 'yaml'

type Spot = { line: number; column: number }

/** A YAML document with the place of each part, and what is wrong with it. */
export type YamlDocument = {
  mistakes: (Spot & { message: string })[]
  /** Undefined when there are mistakes. */
  value: unknown
  /** Line and column (from 1) of the key at a path, or of its nearest ancestor that exists. */
  at(path: readonly (string | number)[]): Spot
}

/** Loaded when it is needed, which costs as much as reading all content does: without mistakes it never is. */
const yaml = (): typeof import('yaml') => load('yaml')
const load = createRequire(import.meta.url)

/** Reads a document with the package `yaml`: slowly, and with all that YAML can be. Doubled keys are mistakes. */
export function openDocument(source: string): YamlDocument {
  const { LineCounter, parseDocument } = yaml()
  const lines = new LineCounter()
  // The parser's own search for doubled keys compares each with each; a set does it in one pass.
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: false })
  const mistakes = [...mistakesIn(document), ...doubledKeys(document)].map(({ message, offset }) => ({
    ...spot(lines, offset),
    message,
  }))
  return {
    mistakes,
    value: mistakes.length === 0 ? document.toJS() : undefined,
    at: (path) => spot(lines, offsetOf(document.contents, path)),
  }
}

type Mistake = { message: string; offset: number }

function spot(lines: LineCounter, offset: number): Spot {
  const { line, col } = lines.linePos(offset)
  return { line: Math.max(line, 1), column: Math.max(col, 1) }
}

function mistakesIn(document: Document): Mistake[] {
  return document.errors.map(({ message, code, pos }) => ({
    message: message.split('\n')[0] ?? code,
    offset: pos[0],
  }))
}

function doubledKeys(document: Document): Mistake[] {
  const { isScalar, visit } = yaml()
  const doubled: Mistake[] = []
  visit(document, {
    Map(_, map) {
      const seen = new Set<string>()
      for (const { key } of map.items) {
        if (!isScalar(key)) continue
        const name = String(key.value)
        if (seen.has(name))
          doubled.push({ message: `the key ${name} stands twice`, offset: key.range?.[0] ?? 0 })
        seen.add(name)
      }
    },
  })
  return doubled
}

function offsetOf(root: Node | null, path: readonly (string | number)[]): number {
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
  const { isMap, isNode, isSeq } = yaml()
  if (isMap(node)) return childrenOf(node).get(String(part))
  const item = isSeq(node) ? node.items[Number(part)] : undefined
  return isNode(item) ? { node: item, offset: item.range?.[0] ?? 0 } : undefined
}

/** A file of texts has hundreds of keys, and each may be asked for. */
const indexes = new WeakMap<YAMLMap, Map<string, Child>>()

function childrenOf(map: YAMLMap): Map<string, Child> {
  const known = indexes.get(map)
  if (known !== undefined) return known
  const { isScalar } = yaml()
  const index = new Map<string, Child>()
  for (const { key, value } of map.items) {
    if (isScalar(key)) index.set(String(key.value), { node: value, offset: key.range?.[0] ?? 0 })
  }
  indexes.set(map, index)
  return index
}
