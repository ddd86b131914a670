import { type Language, writtenIn } from '../campaign/campaign.ts'
import { type Line, type Media, showDate } from '../content/message.ts'
import type { Block, Paper } from '../content/paper.ts'
import { argsOf } from './args.ts'
import { varsOf } from './known-vars.ts'
import { cardId } from './places.ts'
import type { Scene } from './scene.ts'
import type { NodeOf, Shown } from './script.ts'
import { timelineBlocks, timelineCalendar } from './timeline.ts'

/** Sides of a card that are sent as a file, or as words, in a message of their own; each with its button. */
const sides = {
  say: 'ui.listen',
  pdf: 'ui.as_pdf',
  txt: 'ui.as_text',
  ics: 'ui.as_calendar',
  pic: 'ui.as_picture',
  pack: 'ui.as_pack',
} as const
export type FileView = keyof typeof sides

/** The files that a card offers, with the label of each button. */
export function filesOf(
  scene: Pick<Scene, 'script' | 'language' | 'place'>,
  node: Shown,
): { view: FileView; label: string }[] {
  return (Object.keys(sides) as FileView[])
    .filter((view) => offers(scene, node, view))
    .map((view) => ({ view, label: sides[view] }))
}

function offers(
  { script, language, place }: Pick<Scene, 'script' | 'language' | 'place'>,
  node: Shown,
  view: FileView,
): boolean {
  switch (view) {
    case 'say':
      return voiceOf(script.content.voices, language, cardId(place)) !== undefined
    case 'pdf':
      return node.kind === 'sheet' || node.kind === 'timeline'
    case 'txt':
      return node.kind === 'sheet' && node.text
    case 'ics':
      return node.kind === 'timeline'
    case 'pic':
      return node.show || node.picture
    case 'pack':
      return node.pack
  }
}

function voiceOf(
  voices: Scene['script']['content']['voices'],
  language: Language,
  key: string,
): string | undefined {
  return voices.get(writtenIn(language))?.get(key)
}

/** The message of its own that a side stands for. */
export function fileOf(scene: Scene, node: Shown, view: FileView): { media: Media | null; lines: Line[] } {
  const title: Line = { key: `${scene.place.flow}.title` }
  switch (view) {
    case 'say': {
      const file = voiceOf(scene.script.content.voices, scene.language, cardId(scene.place))
      if (file === undefined) throw new Error(`${cardId(scene.place)} has no recording`)
      return { media: { kind: 'voice', file }, lines: [title] }
    }
    case 'txt':
      return { media: null, lines: node.kind === 'sheet' ? sheetLines(scene, node) : [title] }
    case 'pdf':
      return { media: { kind: 'document', make: { as: 'pdf', paper: paperOf(scene, node) } }, lines: [title] }
    case 'ics': {
      if (node.kind !== 'timeline') throw new Error(`${cardId(scene.place)} has no dates`)
      const calendar = timelineCalendar(scene, node)
      return { media: { kind: 'document', make: { as: 'calendar', calendar } }, lines: [title] }
    }
    case 'pic':
      return {
        media: { kind: 'picture', make: { as: 'picture', paper: paperOf(scene, node) } },
        lines: [title],
      }
    case 'pack':
      return { media: { kind: 'document', make: { as: 'pack', language: scene.language } }, lines: [title] }
  }
}

/** A node as something to print or to keep as a picture. */
export function paperOf(scene: Scene, node: Shown): Paper {
  const { flow, node: name } = scene.place
  const { phrases } = scene.script.content
  const paper = { name: `${flow}-${name}`, size: 'A4', blocks: blocksOf(scene, node) } as const
  const language = node.kind === 'sheet' ? (sheetLanguages(scene, node)[0] ?? scene.language) : scene.language
  const title = phrases.plain(language, `${flow}.title`)
  // What is handed in somewhere carries nothing of the bot's own, and its heading stands where a letter has it.
  const isLetter = node.kind === 'sheet' && node.in === 'source'
  const foot = isLetter ? '' : footOf(scene, node.facts)
  const untitled = node.kind === 'sheet' && node.parts.some(({ as }) => as === 'heading')
  return { ...paper, language, title, foot, ...(untitled ? { untitled } : {}) }
}

function footOf({ script, language }: Scene, facts: readonly string[]): string {
  const { phrases, facts: ledger } = script.content
  const checked = facts.flatMap((id) => ledger.get(id)?.checked ?? []).sort()[0]
  return checked === undefined ? '' : phrases.plain(language, 'ui.checked', { date: showDate(checked) })
}

function blocksOf(scene: Scene, node: Shown): Block[] {
  if (node.kind === 'timeline') return timelineBlocks(scene, node)
  if (node.kind === 'sheet') return sheetBlocks(scene, node)
  const source = scene.script.content.campaign.source_language
  const languages = node.show ? [...new Set([scene.language, source])] : [scene.language]
  return languages.map((language) => ({
    as: 'text',
    html: scene.script.content.phrases.html(language, cardId(scene.place), argsOf(scene)),
  }))
}

function sheetLanguages({ script, language }: Scene, node: NodeOf<'sheet'>): Language[] {
  const source = script.content.campaign.source_language
  if (node.in === 'source') return [source]
  return node.in === 'own' ? [language] : [...new Set([language, source])]
}

function partsOf({ script, state }: Scene, node: NodeOf<'sheet'>): NodeOf<'sheet'>['parts'] {
  const vars = varsOf(script, state)
  return node.parts.filter(({ when }) => when === undefined || script.conditions.holds(when, vars))
}

function sheetBlocks(scene: Scene, node: NodeOf<'sheet'>): Block[] {
  const { phrases } = scene.script.content
  const languages = sheetLanguages(scene, node)
  return partsOf(scene, node).map(({ id, as, lines }): Block => {
    const key = `${cardId(scene.place)}.${id}`
    const words = languages.map((language) => phrases.html(language, key, argsOf(scene)))
    const html = words.join(as === 'blank' || as === 'box' ? ' / ' : '\n')
    return as === 'blank' || as === 'box' ? { as, html, lines } : { as, html }
  })
}

/** The words of a sheet, to be copied into a letter. */
function sheetLines(scene: Scene, node: NodeOf<'sheet'>): Line[] {
  return partsOf(scene, node).flatMap(({ id }) =>
    sheetLanguages(scene, node).map((language) => ({
      key: `${cardId(scene.place)}.${id}`,
      args: argsOf(scene),
      in: language,
    })),
  )
}
