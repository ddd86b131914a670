import type { CardButton } from '../content/message.ts'
import { aboutYouPlace, cardId, flowAt, isAboutBot } from './places.ts'
import type { Scene } from './scene.ts'
import type { Node } from './script.ts'
import type { State } from './state.ts'
import { goData } from './tap.ts'

/** What a person may tell of themselves, so that the campaign sees whom it does not reach. */
export const toldOfSelf = ['sex', 'age', 'status', 'disability'] as const

/** How often the questions are offered to somebody who does not take them up. */
const offersMost = 2

/** Of somebody of whom it is not known whether they were asked: they are not asked again. */
export const offeredEnough: State['offer'] = { card: null, times: offersMost }

type Ground = Pick<Scene, 'script' | 'state' | 'place'>

/**
 * Where the questions are offered after a card is arrived at: below the card that completes a topic, and there once more
 * when the person comes back, or below the next such card; not a third time.
 */
export function offerAt(ground: Ground, node: Node, completes: boolean): State['offer'] {
  const { offer } = ground.state
  const card = cardId(ground.place)
  if ((!completes && offer.card !== card) || !mayOffer(ground, node)) return offer
  return offer.times < offersMost ? { card, times: offer.times + 1 } : offeredEnough
}

export function offerRows(scene: Scene, node: Node): CardButton[][] {
  const { state, place, language } = scene
  if (state.offer.card !== cardId(place) || !mayOffer(scene, node)) return []
  return [[{ label: { key: 'ui.about_you' }, data: goData(language, aboutYouPlace) }]]
}

/** Never on the way to help or from it, nor after a grave matter, nor of whoever is not counted or was asked already. */
function mayOffer({ script, state, place }: Ground, node: Node): boolean {
  const flow = flowAt(script, place)
  if (node.kind === 'route' || node.quiet || isAboutBot(flow)) return false
  if (flow.topic !== undefined && script.content.campaign.no_questions_after.includes(flow.topic))
    return false
  if ([place, ...state.trail].some((each) => flowAt(script, each).emergency)) return false
  return ['counted', 'shown'].includes(state.counting) && !wasAsked(state)
}

/** An answer, also `unknown` after Skip, or `about` when all questions were skipped at once. */
function wasAsked({ vars }: State): boolean {
  return ['about', ...toldOfSelf].some((name) => vars[name] !== undefined)
}
