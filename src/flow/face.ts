import { nativeNames, spokenBy } from '../campaign/campaign.ts'
import { findContacts } from '../content/contacts.ts'
import type { CardButton, Line } from '../content/message.ts'
import { isPlain } from '../content/texts.ts'
import { argsOf } from './args.ts'
import { notHidden } from './hidden.ts'
import { knownLines } from './known.ts'
import { varsOf } from './known-vars.ts'
import { cardId, nodeAt, type Place, placeOf, startOf } from './places.ts'
import type { Scene } from './scene.ts'
import type { Button, NodeOf, Shown } from './script.ts'
import type { State } from './state.ts'
import { goData, pressData } from './tap.ts'
import { datedSteps, timelineLines } from './timeline.ts'

/** What the node of a place says and what can be pressed on it, before the engine adds its own rows. */
export type Face = { id: string; lines: Line[]; rows: CardButton[][]; facts: string[] }

export function face(scene: Scene, node: Shown): Face {
  const id = cardId(scene.place)
  const buttons = buttonRows(scene, node.buttons)
  switch (node.kind) {
    case 'card':
      return { id, lines: cardLines(scene, node), rows: buttons, facts: node.facts }
    case 'sheet':
      return { id, lines: [{ key: id }], rows: buttons, facts: node.facts }
    case 'timeline': {
      const steps = datedSteps(scene, node)
      const facts = [...new Set([...node.facts, ...steps.flatMap((step) => step.facts)])]
      return { id, lines: [{ key: id }, ...timelineLines(steps)], rows: buttons, facts }
    }
    case 'pick':
      return { id, lines: [{ key: id }], rows: [...foundRows(scene, node), ...buttons], facts: node.facts }
    case 'ask':
      return { id, lines: [{ key: id }], rows: [...optionRows(scene, node), ...buttons], facts: node.facts }
    case 'checklist':
      return { id, lines: [{ key: id }], rows: [...tickRows(scene, node), ...buttons], facts: node.facts }
    case 'contacts':
      return {
        id,
        lines: contactLines(scene, node),
        rows: [...contactRows(scene, node), ...buttons],
        facts: node.facts,
      }
    case 'language':
      return { id, lines: languageLines(scene), rows: languageRows(scene), facts: node.facts }
    case 'quiz':
      return quizFace(scene, node)
  }
}

function cardLines(scene: Scene, { unticked }: NodeOf<'card'>): Line[] {
  const id = cardId(scene.place)
  const line: Line = takesArgs(scene, id) ? { key: id, args: argsOf(scene) } : { key: id }
  if (id === 'me.data') return [line, ...knownLines(scene)]
  return unticked === undefined ? [line] : [line, ...untickedLines(scene, unticked)]
}

/** Few cards have variables, and gathering them costs more than all else about a card. */
function takesArgs({ script: { content } }: Scene, key: string): boolean {
  const text = content.texts.get(content.campaign.source_language)?.get(key)
  return text !== undefined && !isPlain(text.text)
}

/** What a checklist still lacks. */
function untickedLines({ script, state, place }: Scene, checklist: string): Line[] {
  const at = { flow: place.flow, node: checklist }
  const node = nodeAt(script, at)
  if (node?.kind !== 'checklist') throw new Error(`${cardId(at)} is no checklist`)
  const ticked = state.ticks[cardId(at)] ?? []
  const missing = node.items.filter((item) => !ticked.includes(item))
  if (missing.length === 0) return [{ key: 'ui.all_ticked' }]
  return missing.map((item) => ({ key: `${cardId(at)}.${item}.why` }))
}

function foundRows(scene: Scene, node: NodeOf<'pick'>): CardButton[][] {
  const { script, state } = scene
  const ids = state.found.length > 0 ? state.found : node.first
  return ids.flatMap((id) => {
    const row = script.content.tables.get(node.table)?.rows.get(id)
    return row === undefined ? [] : [[{ label: { text: row.name }, data: press(scene, id) }]]
  })
}

function buttonRows(scene: Scene, buttons: Readonly<Record<string, Button>>): CardButton[][] {
  const { script, state } = scene
  const entries = Object.entries(buttons)
  const vars = entries.some(([, { when }]) => when !== undefined) ? varsOf(script, state) : {}
  return entries
    .filter(([, { when }]) => when === undefined || script.conditions.holds(when, vars))
    .filter(([, { effect }]) => !(effect === 'count' && state.counting === 'counted'))
    .filter(([, { effect }]) => !(effect === 'dont-count' && state.counting === 'uncounted'))
    .map(([id, button]) => [makeButton(scene, id, button)])
}

function makeButton(scene: Scene, id: string, button: Button): CardButton {
  const label = { key: button.label ?? `${cardId(scene.place)}.${id}` }
  if (button.url !== undefined) return { label, url: button.url }
  const plainMove = button.set === undefined && button.effect === undefined && button.request === undefined
  const target = plainMove ? moveOf(scene, button) : undefined
  if (target !== undefined) return { label, data: goData(scene.language, target) }
  return { label, data: press(scene, id) }
}

function moveOf(scene: Scene, button: Button): Place | undefined {
  if (button.flow !== undefined) return startOf(scene.script, button.flow)
  if (button.to === undefined || button.to === 'return') return undefined
  return placeOf(button.to, scene.place.flow)
}

function press(scene: Scene, what: string): string {
  return pressData(scene.state.version, scene.language, scene.place, what)
}

function optionRows(scene: Scene, node: NodeOf<'ask'>): CardButton[][] {
  const rows: CardButton[][] = Object.entries(node.options).map(([id, option]) => [
    { label: { key: option.label ?? `${cardId(scene.place)}.${id}` }, data: press(scene, id) },
  ])
  return node.optional ? [...rows, [{ label: { key: 'ui.skip' }, data: press(scene, 'skip') }]] : rows
}

function tickRows(scene: Scene, node: NodeOf<'checklist'>): CardButton[][] {
  const id = cardId(scene.place)
  const ticked = scene.state.ticks[id] ?? []
  return node.items.map((item) => [
    {
      label: { key: `${id}.${item}` },
      data: press(scene, item),
      mark: ticked.includes(item) ? 'ticked' : 'unticked',
    },
  ])
}

export function citizenshipOf({ vars }: State): string | null {
  return typeof vars.citizenship === 'string' ? vars.citizenship : null
}

function foundContacts({ script, state }: Scene, node: NodeOf<'contacts'>): string[] {
  const query = { tags: node.tags, place: node.place, citizenship: citizenshipOf(state) }
  return notHidden(script, findContacts(script.content.contacts, query))
}

function contactLines(scene: Scene, node: NodeOf<'contacts'>): Line[] {
  const line = { key: cardId(scene.place) }
  return foundContacts(scene, node).length > 0 ? [line] : [line, { key: 'ui.contact_none' }]
}

function contactRows(scene: Scene, node: NodeOf<'contacts'>): CardButton[][] {
  return foundContacts(scene, node).map((id) => [
    {
      label: { key: `contacts.${id}.short` },
      data: goData(scene.language, { ...scene.place, view: `c-${id}` }),
    },
  ])
}

function languageLines({ script }: Scene): Line[] {
  return spokenBy(script.content.campaign).map((language) => ({ key: 'ui.language_title', in: language }))
}

function languageRows(scene: Scene): CardButton[][] {
  return spokenBy(scene.script.content.campaign).map((language) => [
    { label: { text: nativeNames[language] }, data: press(scene, language) },
  ])
}

function quizFace(scene: Scene, node: NodeOf<'quiz'>): Face {
  const { state, place } = scene
  const ids = Object.keys(node.questions)
  const run =
    state.quiz?.flow === place.flow && state.quiz.node === place.node
      ? state.quiz
      : { index: 0, answered: null }
  const questionId = ids[run.index] ?? ids[0] ?? ''
  const question = node.questions[questionId]
  if (question === undefined) throw new Error(`${cardId(place)} has no question`)
  const id = `${cardId(place)}.${questionId}`
  if (run.answered !== null) {
    const next: CardButton = { label: { key: 'ui.next' }, data: press(scene, 'next') }
    return { id, lines: [{ key: `${id}.${run.answered}.why` }], rows: [[next]], facts: question.facts }
  }
  const progress = { key: 'ui.quiz_progress', args: { n: run.index + 1, total: ids.length } }
  const rows: CardButton[][] = Object.entries(question.answers).map(([answer, { label }]) => [
    { label: { key: label ?? `${id}.${answer}` }, data: press(scene, answer) },
  ])
  return {
    id,
    lines: [progress, { key: id }],
    rows: isYesNo(question.answers) ? [rows.flat()] : rows,
    facts: question.facts,
  }
}

function isYesNo(answers: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(answers).sort().join() === 'no,yes'
}
