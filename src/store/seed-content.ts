import { spokenBy } from '../campaign/campaign.ts'
import { mayBeShown } from '../content/contacts.ts'
import { cardId, nodeAt, type Place, startOf } from '../flow/places.ts'
import { nextPlaces } from '../flow/routes.ts'
import type { Flow, Script } from '../flow/script.ts'

/** A topic as people of one citizenship go through it. */
export type SeedTopic = {
  topic: string
  /** Code of the link that leads straight to it. */
  entry: string | null
  /** Ids of the cards from its first to one of its last, in order; several ways. */
  ways: readonly (readonly string[])[]
}
type SeedQuiz = { id: string; first: string; points: number; last: readonly string[] }

/** What made-up accounts read, choose and open: all of it is the campaign's own. */
export type SeedContent = {
  timeZone: string
  languages: readonly string[]
  /** By citizenship. */
  topics: ReadonlyMap<string, readonly SeedTopic[]>
  /** Cards on the way to topics. */
  crossings: readonly string[]
  quizzes: readonly SeedQuiz[]
  contacts: readonly string[]
  entryCodes: readonly string[]
  /** Each card of a topic with its topic. */
  topicOf: readonly (readonly [string, string])[]
}

/** How many ways through one topic are kept, the shortest first. */
const mostWays = 4

/** What people find in a script; `topicOf`: each card of a topic with its topic. */
export function seedContent(script: Script, topicOf: SeedContent['topicOf']): SeedContent {
  const { campaign, contacts } = script.content
  const flows = [...script.flows.values()]
  return {
    timeZone: campaign.time_zone,
    languages: spokenBy(campaign),
    topics: new Map([...campaign.citizenships, 'other'].map((from) => [from, topicsFor(script, from)])),
    crossings: flows
      .filter(({ topic, emergency }) => topic === undefined && !emergency)
      .filter(({ flow }) => flow === 'menu')
      .flatMap(cardsOf),
    quizzes: flows.flatMap(quizzesOf),
    contacts: [...contacts].flatMap(([id, contact]) => (mayBeShown(contact) ? [id] : [])),
    entryCodes: Object.keys(campaign.entry_codes),
    topicOf,
  }
}

/** Those of their own country first, then in the campaign's order: the first are read the most. */
function topicsFor(script: Script, citizenship: string): SeedTopic[] {
  const { topics } = script.content.campaign
  const rank = ({ topic = '' }: Flow) =>
    topic.startsWith(`${citizenship.toLowerCase()}.`) ? -1 : topics.indexOf(topic)
  const flows = [...script.flows.values()].sort((a, b) => rank(a) - rank(b))
  return flows.flatMap((flow) => {
    if (flow.topic === undefined) return []
    const ways = waysThrough(script, flow, citizenship)
    return ways.length === 0 ? [] : [{ topic: flow.topic, entry: flow.entry ?? null, ways }]
  })
}

/** The shortest ways from a flow's start to its end cards. What is quiet is shown and never counted, what only chooses is not shown. */
function waysThrough(script: Script, { flow }: Flow, citizenship: string): string[][] {
  const start = startOf(script, flow)
  const waiting: { place: Place; way: string[] }[] = start === undefined ? [] : [{ place: start, way: [] }]
  const seen = new Set<string>()
  const found: string[][] = []
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { place } = next
    const node = nodeAt(script, place)
    if (node === undefined || place.flow !== flow || seen.has(cardId(place))) continue
    seen.add(cardId(place))
    const counted = node.kind !== 'route' && !node.quiet
    const way = counted ? [...next.way, cardId(place)] : next.way
    if (counted && node.end) found.push(way)
    for (const to of nextPlaces(script, node, place, citizenship)) waiting.push({ place: to, way })
  }
  return found.slice(0, mostWays)
}

function cardsOf({ flow, nodes }: Flow): string[] {
  return Object.entries(nodes).flatMap(([node, { kind }]) =>
    kind === 'card' ? [cardId({ flow, node })] : [],
  )
}

function quizzesOf({ flow, start, nodes }: Flow): SeedQuiz[] {
  return Object.entries(nodes).flatMap(([node, quiz]) => {
    if (quiz.kind !== 'quiz') return []
    const last = quiz.bands.map(({ to }) => (to.includes('.') ? to : cardId({ flow, node: to })))
    const points = Object.keys(quiz.questions).length
    return [{ id: cardId({ flow, node }), first: cardId({ flow, node: start }), points, last }]
  })
}
