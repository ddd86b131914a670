import type { Written } from '../../campaign/campaign.ts'
import type { Content } from '../load.ts'
import type { Problem } from '../rules/rule.ts'
import { Phrasebook, type Text, type Texts } from '../texts.ts'
import { reviewOf } from './review.ts'
import type { ReturnedRow } from './rows.ts'
import { pinOf, sourcePrint } from './state.ts'
import { textPrint } from './tidy.ts'
import { wrongLanguage } from './wrong-language.ts'

/** A row whose translation or review is to be written. */
export type Change = {
  row: number
  key: string
  text: string
  /** Whether the words differ from those in the repository. */
  rewritten: boolean
  review: { by: string; on: string } | null
}
export type Refusal = { row: number; key: string; why: string[] }
export type Intake = { changes: Change[]; unchanged: number; refused: Refusal[] }

export type IntakeRules = {
  /** YYYY-MM-DD */
  today: string
  /** What is wrong with texts of a content, found by the rules of lint; those of {@link changedFile} are looked at. */
  problems: (content: Content) => Problem[]
}

/** The file that a changed text seems to stand in while it is held against the rules; its line is the row. */
const changedFile = 'table'

/**
 * What a table that came back changes. A row is taken only as a whole and only when nothing else has changed
 * what it was made from; every other row that wants a change is refused with its reasons.
 */
export function takeIn(
  content: Content,
  language: Written,
  rows: readonly ReturnedRow[],
  { today, problems }: IntakeRules,
): Intake {
  const wanted = rows.map((row) => ({ row, outcome: judge(content, language, row, today) }))
  const doubled = doubledRows(rows)
  const refused: Refusal[] = []
  const changes: Change[] = []
  for (const { row, outcome } of wanted) {
    const twice = doubled.get(row.key)
    if (twice !== undefined) refused.push(refusal(row, [`stands in rows ${twice.join(' and ')}`]))
    else if ('why' in outcome) refused.push(refusal(row, outcome.why))
    else if (outcome.change !== undefined) changes.push(outcome.change)
  }
  const faults = faultsByRow(problems(withChanges(content, language, changes)))
  const kept = changes.filter(({ row }) => !faults.has(row))
  for (const change of changes) {
    const why = faults.get(change.row)
    if (why === undefined) continue
    refused.push({ row: change.row, key: change.key, why: why.map((each) => withoutKey(each, change.key)) })
  }
  const unchanged = rows.length - kept.length - refused.length
  return { changes: kept, unchanged, refused: refused.sort((a, b) => a.row - b.row) }
}

type Outcome = { why: string[] } | { change?: Change }

function judge(content: Content, language: Written, row: ReturnedRow, today: string): Outcome {
  const source = content.texts.get(content.campaign.source_language)?.get(row.key)
  if (row.key === '') return { why: ['has no key'] }
  if (source === undefined) return { why: ['there is no text with this key'] }
  if (row.language !== language) {
    return { why: [`belongs to a table of ${row.language || 'no language'}, not of ${language}`] }
  }
  const there = textPrint(content.texts.get(language)?.get(row.key)?.text)
  const print = row.translation === '' ? '' : textPrint(row.translation)
  const rewritten = print !== row['translation print'] && print !== there
  const review = reviewOf(row, pinOf(content, language, row.key), rewritten, today)
  if ('why' in review) return { why: [review.why] }
  if (!rewritten && review.given === null) return {}
  const why = conflicts(content, row, there, print)
  if (why.length === 0 && rewritten) {
    const wrong = wrongLanguage(language, row.translation, source.text)
    if (wrong !== undefined) why.push(wrong)
  }
  if (why.length > 0) return { why }
  return { change: { row: row.row, key: row.key, text: row.translation, rewritten, review: review.given } }
}

function conflicts(content: Content, row: ReturnedRow, there: string, print: string): string[] {
  const why: string[] = []
  if (print === '') {
    why.push('the translation is empty (did the spreadsheet take it for a formula, or was it deleted?)')
  }
  if (row['source print'] !== sourcePrint(content, row.key)) {
    why.push('the source text was changed after this table was made')
  }
  if (row['translation print'] !== there && print !== there) {
    why.push('the translation was changed here after this table was made')
  }
  return why
}

function doubledRows(rows: readonly ReturnedRow[]): ReadonlyMap<string, number[]> {
  const places = new Map<string, number[]>()
  for (const { key, row } of rows) places.set(key, [...(places.get(key) ?? []), row])
  return new Map([...places].filter(([key, found]) => key !== '' && found.length > 1))
}

/** The content as it would be, each changed text with its row for a place. */
export function withChanges(content: Content, language: Written, changes: readonly Change[]): Content {
  const own = new Map<string, Text>(content.texts.get(language))
  for (const { key, text, row, rewritten } of changes) {
    if (rewritten) own.set(key, { text, file: changedFile, line: row, column: 1 })
  }
  const texts: Texts = new Map([...content.texts, [language, own]])
  return { ...content, texts, phrases: new Phrasebook(texts) }
}

function faultsByRow(problems: readonly Problem[]): ReadonlyMap<number, string[]> {
  const faults = new Map<number, string[]>()
  for (const { file, line, message } of problems) {
    if (file === changedFile) faults.set(line, [...(faults.get(line) ?? []), message])
  }
  return faults
}

/** Lint names the text first; a refused row is named already. */
function withoutKey(message: string, key: string): string {
  return message.startsWith(key) ? message.slice(key.length).replace(/^:? /, '') : message
}

function refusal({ row, key }: ReturnedRow, why: string[]): Refusal {
  return { row, key, why }
}
