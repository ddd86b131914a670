import type { Card, CardButton } from '../content/message.ts'
import { type Danger, refusals, type Understood } from '../content/understood.ts'
import { empty, noticeCard, onward } from './aside.ts'
import { citizenshipOf } from './face.ts'
import { go } from './go.ts'
import { type Draft, enter } from './move.ts'
import { bare, flowAt, helpPlace, menuPlace, nodeAt, type Place, samePlace, startOf } from './places.ts'
import { lastRows, type Scene } from './scene.ts'
import type { Flow, Script } from './script.ts'
import { command } from './start.ts'
import { goData } from './tap.ts'

/** The safety card of each danger, with its contact. */
export const safetyCards: Readonly<Record<Danger, Place>> = {
  trafficking: { flow: 'help', node: 'held' },
  passport: { flow: 'help', node: 'passport' },
  violence: { flow: 'help', node: 'danger' },
  detention: { flow: 'help', node: 'police-held' },
  missing: { flow: 'help', node: 'missing' },
  suicide: { flow: 'help', node: 'despair' },
  injury: { flow: 'help', node: 'hurt' },
  army: { flow: 'help', node: 'army' },
}

/** Where what is said leads, beside what was asked for, and the facts that its words rest on. */
const leads: Readonly<Record<string, { flows: readonly string[]; facts?: readonly string[] }>> = {
  'say-person': { flows: ['contacts'] },
  'say-complaint': { flows: ['contacts'] },
  'say-forged-paper': { flows: ['fake-papers'], facts: ['ru-128', 'ru-127-user'] },
  'say-bribe': { flows: ['police'], facts: ['ru-109-bribe'] },
  'say-smuggling': { flows: ['recruiter'] },
}
/** The lawful way to go abroad, by whose citizen asks. */
const abroad: Readonly<Record<string, string>> = { KG: 'kg-abroad', TJ: 'tj-abroad', UZ: 'uz-abroad' }

/** Danger comes before all else, also before a question that waits for an answer: Back leads to it. */
export function toSafety(draft: Draft, danger: Danger): void {
  draft.events.push({ name: 'danger_told', item: danger })
  const card = safetyCards[danger]
  enter(draft, nodeAt(draft.script, card) === undefined ? helpPlace : card)
}

/** Answers free words by what they were understood as. */
export function hear(draft: Draft, means: Exclude<Understood, { kind: 'danger' }>): void {
  switch (means.kind) {
    case 'command':
      return command(draft, means.command)
    case 'topic':
      return tell(draft, means)
    case 'talk':
      return say(draft, means.talk)
    case 'refused':
      draft.state.asked = [...means.topics]
      return say(draft, means.refusal)
    case 'person':
    case 'complaint':
      return say(draft, means.kind)
    case 'unknown':
      draft.events.push({ name: 'text_unanswered' })
      draft.state.place = { ...bare(draft.state.place), view: 'text' }
  }
}

function tell(draft: Draft, { sure, topics }: Extract<Understood, { kind: 'topic' }>): void {
  const { script, state } = draft
  const [first] = topics
  const flow = flowOf(script, first)
  const start = flow === undefined ? undefined : startOf(script, flow.flow)
  draft.events.push({ name: 'text_answered', item: first })
  if (state.language === null) state.pending = flow?.flow ?? null
  else if (sure && start !== undefined) go(draft, start)
  else say(draft, 'choose')
  state.asked = [...topics]
}

function say({ state }: Draft, name: string): void {
  state.place = { ...bare(state.place), view: `say-${name}` }
}

function flowOf(script: Script, topic: string): Flow | undefined {
  return [...script.flows.values()].find((flow) => flow.topic === topic)
}

/** What the bot says to free words: in few words, with ways on. */
export function heardCard(scene: Scene, view: string): Card {
  const rows = [...topicRows(scene, view), ...leadRows(scene, view)]
  if (view === 'say-choose' && rows.length === 0) return noticeCard(scene, 'text')
  return {
    ...empty,
    lines: [{ key: `ui.say_${view.slice('say-'.length).replaceAll('-', '_')}` }],
    facts: (leads[view]?.facts ?? []).filter((id) => scene.script.content.facts.has(id)),
    rows: [...rows, [onward(scene)], ...lastRows(scene)],
  }
}

/** Below a topic that was found by free words: whether it was meant. */
export function notThisRows({ script, state, language, place }: Scene): CardButton[][] {
  const [first] = state.asked
  const start = startOf(script, place.flow)
  if (first === undefined || flowAt(script, place).topic !== first) return []
  if (start === undefined || !samePlace(place, start)) return []
  return [[{ label: { key: 'ui.not_this' }, data: goData(language, { ...bare(place), view: 'say-choose' }) }]]
}

function topicRows(scene: Scene, view: string): CardButton[][] {
  if (view !== 'say-choose' && !refusals.some((each) => view === `say-${each}`)) return []
  return scene.state.asked.flatMap((topic) => {
    const flow = flowOf(scene.script, topic)
    return flow === undefined || flow.flow === scene.place.flow ? [] : flowRow(scene, flow.flow)
  })
}

function leadRows(scene: Scene, view: string): CardButton[][] {
  const shown = scene.state.asked.map((topic) => flowOf(scene.script, topic)?.flow)
  const own = view === 'say-smuggling' ? abroad[citizenshipOf(scene.state) ?? ''] : undefined
  const flows = own === undefined ? (leads[view]?.flows ?? []) : [own]
  return flows.filter((flow) => !shown.includes(flow)).flatMap((flow) => flowRow(scene, flow))
}

function flowRow({ script, language }: Scene, flow: string): CardButton[][] {
  const start = startOf(script, flow)
  return start === undefined
    ? []
    : [[{ label: { key: labelKey(script, flow) }, data: goData(language, start) }]]
}

/** What the menu calls a flow: titles may be too long for a button. */
function labelKey(script: Script, flow: string): string {
  for (const [id, node] of Object.entries(flowAt(script, menuPlace).nodes)) {
    if (node.kind === 'route') continue
    const found = Object.entries(node.buttons).find(([, button]) => button.flow === flow)
    if (found !== undefined) return found[1].label ?? `menu.${id}.${found[0]}`
  }
  return `${flow}.title`
}
