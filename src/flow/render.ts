import type { Language } from '../campaign/campaign.ts'
import { isFor } from '../content/contacts.ts'
import { type Card, type CardButton, isDraft } from '../content/message.ts'
import { contactCard, keptCard, noticeCard, sentCard, shareCard, sourcesCard } from './aside.ts'
import { citizenshipOf, face } from './face.ts'
import { fileOf, filesOf } from './files.ts'
import { bare, cardId, flowAt, nodeAt } from './places.ts'
import { lastRows, type Scene } from './scene.ts'
import type { Script, Shown } from './script.ts'
import type { State } from './state.ts'
import { goData } from './tap.ts'

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
  const file = view === undefined ? undefined : fileReplies(scene, view)
  if (file !== undefined) return file
  if (view?.startsWith('c-')) return [card(contactCard(scene, view.slice(2)))]
  return [card({ ...main, inSource: view === 'ru', exposure: view === 'ru' ? null : main.exposure })]
}

/** A file is a message of its own that stays; the card below it leads on. */
function fileReplies(scene: Scene, view: string): Reply[] | undefined {
  const node = shownAt(scene)
  const side = filesOf(scene, node).find((each) => each.view === view)?.view
  if (side === undefined) return undefined
  const sent = sentCard(scene)
  return [{ kind: 'kept', card: { ...sent, note: null, rows: [], ...fileOf(scene, node, side) } }, card(sent)]
}

function shownAt({ script, place }: Scene): Shown {
  const node = nodeAt(script, place)
  if (node === undefined || node.kind === 'route') throw new Error(`${cardId(place)} cannot be shown`)
  return node
}

function card(of: Card): Reply {
  return { kind: 'card', card: of }
}

/** The card of a node as it is first seen. */
function mainCard(scene: Scene): Card {
  const { script, state, place } = scene
  const node = shownAt(scene)
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
    bilingual: flow.emergency || node.show,
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

function isMeant({ script, state }: Scene, id: string): boolean {
  const contact = script.content.contacts.get(id)
  if (contact === undefined) throw new Error(`There is no contact ${id}`)
  return isFor(contact, citizenshipOf(state))
}

function asideRows(scene: Scene, node: Shown, base: Card): CardButton[][] {
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
  const files = filesOf(scene, node).map(({ view, label }) => [side(label, view)])
  const rows = [carry, check]
    .map((row) => row.filter((button) => button !== undefined))
    .filter((row) => row.length > 0)
  return [...files, ...rows]
}
