import { isMap, isScalar, Pair, parseDocument, Scalar, YAMLMap } from 'yaml'
import type { Written } from '../../campaign/campaign.ts'
import type { Content } from '../load.ts'
import { pinsFile } from '../pin.ts'
import type { Pin } from '../pins.ts'
import { textFile } from '../rules/rule.ts'
import { sourcePrint } from './state.ts'
import type { Change } from './take-in.ts'

/**
 * The files that changes make anew, by their path below the root: texts first, then pins.
 *
 * @param read gives a file's words, or undefined where there is none yet
 */
export function changedFiles(
  content: Content,
  language: Written,
  changes: readonly Change[],
  read: (file: string) => string | undefined,
): Map<string, string> {
  const byFile = new Map<string, Map<string, string>>()
  for (const { key, text } of changes.filter(({ rewritten }) => rewritten)) {
    const file = textFile(language, key)
    const texts = byFile.get(file) ?? new Map<string, string>()
    byFile.set(file, texts.set(nameIn(key), text))
  }
  const order = [...(content.texts.get(content.campaign.source_language)?.keys() ?? [])]
  const files = new Map<string, string>()
  for (const [file, texts] of byFile) {
    const own = order.filter((key) => textFile(language, key) === file).map(nameIn)
    files.set(file, withTexts(read(file) ?? '', texts, own))
  }
  if (changes.length > 0)
    files.set(`content/${language}/pins.yaml`, pinsFile(pinsAfter(content, language, changes)))
  return files
}

/**
 * A file of texts with some of them new, all else in it as it was, comments too.
 *
 * @param order the keys of the source language's file: a new key takes its place among them
 */
export function withTexts(
  file: string,
  texts: ReadonlyMap<string, string>,
  order: readonly string[],
): string {
  const document = parseDocument(file, { uniqueKeys: false })
  const map = isMap(document.contents) ? document.contents : new YAMLMap()
  map.flow = false
  for (const key of order) {
    const text = texts.get(key)
    if (text !== undefined) putText(map, { key, text }, order)
  }
  document.contents = map as typeof document.contents
  return document.toString({ lineWidth: 0 })
}

function putText(map: YAMLMap, { key, text }: { key: string; text: string }, order: readonly string[]): void {
  const pair = map.items.find((each) => keyOf(each) === key)
  const node = pair !== undefined && isScalar(pair.value) ? pair.value : new Scalar(text)
  node.value = text
  if (text.includes('\n')) node.type = Scalar.BLOCK_LITERAL
  else if (node.type !== Scalar.QUOTE_SINGLE) node.type = Scalar.QUOTE_DOUBLE
  if (pair !== undefined) pair.value = node
  else map.items.splice(placeFor(map, key, order), 0, new Pair(new Scalar(key), node))
}

/** Behind the nearest text that stands before it in the source language's file. */
function placeFor(map: YAMLMap, key: string, order: readonly string[]): number {
  const before = new Set(order.slice(0, order.indexOf(key)))
  return map.items.findLastIndex((each) => before.has(keyOf(each))) + 1
}

function keyOf(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : String(pair.key)
}

function pinsAfter(content: Content, language: Written, changes: readonly Change[]): Map<string, Pin> {
  const pins = new Map(content.pins.get(language))
  for (const { key, review } of changes) {
    const of = sourcePrint(content, key)
    pins.set(key, review === null ? { of, state: 'draft' } : { of, state: 'reviewed', ...review })
  }
  return new Map([...pins].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** A text's key within its file. */
function nameIn(key: string): string {
  return key.slice(key.indexOf('.') + 1)
}
