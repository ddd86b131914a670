import { type Place, placeOf, resolvePlace } from '../flow/places.ts'
import type { Script } from '../flow/script.ts'

/** What is counted under no topic of the script. */
export const otherTopic = 'other'

export type Topics = {
  /** Topics of the script, in the order of its flows. */
  topics: readonly string[]
  /** The topic of a card: card -> flow -> topic, through `flows/moved.yaml` for cards that moved; else "other". */
  topicOf(card: string): string
}

export function topicsOf(script: Script): Topics {
  const flows = [...script.flows.values()]
  const topics = new Set(flows.flatMap(({ topic }) => (topic === undefined ? [] : [topic])))
  return {
    topics: [...topics],
    topicOf(card) {
      const place: Place = placeOf(card, '')
      const { flow } = resolvePlace(script, place) ?? place
      return script.flows.get(flow)?.topic ?? otherTopic
    },
  }
}
