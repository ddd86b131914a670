import type { Language } from '../campaign/campaign.ts'
import { findRows } from '../content/tables.ts'
import type { Understood } from '../content/understood.ts'
import { distanceKm, plain, readAnswer } from './answer.ts'
import { hear, toSafety } from './heard.ts'
import { isHidden } from './hidden.ts'
import { type Draft, follow, today } from './move.ts'
import { bare, nodeAt } from './places.ts'
import { acceptAnswer, keep, pickRow } from './press.ts'
import type { NodeOf } from './script.ts'

export type Hearing = { guess: Language; understand: (text: string) => Understood }

/** Takes typed words: as a cry for help, as the answer to the question that is asked, else as a free question. */
export function text(draft: Draft, typed: string, { guess, understand }: Hearing): void {
  const { script, state } = draft
  const means = understand(typed)
  const node = nodeAt(script, state.place)
  const isQuestion = (state.place.view ?? 'ru') === 'ru' && !isHidden(script, state.place)
  const isAwaited = isQuestion && (node?.kind === 'ask' || node?.kind === 'pick')
  if (means.kind === 'danger' && (means.sure || !isAwaited)) return toSafety(draft, means.danger)
  if (node?.kind === 'ask' && isQuestion) return answer(draft, node, typed, guess)
  if (node?.kind === 'pick' && isQuestion) return search(draft, node, typed)
  if (means.kind !== 'danger') hear(draft, means)
}

function answer(draft: Draft, node: NodeOf<'ask'>, typed: string, guess: Language): void {
  const chosen = optionNamed(draft, node, typed, draft.state.language ?? guess)
  if (chosen !== undefined) return acceptAnswer(draft, node, chosen)
  const read = readAnswer(node, typed, draft.now)
  if (!read.ok) draft.state.note = read.say
  else {
    if (node.answer === 'date') keep(draft, node, [`${node.var}_past`, read.value < today(draft)])
    acceptAnswer(draft, node, read.value)
  }
}

const foundMost = 8

/** Looks for the row that is meant. What was typed is not kept, only which rows fit it. */
function search(draft: Draft, node: NodeOf<'pick'>, typed: string): void {
  const { script, state } = draft
  const table = script.content.tables.get(node.table)
  const found = table === undefined ? [] : findRows(table, plain(typed), foundMost)
  const [only] = found
  if (only !== undefined && found.length === 1) pickRow(draft, node, only)
  else if (found.length > 0) {
    state.found = found
    state.note = { key: 'ui.pick_some' }
  } else if (node.none === undefined) state.note = { key: 'ui.pick_none' }
  else follow(draft, node.none, state.place)
}

/** The option whose button says what the person typed. */
function optionNamed(
  draft: Draft,
  node: NodeOf<'ask'>,
  typed: string,
  language: Language,
): string | undefined {
  const { phrases } = draft.script.content
  const { flow, node: name } = draft.state.place
  const said = plain(typed).toLocaleLowerCase()
  return Object.entries(node.options).find(
    ([id, option]) =>
      phrases.plain(language, option.label ?? `${flow}.${name}.${id}`).toLocaleLowerCase() === said,
  )?.[0]
}

/** Takes a shared position. Only the nearest option is kept; where exactly a person was is forgotten with the turn. */
export function location(draft: Draft, here: [number, number]): void {
  const node = nodeAt(draft.script, draft.state.place)
  if (node?.kind !== 'ask' || node.answer !== 'location' || isHidden(draft.script, draft.state.place)) {
    draft.state.place = { ...bare(draft.state.place), view: 'media' }
    return
  }
  const near = Object.entries(node.options)
    .flatMap(([id, { near: at, within_km = 50 }]) =>
      at === undefined ? [] : [{ id, km: distanceKm(at, here), within_km }],
    )
    .filter(({ km, within_km }) => km <= within_km)
    .sort((a, b) => a.km - b.km)[0]
  const elsewhere = Object.entries(node.options).find(([, option]) => option.near === undefined)?.[0]
  const chosen = near?.id ?? elsewhere
  if (chosen === undefined) draft.state.note = { key: 'ui.wrong_location' }
  else acceptAnswer(draft, node, chosen)
}
