import { describe, expect, it } from 'vitest'
import { allLanguages } from '../../src/campaign/campaign.ts'
import { makeMessage } from '../../src/content/message.ts'
import { emergencyNumbers, factsUnder, isFixed } from '../../src/flow/hidden.ts'
import { cardId, helpPlace, menuPlace, type Place } from '../../src/flow/places.ts'
import { render } from '../../src/flow/render.ts'
import { everyNode } from '../../src/flow/rules/graph.ts'
import type { Script } from '../../src/flow/script.ts'
import { newState } from '../../src/flow/state.ts'
import { goData } from '../../src/flow/tap.ts'
import type { HiddenThing } from '../../src/store/hidden.ts'
import { hiddenOf } from '../../src/store/live-script.ts'
import { realScript, Walker } from '../walker.ts'
import { featureScript } from './features.ts'

const hiding = (script: Script, ...things: HiddenThing[]): Script => ({ ...script, hidden: hiddenOf(things) })
const card = (id: string): HiddenThing => ({ kind: 'card', id })
const fact = (id: string): HiddenThing => ({ kind: 'fact', id })
const contact = (id: string): HiddenThing => ({ kind: 'contact', id })
const today = '2026-11-24'

/** What somebody who has chosen a language is shown at a place. */
function shownAt(script: Script, place: Place, language: (typeof allLanguages)[number] = 'ru') {
  const replies = render(script, { ...newState(), language, place }, language)
  const messages = replies.map((reply) => makeMessage(script.content, reply.card, language, today))
  return {
    replies,
    html: messages.map(({ html }) => html).join('\n'),
    rows: messages.at(-1)?.rows.flat() ?? [],
  }
}

const safe = (script: Script, language: (typeof allLanguages)[number] = 'ru') =>
  script.content.phrases.html(language, 'ui.hidden_card')
const shownNodes = everyNode(realScript()).filter(({ node }) => node.kind !== 'route')

describe('a card that is hidden', () => {
  it('is replaced by the safe card with Back, Menu and Help now, in every language, and is no exposure', () => {
    const script = hiding(realScript(), card('wages.start'))
    for (const language of allLanguages) {
      const { replies, html, rows } = shownAt(script, { flow: 'wages', node: 'start' }, language)
      expect(html).toContain(safe(script, language))
      expect(html).not.toContain(script.content.phrases.html(language, 'wages.start'))
      expect(replies.map(({ card }) => card.exposure)).toEqual([null])
      const labels = ['ui.back', 'ui.menu', 'ui.help'].map((key) =>
        script.content.phrases.plain(language, key),
      )
      expect(rows.map(({ text }) => text)).toEqual(labels)
    }
  })

  it('says nothing of itself by any of its sides, old buttons included', () => {
    for (const { place } of shownNodes) {
      if (isFixed(place)) continue
      const script = hiding(realScript(), card(cardId(place)))
      for (const view of [
        'src',
        'ru',
        'keep',
        'share',
        'pic',
        'pdf',
        'txt',
        'ics',
        'pack',
        'say',
        'c-ru-112',
      ]) {
        const { replies, html } = shownAt(script, { ...place, view })
        expect([cardId(place), view, html.startsWith(safe(script))]).toEqual([cardId(place), view, true])
        expect(replies.every((reply) => reply.kind === 'card' && reply.card.media === null)).toBe(true)
      }
    }
  })

  it('is not counted as a topic completed, kept or shared', () => {
    const script = hiding(featureScript(), card('visit.last'), card('visit.first'))
    const person = new Walker(script)
    const go = (node: string, view?: string) =>
      person.do({
        kind: 'go',
        language: 'ru',
        place: view === undefined ? { flow: 'visit', node } : { flow: 'visit', node, view },
      })
    expect(go('last').events).toEqual([])
    expect(go('first', 'keep').events).toEqual([])
    expect(go('first', 'share').events).toEqual([])
    const seen = new Walker(featureScript())
    expect(seen.do({ kind: 'go', language: 'ru', place: { flow: 'visit', node: 'last' } }).events).toEqual([
      { name: 'topic_completed', item: 'kg.visit' },
    ])
  })

  it('asks for no vote and offers no questions, old buttons included', () => {
    const place = { flow: 'sim', node: 'buy' }
    const press = { kind: 'press', language: 'ru', place, press: 'vote.yes' } as const
    const at = (script: Script) => {
      const person = new Walker(script)
      person.say('/start')
      for (const label of ['Русский', 'Далее', 'Продолжить']) person.tap(label)
      person.do({ kind: 'go', language: 'ru', place })
      return person
    }
    const hidden = at(hiding(realScript(), card('sim.buy')))
    expect(hidden.state.offer).toEqual({ card: null, times: 0 })
    const { version } = hidden.state
    expect(hidden.do({ ...press, version }).events).toEqual([])
    expect(hidden.state.voted).toEqual([])
    const seen = at(realScript())
    expect(seen.state.offer).toEqual({ card: 'sim.buy', times: 1 })
    expect(seen.do({ ...press, version: seen.state.version }).events).toEqual([
      { name: 'helpful_voted', item: 'sim.buy', value: 1 },
    ])
  })

  it('takes no typed words as the answer to its question', () => {
    const place = { flow: 'visit', node: 'wages' }
    const asked = new Walker(featureScript())
    asked.do({ kind: 'go', language: 'ru', place })
    asked.do({ kind: 'text', text: '500' })
    expect(asked.state.vars.wages).toBe(500)
    const hidden = new Walker(hiding(featureScript(), card('visit.wages')))
    hidden.do({ kind: 'go', language: 'ru', place })
    hidden.do({ kind: 'text', text: '500' })
    expect(hidden.state.vars.wages).toBeUndefined()
    expect(hidden.state.place).toEqual({ ...place, view: 'text' })
  })

  it('is there again when it is shown again', () => {
    const script = realScript()
    const place = { flow: 'wages', node: 'start' }
    expect(shownAt(hiding(script), place)).toEqual(shownAt(script, place))
  })

  it('cannot be one without which nobody could choose a language, find the menu or be forgotten', () => {
    const script = realScript()
    for (const { place } of shownNodes) {
      if (!isFixed(place)) continue
      expect(shownAt(hiding(script, card(cardId(place))), place)).toEqual(shownAt(script, place))
    }
    expect(isFixed(menuPlace)).toBe(true)
    expect(isFixed({ flow: 'me', node: 'forget' })).toBe(true)
  })
})

describe('a fact that is hidden', () => {
  it('hides every card that rests on it, also by a question or a date, and no other', () => {
    const script = realScript()
    const ids = [...script.content.facts.keys()]
    for (const id of ids) {
      const less = hiding(script, fact(id))
      for (const { place, node } of shownNodes) {
        const rests = factsUnder(node).includes(id) && !isFixed(place)
        if (!rests && id !== ids[0]) continue
        const { html } = shownAt(less, place)
        expect([id, cardId(place), html.startsWith(safe(less))]).toEqual([id, cardId(place), rests])
      }
    }
  })
})

describe('a contact that is hidden', () => {
  it('vanishes from every card and list that shows it', () => {
    const real = realScript()
    for (const id of ['ru-112', 'kg-mfa', 'kz-102']) {
      const name = real.content.phrases.html('ru', `contacts.${id}`)
      const less = hiding(real, contact(id))
      for (const { place } of shownNodes) {
        const { html, rows } = shownAt(less, place)
        expect([cardId(place), html.includes(`– ${name}`)]).toEqual([cardId(place), false])
        expect(rows.some((row) => 'data' in row && row.data.endsWith(`:c-${id}`))).toBe(false)
      }
    }
  })

  it('is not opened from an old message: the safe card comes, and nothing is counted', () => {
    const real = realScript()
    const node = shownNodes.find((each) => each.node.kind === 'contacts')
    const { rows } = shownAt(real, node?.place ?? menuPlace)
    const data = rows.flatMap((row) => ('data' in row ? [row.data] : [])).find((each) => each.includes(':c-'))
    const id = data?.split(':c-')[1] ?? ''
    const place = { ...(node?.place ?? menuPlace), view: `c-${id}` }
    expect(data).toBe(goData('ru', place))
    const open = (on: Script) => new Walker(on).do({ kind: 'go', language: 'ru', place })
    expect(open(real).events).toEqual([{ name: 'contact_opened', item: id }])
    const less = hiding(real, contact(id))
    expect(open(less).events).toEqual([])
    expect(shownAt(less, place).html).toContain(safe(less))
  })
})

describe('in an emergency', () => {
  const urgent = shownNodes.filter(({ flow }) => flow.emergency)
  const numbersIn = (script: Script, place: Place) =>
    shownAt(script, place).replies.at(-1)?.card.contacts ?? []

  it('every hidden card still shows a number to call, the Russian words, and the menu', () => {
    expect(urgent.length).toBeGreaterThan(10)
    for (const { place, node } of urgent) {
      const things = [card(cardId(place)), ...factsUnder(node).map(fact)]
      for (const thing of things) {
        const less = hiding(realScript(), thing)
        const { html, rows } = shownAt(less, place, 'ky')
        expect(html).toContain('<b>112</b>')
        expect(html).toContain(safe(less, 'ky'))
        expect(html).toContain(safe(less, 'ru'))
        expect(rows.some((row) => 'data' in row && row.data === goData('ky', menuPlace))).toBe(true)
      }
    }
  })

  it('the first card of help keeps its ways to the other emergency cards', () => {
    const less = hiding(realScript(), card(cardId(helpPlace)))
    const { rows, html } = shownAt(less, helpPlace)
    expect(html).toContain(safe(less))
    expect(
      rows.some((row) => 'data' in row && row.data === goData('ru', { flow: 'help', node: 'danger' })),
    ).toBe(true)
    expect(shownAt(hiding(realScript(), fact('ru-c1')), helpPlace).rows).toEqual(rows)
  })

  it('hidden numbers give way to those that are left, until none is left at all', () => {
    const real = realScript()
    const first = emergencyNumbers(real, null)
    expect(first).toContain('ru-112')
    const less = hiding(real, ...first.map(contact))
    const others = numbersIn(less, helpPlace)
    expect(others.length).toBeGreaterThan(0)
    expect(others.filter((id) => first.includes(id))).toEqual([])
    for (const { place, node } of urgent) {
      if (node.kind === 'route' || node.contacts.length === 0) continue
      expect([cardId(place), numbersIn(less, place).length > 0]).toEqual([cardId(place), true])
    }
  })

  it('typed words show the numbers that are left', () => {
    const walker = new Walker(hiding(realScript(), contact('ru-112')))
    walker.do({ kind: 'command', command: 'menu' })
    const turn = walker.do({ kind: 'text', text: 'что делать' })
    const { contacts } = turn.replies[0]?.card ?? { contacts: [] }
    expect(contacts).not.toContain('ru-112')
    expect(contacts.length).toBeGreaterThan(0)
  })
})
