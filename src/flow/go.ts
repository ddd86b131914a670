import { isHiddenContact } from './hidden.ts'
import { type Draft, enter, trailLength, visit } from './move.ts'
import {
  aboutYouPlace,
  bare,
  cardId,
  flowAt,
  menuPlace,
  nodeAt,
  type Place,
  resolvePlace,
  samePlace,
} from './places.ts'
import { hasView } from './views.ts'

/** Goes where a navigation button leads, to the side of the card that it names. */
export function go(draft: Draft, place: Place): void {
  const { script, state } = draft
  const found = resolvePlace(script, bare(place))
  if (found === undefined) {
    state.note = { key: 'ui.node_gone' }
    return enter(draft, menuPlace)
  }
  if (asksConsentFirst(draft, found)) return ask(draft, found)
  if (samePlace(found, aboutYouPlace)) noteWhereFrom(draft)
  visit(draft, found)
  if (place.view === undefined || nodeAt(script, found)?.kind === 'route') return
  if (!hasView(script, state.place, place.view)) return
  state.place = { ...bare(state.place), view: place.view }
  if (!isHiddenContact(script, place.view)) note(draft, place.view)
}

/** After the first useful card a person is asked once about being counted; never on the way to help. */
function asksConsentFirst({ script, state }: Draft, place: Place): boolean {
  if (state.counting !== 'unasked' || state.language === null) return false
  const open = ['welcome', 'me', 'about'].includes(place.flow) || samePlace(place, state.place)
  if (open || flowAt(script, place).emergency || flowAt(script, state.place).emergency) return false
  const passedBy = state.place.flow === 'welcome' && state.place.node !== 'useful'
  if (passedBy) state.counting = 'shown'
  return !passedBy
}

function ask(draft: Draft, wanted: Place): void {
  draft.state.calls = [...draft.state.calls, bare(wanted)]
  enter(draft, { flow: 'welcome', node: 'consent' })
}

/** The questions about a person lead back to where they were offered, also by Back between them. */
function noteWhereFrom({ state }: Draft): void {
  if (state.place.flow === aboutYouPlace.flow) return
  state.calls = [...state.calls, bare(state.place)].slice(-trailLength)
}

function note({ events, state }: Draft, view: string): void {
  const item = cardId(state.place)
  if (view.startsWith('c-')) events.push({ name: 'contact_opened', item: view.slice(2) })
  if (view === 'keep') events.push({ name: 'card_kept', item })
  if (view === 'share') events.push({ name: 'card_shared', item })
}
