import { describe, expect, it } from 'vitest'
import type { Place } from '../../src/flow/places.ts'
import { everyNode } from '../../src/flow/rules/graph.ts'
import { goData } from '../../src/flow/tap.ts'
import { realScript, Walker } from '../walker.ts'

const script = realScript()
const buy: Place = { flow: 'sim', node: 'buy' }

/** A person who has chosen Russian and been asked about being counted. */
function person(answer = 'Продолжить'): Walker {
  const walker = new Walker(script)
  walker.say('/start')
  walker.tap('Русский')
  walker.tap('Далее')
  walker.tap(answer)
  return walker
}

function at(place: Place, walker = person()): Walker {
  walker.tapData(goData('ru', place))
  return walker
}

const rows = (walker: Walker) =>
  walker.messages.at(-1)?.message.rows.map((row) => row.map(({ text }) => text)) ?? []
const offersVote = (walker: Walker) => rows(walker).some((row) => row.join() === 'Полезно,Не полезно')
const voteEvents = (walker: Walker) => walker.turn?.events.filter(({ name }) => name === 'helpful_voted')

describe('the vote below the last card of a topic', () => {
  it.each([
    ['Полезно', 1],
    ['Не полезно', 0],
  ])('%s is counted as %d with its card, thanked for, and asked no more', (label, value) => {
    const walker = at(buy)
    walker.tap(label)
    expect(voteEvents(walker)).toEqual([{ name: 'helpful_voted', item: 'sim.buy', value }])
    expect(walker.messages.at(-1)?.message.html).toMatch(/^<i>Спасибо, ваш голос учтён\.<\/i>/)
    expect(walker.state.place).toEqual(buy)
    expect(offersVote(walker)).toBe(false)
    walker.say('/menu')
    expect(offersVote(at(buy, walker))).toBe(false)
  })

  it('does not count the card as shown once more', () => {
    const walker = at(buy)
    expect(walker.turn?.replies.at(-1)?.card.exposure).toBe('sim.buy')
    walker.tap('Полезно')
    expect(walker.turn?.replies.at(-1)?.card.exposure).toBeNull()
    walker.say('/menu')
    expect(at(buy, walker).turn?.replies.at(-1)?.card.exposure).toBe('sim.buy')
  })

  it('is for one card: another last card still asks', () => {
    const walker = at(buy)
    walker.tap('Полезно')
    expect(offersVote(at({ flow: 'taxes', node: 'debt' }, walker))).toBe(true)
  })

  it('stands below every approved last card, but in no emergency, below nothing quiet, and not on the bot itself', () => {
    const walker = person()
    walker.tapData(goData('ru', { flow: 'profile', node: 'citizenship' }))
    walker.tap('Кыргызстан')
    const stood: { id: string; asks: boolean; may: boolean }[] = []
    for (const { place, node, flow, id } of everyNode(script)) {
      at(place, walker)
      if (node.kind === 'route' || walker.state.place.node !== place.node) continue
      const isExposure = walker.turn?.replies.at(-1)?.card.exposure !== null
      const may = node.end && isExposure && !flow.emergency && !flow.topic?.startsWith('bot.')
      stood.push({ id: `${flow.flow}.${id}`, asks: offersVote(walker), may })
    }
    expect(stood.filter(({ asks, may }) => asks !== may)).toEqual([])
    expect(stood.filter(({ asks }) => asks).length).toBeGreaterThan(100)
  })

  it('is not asked of the uncounted, whose vote nobody would see', () => {
    expect(offersVote(at(buy, person('Не считать меня')))).toBe(false)
  })

  it('is asked on the card itself only, not on its source, its link or what was typed there', () => {
    const walker = at(buy)
    for (const view of ['src', 'share', 'keep']) {
      walker.tapData(goData('ru', { ...buy, view }))
      expect(offersVote(walker), view).toBe(false)
    }
    walker.say('спасибо')
    expect(offersVote(walker)).toBe(false)
  })

  it('pressed again, late, or forged changes nothing and shows the current card', () => {
    const walker = at(buy)
    const old = walker.buttons().find(({ text }) => text === 'Полезно')?.data ?? ''
    walker.tap('Не полезно')
    const forged = `s:${walker.state.version.toString(36)}:ru:sim.buy:vote.yes`
    const elsewhere = `s:${(walker.state.version + 2).toString(36)}:ru:sim.start:vote.yes`
    for (const data of [old, forged]) {
      walker.tapData(data)
      expect(voteEvents(walker)).toEqual([])
      expect(walker.turn?.replies.at(-1)?.card.note).toEqual({ key: 'ui.old_button' })
    }
    at({ flow: 'sim', node: 'start' }, walker)
    walker.tapData(elsewhere)
    expect(voteEvents(walker)).toEqual([])
    expect(walker.state.voted).toEqual(['sim.buy'])
  })

  it('is remembered for the newest 50 cards', () => {
    const walker = person()
    const ends = everyNode(script).filter(({ node }) => node.kind === 'card' && node.end)
    const voted: string[] = []
    for (const { place } of ends) {
      at(place, walker)
      if (!offersVote(walker)) continue
      const { flow, node } = walker.state.place
      walker.tap('Полезно')
      voted.push(`${flow}.${node}`)
      if (voted.length === 52) break
    }
    expect(walker.state.voted).toEqual(voted.slice(2))
  })
})
