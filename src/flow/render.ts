import type { Language } from '../campaign/campaign.ts'
import { isFor } from '../content/contacts.ts'
import { type Card, type CardButton, isDraft } from '../content/message.ts'
import { offerRows } from './about-you.ts'
import { contactCard, hiddenCard, keptCard, noticeCard, sentCard, shareCard, sourcesCard } from './aside.ts'
import { citizenshipOf, face } from './face.ts'
import { fileOf, filesOf } from './files.ts'
import { heardCard, notThisRows } from './heard.ts'
import { emergencyNumbers, isHidden, isHiddenContact, notHidden } from './hidden.ts'
import { bare, cardId, flowAt, helpPlace, nodeAt, samePlace } from './places.ts'
import { lastRows, type Scene } from './scene.ts'
import type { Script, Shown } from './script.ts'
import type { State } from './state.ts'
import { goData } from './tap.ts'
import { heardViews, isSaid } from './views.ts'
import { thanksForVote, voteRows } from './vote.ts'

/** What the bot says: the current card, and before it a card that stays in the chat as a message of its own. */
export type Reply = { kind: 'kept' | 'card'; card: Card }

/** The replies that a state stands for: a pure function, so that they can be made again after a crash. */
export function render(script: Script, state: State, language: Language): Reply[] {
  const scene = { script, state, language, place: state.place }
  const { view } = state.place
  if (isAway(scene)) return [card(safeCard(scene))]
  const main = mainCard(scene)
  if (view === 'keep')
    return [{ kind: 'kept', card: { ...main, exposure: null, note: null, rows: [] } }, card(keptCard(scene))]
  if (view === 'src') return [card(sourcesCard(scene, main))]
  if (view === 'share') return [card(shareCard(scene))]
  if (view === 'text' || view === 'media') return [card(noticeCard(scene, view))]
  if (view !== undefined && heardViews.includes(view)) return [card(heardCard(scene, view))]
  const file = view === undefined ? undefined : fileReplies(scene, view)
  if (file !== undefined) return file
  if (view?.startsWith('c-')) return [card(contactCard(scene, view.slice(2)))]
  const again = view === 'ru' || thanksForVote(scene)
  return [card({ ...main, inSource: view === 'ru', exposure: again ? null : main.exposure })]
}

/** Whether staff hide the card, or the contact that is opened; what the bot says of typed words stays. */
function isAway({ script, place }: Scene): boolean {
  if (place.view !== undefined && isSaid(place.view)) return false
  return isHidden(script, place) || isHiddenContact(script, place.view)
}

/** In place of a hidden card. Without its ways on, the first card of help would be the end of all help. */
function safeCard(scene: Scene): Card {
  const { script, place } = scene
  const node = shownAt(scene)
  const numbers = flowAt(script, place).emergency ? numbersIn(scene, node) : []
  return hiddenCard(scene, numbers, samePlace(place, helpPlace) ? face(scene, node).rows : [])
}

/** The numbers of an emergency card: its own, and the emergency numbers where none of those is left in it. */
function numbersIn(scene: Scene, node: Shown): string[] {
  const { script, state } = scene
  const own = notHidden(script, node.contacts).filter((id) => isMeant(scene, id))
  const urgent = own.some((id) => script.content.contacts.get(id)?.tags.includes('emergency'))
  return urgent ? own : [...new Set([...own, ...emergencyNumbers(script, citizenshipOf(state))])]
}

/** The contacts of a card that may be seen. An emergency card is never left without a number by what is hidden. */
function contactsIn(scene: Scene, node: Shown): string[] {
  const named = node.contacts.filter((id) => isMeant(scene, id))
  const seen = notHidden(scene.script, named)
  const lost = seen.length < named.length && flowAt(scene.script, scene.place).emergency
  return lost ? numbersIn(scene, node) : seen
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
    contacts: contactsIn(scene, node),
    bilingual: flow.emergency || node.show,
    inSource: false,
    media: node.media ?? null,
    rows: [],
  }
  const asked = [...notThisRows(scene), ...voteRows(scene, node), ...offerRows(scene, node)]
  const aside = [...asideRows(scene, node, base), ...asked]
  return { ...base, rows: [...rows, ...tidy(scene, aside, lastRows(scene))] }
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
