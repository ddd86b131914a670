import { allLanguages, spokenBy } from '../campaign/campaign.ts'
import { varsOf } from './known-vars.ts'
import { call, type Draft, enter, follow } from './move.ts'
import { cardId, languagePlace, menuPlace, own, type Place, samePlace, startOf } from './places.ts'
import type { Button, Effect, Node, NodeOf, Scalar } from './script.ts'

/** Does what a button of the current card says. False when the card has no such button any more. */
export function pressButton(draft: Draft, node: Node, press: string): boolean {
  switch (node.kind) {
    case 'route':
      return false
    case 'language':
      return chooseLanguage(draft, node, press)
    case 'ask':
      return chooseOption(draft, node, press) || pressOwn(draft, node.buttons, press)
    case 'checklist':
      return tick(draft, node, press) || pressOwn(draft, node.buttons, press)
    case 'quiz':
      return answerQuiz(draft, node, press)
    case 'pick':
      return pickRow(draft, node, press) || pressOwn(draft, node.buttons, press)
    case 'card':
    case 'contacts':
    case 'sheet':
    case 'timeline':
      return pressOwn(draft, node.buttons, press)
  }
}

function pressOwn(draft: Draft, buttons: Readonly<Record<string, Button>>, press: string): boolean {
  const { state, script } = draft
  const button = own(buttons, press)
  if (button === undefined) return false
  if (button.when !== undefined && !script.conditions.holds(button.when, varsOf(script, state))) return false
  const here = state.place
  state.vars = { ...state.vars, ...button.set }
  if (button.request !== undefined) request(draft, button.request)
  if (button.effect !== undefined) apply(draft, button.effect)
  if (button.call !== undefined) call(draft, button.call, here)
  else if (button.flow !== undefined) enter(draft, startOf(script, button.flow) ?? here)
  else follow(draft, button.to ?? here.node, here)
  return true
}

function request(draft: Draft, kind: 'ask' | 'remind'): void {
  draft.requests.push({ kind, card: cardId(draft.state.place) })
  draft.events.push({
    name: kind === 'ask' ? 'question_asked' : 'reminder_asked',
    item: cardId(draft.state.place),
  })
  draft.state.note = { key: `ui.request_${kind}` }
}

function apply(draft: Draft, effect: Effect): void {
  const { state, events, requests } = draft
  switch (effect) {
    case 'count':
      if (state.counting !== 'counted') events.push({ name: 'counting_accepted' })
      state.counting = 'counted'
      return
    case 'dont-count':
      if (state.counting !== 'uncounted') requests.push({ kind: 'uncount' })
      state.counting = 'uncounted'
      return
    case 'stop':
      stopSending(draft)
      return
    case 'resume':
      if (state.stopped) events.push({ name: 'sending_resumed' })
      state.stopped = false
      return
    case 'forget':
      requests.push({ kind: 'forget' })
      return
    case 'clear':
      clearMessages(draft)
      return
  }
}

export function clearMessages({ state, requests }: Draft): void {
  requests.push({ kind: 'clear' })
  state.note = { key: 'ui.cleared' }
}

export function stopSending({ state, events }: Draft): void {
  if (!state.stopped) events.push({ name: 'sending_stopped' })
  state.stopped = true
}

function chooseLanguage(draft: Draft, node: NodeOf<'language'>, press: string): boolean {
  const { state, script, events } = draft
  const language = allLanguages.find(
    (each) => each === press && spokenBy(script.content.campaign).includes(each),
  )
  if (language === undefined) return false
  const first = state.language === null
  state.language = language
  events.push({ name: 'language_chosen', item: language })
  if (first && state.trail.length === 0) goOnFromFirstLanguage(draft, node)
  else if (samePlace(state.place, languagePlace)) leaveLanguageMenu(draft)
  else follow(draft, node.then, state.place)
  return true
}

/** The first useful card is the topic that the /start code named, where it named one. */
function goOnFromFirstLanguage(draft: Draft, node: NodeOf<'language'>): void {
  const { state, script } = draft
  const topic = state.pending === null ? undefined : startOf(script, state.pending)
  state.pending = null
  if (topic === undefined) follow(draft, node.then, state.place)
  else enter(draft, topic)
  state.trail = []
}

/** Switching the language keeps the place: back to the card that the menu was opened from. */
function leaveLanguageMenu(draft: Draft): void {
  const { state } = draft
  const back = state.trail.at(-1)
  state.trail = state.trail.slice(0, -1)
  state.place = back ?? menuPlace
}

function chooseOption(draft: Draft, node: NodeOf<'ask'>, press: string): boolean {
  const option = own(node.options, press)
  if (option === undefined && !(press === 'skip' && node.optional)) return false
  acceptAnswer(draft, node, option === undefined ? 'unknown' : press)
  return true
}

const secretHours = 24

/** Keeps an answer and goes on to where the question leads. */
export function acceptAnswer(draft: Draft, node: NodeOf<'ask'>, value: string | number | boolean): void {
  const { state } = draft
  const here: Place = state.place
  keep(draft, node, [node.var, value])
  const option = typeof value === 'string' ? own(node.options, value) : undefined
  follow(draft, option?.to ?? node.then, here)
}

/** Keeps what was answered, or what follows from it, as openly as the question says. */
export function keep(draft: Draft, node: NodeOf<'ask'>, [name, value]: [string, Scalar]): void {
  if (node.private) keepSecret(draft, name, value)
  else draft.state.vars = { ...draft.state.vars, [name]: value }
}

/** Sealed when the state is saved, and dropped a day later. */
function keepSecret({ state, now }: Draft, name: string, value: Scalar): void {
  const until = new Date(now.getTime() + secretHours * 3_600_000).toISOString()
  state.secrets = { ...state.secrets, [name]: { value, until } }
}

/** Keeps a row that was chosen. Which one may tell where a person is or whom they deal with: it goes within a day. */
export function pickRow(draft: Draft, node: NodeOf<'pick'>, row: string): boolean {
  const { script, state } = draft
  if (!script.content.tables.get(node.table)?.rows.has(row)) return false
  keepSecret(draft, node.var, row)
  follow(draft, node.then, state.place)
  return true
}

function tick(draft: Draft, node: NodeOf<'checklist'>, press: string): boolean {
  if (!node.items.includes(press)) return false
  const { state } = draft
  const id = cardId(state.place)
  const ticked = state.ticks[id] ?? []
  const now = ticked.includes(press) ? ticked.filter((item) => item !== press) : [...ticked, press]
  state.ticks = { ...state.ticks, [id]: now }
  return true
}

function answerQuiz(draft: Draft, node: NodeOf<'quiz'>, press: string): boolean {
  const { state } = draft
  const run = state.quiz
  if (run === null) return false
  const ids = Object.keys(node.questions)
  if (run.answered !== null) {
    if (press !== 'next') return false
    if (run.index + 1 < ids.length) state.quiz = { ...run, index: run.index + 1, answered: null }
    else finishQuiz(draft, node, run.score)
    return true
  }
  const question = node.questions[ids[run.index] ?? '']
  const answer = question === undefined ? undefined : own(question.answers, press)
  if (answer === undefined) return false
  state.quiz = { ...run, score: run.score + answer.points, answered: press }
  return true
}

function finishQuiz(draft: Draft, node: NodeOf<'quiz'>, score: number): void {
  const { state, events } = draft
  events.push({ name: 'quiz_finished', item: cardId(state.place), value: score })
  const total = Object.values(node.questions)
    .map((question) => Math.max(...Object.values(question.answers).map(({ points }) => points)))
    .reduce((sum, points) => sum + points, 0)
  state.result = { score, total }
  state.quiz = null
  const band = node.bands.findLast(({ from }) => score >= from) ?? node.bands[0]
  if (band === undefined) throw new Error(`${cardId(state.place)} has no band`)
  follow(draft, band.to, state.place)
}
