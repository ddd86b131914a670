import type { Written } from '../../campaign/campaign.ts'
import type { Content } from '../load.ts'
import { readText } from '../rules/reading.ts'
import { type Column, columns } from './columns.ts'
import { pinOf, sourcePrint, stateOf, type TextState, textStates } from './state.ts'
import { textPrint, tidy } from './tidy.ts'

/** Where a person meets a text, and how long it may be. */
export type Shown = {
  /** Title of the flow in the source language, or the name of the file of shared texts. */
  flow: string
  node: string
  role: 'card' | 'label' | 'item' | 'title'
  /** Characters, its tags not counted. */
  limit: number
}

/** One text as a translator gets it. */
export type ExportRow = {
  key: string
  shown: Shown
  source: string
  translation: string
  english: string
  state: TextState
  /** Who has read the translation as it stands; empty for a draft and for a stale one. */
  by: string
  on: string
  /** Who had read it before the source text changed. */
  readBefore: { by: string; on: string } | null
  /** Names in braces that the bot fills in. */
  variables: readonly string[]
  sourcePrint: string
  textPrint: string
}

/** Every text of the source language with its translation: what is missing first, what is reviewed last. */
export function exportRows(
  content: Content,
  language: Written,
  shownAt: (key: string) => Shown,
): ExportRow[] {
  const { source_language: source } = content.campaign
  const keys = [...(content.texts.get(source)?.keys() ?? [])]
  return keys
    .map((key) => exportRow(content, language, { key, shown: shownAt(key) }))
    .sort((a, b) => textStates.indexOf(a.state) - textStates.indexOf(b.state))
}

function exportRow(
  content: Content,
  language: Written,
  { key, shown }: { key: string; shown: Shown },
): ExportRow {
  const { source_language: sourceLanguage } = content.campaign
  const textIn = (each: Written) => content.texts.get(each)?.get(key)
  const source = textIn(sourceLanguage)
  const translation = textIn(language)
  const state = stateOf(content, language, key)
  const pin = pinOf(content, language, key)
  const read = pin?.by !== undefined && pin.on !== undefined ? { by: pin.by, on: pin.on } : null
  const reading = source === undefined ? undefined : readText(sourceLanguage, source)
  return {
    key,
    shown,
    source: source?.text ?? '',
    translation: translation === undefined ? '' : tidy(translation.text),
    english: language === 'en' ? '' : (textIn('en')?.text ?? ''),
    state,
    by: state === 'reviewed' ? (read?.by ?? '') : '',
    on: state === 'reviewed' ? (read?.on ?? '') : '',
    readBefore: state === 'stale' ? read : null,
    variables: [...(reading?.variables ?? [])],
    sourcePrint: sourcePrint(content, key),
    textPrint: textPrint(translation?.text),
  }
}

/** One row of a table that came back, with its number in the spreadsheet (the headings are row 1). */
export type ReturnedRow = Readonly<Record<Column, string>> & { row: number }

/** Reads a table that came back. Its columns may have been moved, and others added; a missing one is named. */
export function readRows(
  table: readonly (readonly string[])[],
  at: ReadonlyMap<Column, number>,
): ReturnedRow[] {
  return table.flatMap((cells, index): ReturnedRow[] => {
    if (index === 0 || cells.every((cell) => cell.trim() === '')) return []
    const cell = (column: Column) => tidy(cells[at.get(column) ?? -1] ?? '')
    const row = Object.fromEntries(columns.map((column) => [column, cell(column)])) as Record<Column, string>
    return [{ ...row, row: index + 1 }]
  })
}
