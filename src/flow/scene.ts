import type { Language } from '../campaign/campaign.ts'
import type { CardButton } from '../content/message.ts'
import { bare, helpPlace, languagePlace, menuPlace, type Place, samePlace } from './places.ts'
import type { Script } from './script.ts'
import type { State } from './state.ts'
import { goData } from './tap.ts'

/** What is needed to show a place. */
export type Scene = { script: Script; state: State; language: Language; place: Place }

/** Back and Menu, and Help now: below every card, so that there is never a dead end. */
export function lastRows({ state, language, place }: Scene): CardButton[][] {
  const help: CardButton = { label: { key: 'ui.help' }, data: goData(language, helpPlace) }
  const menu: CardButton = { label: { key: 'ui.menu' }, data: goData(language, menuPlace) }
  if (state.language === null) return beforeLanguage(place, { help, menu, languages: languages(language) })
  const back: CardButton = { label: { key: 'ui.back' }, data: goData(language, backFrom(state, place)) }
  if (samePlace(place, menuPlace)) return [[help]]
  return samePlace(place, helpPlace) ? [[back, menu]] : [[back, menu], [help]]
}

function backFrom(state: State, place: Place): Place {
  if (place.view !== undefined) return bare(place)
  return state.trail.at(-1) ?? menuPlace
}

function languages(language: Language): CardButton {
  return { label: { key: 'ui.languages' }, data: goData(language, languagePlace) }
}

/** Whoever begins with a command has chosen no language yet: the choice is always one tap away. */
function beforeLanguage(
  place: Place,
  to: { help: CardButton; menu: CardButton; languages: CardButton },
): CardButton[][] {
  if (samePlace(place, languagePlace)) return [[to.help]]
  const row = samePlace(place, menuPlace) ? [to.languages] : [to.menu, to.languages]
  return samePlace(place, helpPlace) ? [row] : [row, [to.help]]
}
