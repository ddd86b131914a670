import type { CardButton } from '../content/message.ts'
import { isHidden } from './hidden.ts'
import type { Draft } from './move.ts'
import { cardId, flowAt, isAboutBot } from './places.ts'
import type { Scene } from './scene.ts'
import type { Node } from './script.ts'
import { pressData } from './tap.ts'

/** Votes that are remembered of a person, so that nobody is asked twice. */
const rememberedMost = 50

/** What the buttons carry. No button of a script can carry a dot. */
const votes = { 'vote.yes': 1, 'vote.no': 0 } as const

type Ground = Pick<Scene, 'script' | 'state' | 'place'>

/** Whether an approved card is the last of its flow and still without this person's vote. A vote of the uncounted would be lost. */
function mayVote({ script, state, place }: Ground, node: Node): boolean {
  if (node.kind === 'route' || !node.end || node.quiet || isHidden(script, place)) return false
  const flow = flowAt(script, place)
  const isApproved = flow.topic !== undefined || node.facts.length > 0
  if (flow.emergency || isAboutBot(flow) || !isApproved) return false
  return state.counting !== 'uncounted' && !state.voted.includes(cardId(place))
}

/** "Helpful" and "Not helpful" below the last card of a topic, in one row. */
export function voteRows(scene: Scene, node: Node): CardButton[][] {
  if (!mayVote(scene, node)) return []
  const button = (key: string, vote: keyof typeof votes): CardButton => ({
    label: { key },
    data: pressData(scene.state.version, scene.language, scene.place, vote),
  })
  return [[button('ui.helpful', 'vote.yes'), button('ui.not_helpful', 'vote.no')]]
}

/** Takes a vote for the card that is shown. False when the press is none, or the card takes none any more. */
export function pressVote({ script, state, events }: Draft, node: Node, press: string): boolean {
  if (press !== 'vote.yes' && press !== 'vote.no') return false
  if (!mayVote({ script, state, place: state.place }, node)) return false
  const card = cardId(state.place)
  events.push({ name: 'helpful_voted', item: card, value: votes[press] })
  state.voted = [...state.voted, card].slice(-rememberedMost)
  state.note = { key: thanks }
  return true
}

const thanks = 'ui.thanks_vote'

/** Whether a card is shown again only to thank for its vote: it was counted as shown before. */
export function thanksForVote({ state }: Pick<Scene, 'state'>): boolean {
  return state.note?.key === thanks
}
