import { type Language, nativeNames } from '../campaign/campaign.ts'
import { findContacts, isFor } from '../content/contacts.ts'
import { type Card, type CardButton, isDraft, type Line } from '../content/message.ts'
import { contactCard, keptCard, noticeCard, shareCard, sourcesCard } from './aside.ts'
import { knownLines } from './known.ts'
import { bare, cardId, flowAt, nodeAt, type Place, placeOf, startOf } from './places.ts'
import { lastRows, type Scene } from './scene.ts'
import type { Button, Node, NodeOf, Script } from './script.ts'
import type { State } from './state.ts'
import { goData, pressData } from './tap.ts'

/** What the bot says: the current card, and before it a card that stays in the chat as a message of its own. */
export type Reply = { kind: 'kept' | 'card'; card: Card }

/** The replies that a state stands for: a pure function, so that they can be made again after a crash. */
export function render(script: Script, state: State, language: Language): Reply[] {
  const scene = { script, state, language, place: state.place }
  const { view } = state.place
  const main = mainCard(scene)
  if (view === 'keep')
    return [{ kind: 'kept', card: { ...main, exposure: null, note: null, rows: [] } }, card(keptCard(scene))]
  if (view === 'src') return [card(sourcesCard(scene, main))]
  if (view === 'share') return [card(shareCard(scene))]
  if (view === 'text' || view === 'media') return [card(noticeCard(scene, view))]
  if (view?.startsWith('c-')) return [card(contactCard(scene, view.slice(2)))]
  return [card({ ...main, inSource: view === 'ru', exposure: view === 'ru' ? null : main.exposure })]
}

function card(of: Card): Reply {
  return { kind: 'card', card: of }
}

/** The card of a node as it is first seen. */
function mainCard(scene: Scene): Card {
  const { script, state, place } = scene
  const node = nodeAt(script, place)
  if (node === undefined || node.kind === 'route') throw new Error(`${cardId(place)} cannot be shown`)
  const { lines, rows, facts, id } = face(scene, node)
  const flow = flowAt(script, place)
  const approved = flow.topic !== undefined || flow.emergency || facts.length > 0
  const base: Card = {
    exposure: approved && !node.quiet ? id : null,
    note: state.note,
    lines,
    sources: [],
    facts,
    contacts: node.contacts.filter((id) => isMeant(scene, id)),
    bilingual: flow.emergency,
    inSource: false,
    media: node.media ?? null,
    rows: [],
  }
  return { ...base, rows: [...rows, ...tidy(scene, asideRows(scene, node, base), lastRows(scene))] }
}

/** In an emergency few rows, so that the numbers above them stay in sight: what is short shares a row. */
function tidy({ script, place }: Scene, aside: CardButton[][], last: CardButton[][]): CardButton[][] {
  const row = [...aside.flat(), ...(last[0] ?? [])]
  return flowAt(script, place).emergency && row.length <= 3 ? [row, ...last.slice(1)] : [...aside, ...last]
}

type Face = { id: string; lines: Line[]; rows: CardButton[][]; facts: string[] }

function face(scene: Scene, node: Exclude<Node, { kind: 'route' }>): Face {
  const id = cardId(scene.place)
  const buttons = buttonRows(scene, node.buttons)
  switch (node.kind) {
    case 'card': {
      const lines = [{ key: id, args: cardArgs(scene.state) }, ...(id === 'me.data' ? knownLines(scene) : [])]
      return { id, lines, rows: buttons, facts: node.facts }
    }
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

function cardArgs(state: State): Record<string, number> {
  return state.result === null ? { score: 0, total: 0 } : state.result
}

function buttonRows(scene: Scene, buttons: Readonly<Record<string, Button>>): CardButton[][] {
  const { script, state } = scene
  return Object.entries(buttons)
    .filter(([, button]) => button.when === undefined || script.conditions.holds(button.when, state.vars))
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

function isMeant({ script, state }: Scene, id: string): boolean {
  const contact = script.content.contacts.get(id)
  if (contact === undefined) throw new Error(`There is no contact ${id}`)
  return isFor(contact, citizenshipOf(state))
}

function citizenshipOf({ vars }: State): string | null {
  return typeof vars.citizenship === 'string' ? vars.citizenship : null
}

function foundContacts({ script, state }: Scene, node: NodeOf<'contacts'>): string[] {
  const query = { tags: node.tags, place: node.place, citizenship: citizenshipOf(state) }
  return findContacts(script.content.contacts, query)
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
  return script.content.campaign.languages.map((language) => ({ key: 'ui.language_title', in: language }))
}

function languageRows(scene: Scene): CardButton[][] {
  return scene.script.content.campaign.languages.map((language) => [
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

function asideRows(scene: Scene, node: Exclude<Node, { kind: 'route' }>, base: Card): CardButton[][] {
  const side = (key: string, view: string): CardButton => ({
    label: { key },
    data: goData(scene.language, { ...bare(scene.place), view }),
  })
  const carry = [
    node.keep ? side('ui.keep', 'keep') : undefined,
    node.share ? side('ui.share', 'share') : undefined,
  ]
  const { content } = scene.script
  const draft =
    !base.bilingual &&
    base.lines.some((line) => line.in === undefined && isDraft(content, scene.language, line.key))
  const russian = draft && scene.place.view !== 'ru' ? side('ui.russian', 'ru') : undefined
  const check = [base.facts.length > 0 ? side('ui.sources', 'src') : undefined, russian]
  return [carry, check]
    .map((row) => row.filter((button) => button !== undefined))
    .filter((row) => row.length > 0)
}
