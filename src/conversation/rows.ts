import { dayIn } from '../campaign/campaign.ts'
import type { Script } from '../flow/script.ts'
import type { Turn } from '../flow/step.ts'
import type { Keys } from '../privacy/keys.ts'
import { eventNumbers } from '../reach/catalogue.ts'
import type { Group, TurnRow } from '../store/turns.ts'
import type { Incoming } from './incoming.ts'
import { cardsIn } from './letter.ts'
import { closeState } from './person.ts'
import { segmentOf } from './segment.ts'

/** Whose turn it is. `version` is null for somebody the database has not met. */
export type Owner = { account: number; lookup: string; version: number | null }

/** Adds a turn to a group: its state, and its events as rows or, for the uncounted, as a tally of the day. */
export function addTurn(
  group: Group,
  owner: Owner,
  { incoming, turn }: { incoming: Incoming; turn: Turn },
  to: { keys: Keys; script: Script },
): void {
  const at = incoming.at.toISOString()
  group.turns.push(turnRow(owner, incoming, turn, to.keys))
  const { counting } = turn.state
  const segment = segmentOf(turn.state)
  for (const { name, item, value } of turn.events) {
    const kind = eventNumbers[name]
    if (counting === 'uncounted')
      group.tallies.push({
        update: incoming.id,
        day: dayIn(to.script.content.campaign.time_zone, incoming.at),
        kind,
      })
    else
      group.events.push({
        update: incoming.id,
        account: owner.account,
        at,
        kind,
        item: item ?? null,
        value: value ?? null,
        segment,
      })
  }
  for (const request of turn.requests) {
    if (request.kind === 'ask' || request.kind === 'remind') {
      group.requests.push({
        update: incoming.id,
        account: owner.account,
        kind: request.kind,
        card: request.card,
        at,
      })
    }
  }
}

function turnRow(owner: Owner, incoming: Incoming, turn: Turn, keys: Keys): TurnRow {
  const { state, requests } = turn
  const { open, secrets, secretsUntil } = closeState(state, owner.lookup, keys)
  const fresh = owner.version === null
  return {
    update: incoming.id,
    account: owner.account,
    fresh,
    version: owner.version ?? 0,
    lookup: owner.lookup,
    chat: fresh ? keys.seal(String(incoming.chat), owner.lookup) : '',
    state: open,
    language: state.language,
    counting: state.counting,
    stopped: state.stopped,
    source: state.source,
    secrets,
    secrets_until: secretsUntil,
    at: incoming.received.toISOString(),
    cards: cardsIn(turn.replies),
    reachable: incoming.input.kind === 'blocked' ? 'blocked' : 'yes',
    forget: requests.some(({ kind }) => kind === 'forget'),
    uncount: requests.some(({ kind }) => kind === 'uncount'),
  }
}

export function emptyGroup(): Group {
  return { turns: [], events: [], requests: [], tallies: [], outcomes: [] }
}
