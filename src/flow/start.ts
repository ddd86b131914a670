import { dayIn } from '../campaign/campaign.ts'
import type { Command } from './input.ts'
import { type Draft, enter } from './move.ts'
import { helpPlace, languagePlace, menuPlace, startOf } from './places.ts'
import { clearMessages, stopSending } from './press.ts'
import type { Script } from './script.ts'

/** Start was pressed, perhaps through a link with a code. */
export function start(draft: Draft, payload: string): void {
  const { state, script } = draft
  const { code, flow } = readPayload(script, payload)
  if (state.source === null) {
    state.source = code
    state.since = dayIn(script.content.campaign.time_zone, draft.now)
    draft.events.push({ name: 'started', item: code })
  }
  if (flow !== null && script.flows.get(flow)?.emergency === true)
    return enter(draft, startOf(script, flow) ?? helpPlace)
  if (state.language === null) {
    state.pending = flow
    state.place = startOf(script, 'welcome') ?? menuPlace
    return
  }
  enter(draft, (flow === null ? undefined : startOf(script, flow)) ?? menuPlace)
}

/**
 * A /start payload counts only when it is registered: a code of the campaign, a topic's code, or a share of it. Else its
 * code is `other`, and `none` without one.
 */
export function readPayload(script: Script, payload: string): { code: string; flow: string | null } {
  const shared = /^share(?:-(.+))?$/.exec(payload)
  const entry = shared === null ? payload : (shared[1] ?? '')
  const flow = entry === '' ? undefined : [...script.flows.values()].find((each) => each.entry === entry)
  if (flow !== undefined) return { code: payload, flow: flow.flow }
  if (payload === '') return { code: 'none', flow: null }
  const known =
    shared?.[1] === undefined &&
    (shared !== null || Object.hasOwn(script.content.campaign.entry_codes, payload))
  return { code: known ? payload : 'other', flow: null }
}

/** Commands work in any state: no flow swallows them. */
export function command(draft: Draft, name: Command): void {
  switch (name) {
    case 'menu':
      return enter(draft, menuPlace)
    case 'help':
      return enter(draft, helpPlace)
    case 'language':
      return enter(draft, languagePlace)
    case 'stop':
      stopSending(draft)
      return enter(draft, { flow: 'me', node: 'stop' })
    case 'forget':
      return enter(draft, { flow: 'me', node: 'forget' })
    case 'mydata':
      return enter(draft, { flow: 'me', node: 'data' })
    case 'privacy':
      return enter(draft, { flow: 'me', node: 'privacy' })
    case 'clear':
      clearMessages(draft)
      return enter(draft, { flow: 'me', node: 'clear' })
  }
}
