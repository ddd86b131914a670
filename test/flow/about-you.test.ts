import { describe, expect, it } from 'vitest'
import { openState } from '../../src/conversation/person.ts'
import { segmentOf } from '../../src/conversation/segment.ts'
import type { Place } from '../../src/flow/places.ts'
import { newState } from '../../src/flow/state.ts'
import { goData } from '../../src/flow/tap.ts'
import { deriveKeys } from '../../src/privacy/keys.ts'
import { realScript, Walker } from '../walker.ts'

const script = realScript()
const offer = '4 коротких вопроса'

/** A person who has chosen Russian and been asked about being counted. */
function person(answer = 'Продолжить'): Walker {
  const walker = new Walker(script)
  walker.say('/start')
  walker.tap('Русский')
  walker.tap('Далее')
  walker.tap(answer)
  return walker
}

function at(flow: string, node: string, walker = person()): Walker {
  walker.tapData(goData('ru', { flow, node }))
  return walker
}

/** At the first card that completes a topic. */
const finished = (walker = person()) => at('sim', 'buy', walker)
const labels = (walker: Walker) => walker.buttons().map(({ text }) => text)
const place = ({ state: { place: here } }: { state: { place: Place } }) => `${here.flow}.${here.node}`
const told = ({ state: { vars } }: Walker) => ({ ...vars, citizenship: undefined })

function answerAll(walker: Walker, ...answers: string[]): Walker {
  walker.tap(offer)
  walker.tap('Ответить')
  for (const answer of answers) walker.tap(answer)
  return walker
}

describe('the offer of questions about the person', () => {
  it('stands below the card that completes the first topic, not before', () => {
    const walker = person()
    expect(labels(walker)).not.toContain(offer)
    expect(labels(at('sim', 'start', walker))).not.toContain(offer)
    expect(labels(finished(walker))).toContain(offer)
  })

  it('is shown once more when the person comes back, and not a third time', () => {
    const walker = finished()
    walker.tap('Источник')
    walker.tap('Назад')
    expect(labels(walker)).toContain(offer)
    walker.say('/menu')
    expect(labels(finished(walker))).toContain(offer)
    walker.say('/menu')
    expect(labels(finished(walker))).not.toContain(offer)
    expect(labels(at('taxes', 'debt', walker))).not.toContain(offer)
  })

  it('moves on to the next topic that is completed, and not to another card of the first', () => {
    const walker = at('ru-contract', 'notice')
    expect(labels(walker)).toContain(offer)
    expect(labels(at('ru-contract', 'pay', walker))).not.toContain(offer)
    expect(labels(at('taxes', 'debt', walker))).toContain(offer)
    expect(labels(finished(walker))).not.toContain(offer)
  })

  it('is gone for good once a question was answered or skipped, or all were', () => {
    for (const taps of [['Ответить', 'Женщина'], ['Ответить', 'Пропустить'], ['Пропустить']]) {
      const walker = finished()
      walker.tap(offer)
      for (const tap of taps) walker.tap(tap)
      walker.say('/menu')
      expect(labels(finished(walker)), taps.join()).not.toContain(offer)
      expect(labels(at('taxes', 'debt', walker)), taps.join()).not.toContain(offer)
    }
  })

  it('is never made in an emergency, on the way from one, or after a grave matter', () => {
    const walker = at('help', 'start')
    for (const node of Object.keys(script.flows.get('help')?.nodes ?? {}))
      expect(labels(at('help', node, walker)), node).not.toContain(offer)
    expect(labels(finished(at('help', 'start')))).not.toContain(offer)
    for (const topic of script.content.campaign.no_questions_after) {
      const flow = [...script.flows.values()].find((each) => each.topic === topic)
      for (const node of Object.keys(flow?.nodes ?? {}))
        expect(labels(at(flow?.flow ?? '', node)), `${topic} ${node}`).not.toContain(offer)
    }
  })

  it('is not made for topics of the bot itself, nor to whoever is not counted or was not asked yet', () => {
    expect(labels(at('about', 'real'))).not.toContain(offer)
    expect(labels(finished(person('Не считать меня')))).not.toContain(offer)
    const unasked = new Walker(script)
    unasked.say('/start keep-it')
    unasked.tap('Русский')
    expect(unasked.state.counting).toBe('unasked')
    expect(labels(unasked)).not.toContain(offer)
  })

  it('goes when the person says not to be counted', () => {
    const walker = finished()
    walker.say('/mydata')
    walker.tap('Не считать меня')
    expect(labels(finished(walker))).not.toContain(offer)
  })
})

describe('the questions about the person', () => {
  it('are four, and lead back to the card they were offered on', () => {
    const walker = answerAll(finished(), 'Женщина', '25–34', 'Собираюсь ехать', 'Нет')
    expect(told(walker)).toEqual({ sex: 'f', age: '25-34', status: 'planning', disability: 'no' })
    expect(place(walker)).toBe('profile.thanks')
    walker.tap('Вернуться к карточке')
    expect(place(walker)).toBe('sim.buy')
    expect(walker.state.calls).toEqual([])
  })

  it('can each be skipped: nothing is told then, and all goes on as before', () => {
    const skip = 'Пропустить'
    const walker = answerAll(finished(), skip, skip, skip, skip)
    expect(place(walker)).toBe('profile.thanks')
    expect(segmentOf(walker.state)).toBe(segmentOf(finished().state))
  })

  it('can all be skipped at once, which tells nothing and leads back', () => {
    const walker = finished()
    walker.tap(offer)
    walker.tap('Пропустить')
    expect(place(walker)).toBe('sim.buy')
    expect(segmentOf(walker.state)).toBe(segmentOf(finished().state))
  })

  it('end with the age for whoever is under 18', () => {
    const walker = answerAll(finished(), 'Мужчина', 'До 18')
    expect(place(walker)).toBe('profile.thanks')
    walker.say('/mydata')
    walker.tap('Ответы о себе')
    expect(labels(walker).slice(0, 2)).toEqual(['Пол', 'Возраст'])
    expect(labels(walker)).not.toContain('Инвалидность')
  })

  it('are not asked twice: what was told in /mydata is passed over', () => {
    const walker = finished()
    const later = walker.buttons().find(({ text }) => text === offer)?.data ?? ''
    walker.say('/mydata')
    walker.tap('Ответы о себе')
    expect(labels(walker).slice(0, 4)).toEqual(['Пол', 'Возраст', 'О поездке', 'Инвалидность'])
    walker.tap('Пол')
    walker.tap('Женщина')
    walker.tapData(later)
    walker.tap('Ответить')
    expect(place(walker)).toBe('profile.age')
    expect(walker.state.vars.sex).toBe('f')
  })

  it('go with what the account does from then on', () => {
    const walker = answerAll(finished(), 'Женщина', '50 и больше', 'Родные за границей', 'Да')
    expect(segmentOf(walker.state).split('|')).toEqual(expect.arrayContaining(['f', '50', 'family', 'yes']))
  })
})

describe('/mydata', () => {
  const html = (walker: Walker) => walker.messages.at(-1)?.message.html ?? ''

  it('shows what was told, lets one change it, and take it back', () => {
    const walker = answerAll(finished(), 'Женщина', '25–34', 'Собираюсь ехать', 'Нет')
    walker.say('/mydata')
    for (const line of ['Пол: Женщина', 'Возраст: 25–34', 'О поездке: Собираюсь ехать', 'Инвалидность: Нет'])
      expect(html(walker)).toContain(line)
    walker.tap('Ответы о себе')
    walker.tap('Возраст')
    walker.tap('35–49')
    expect(place(walker)).toBe('me.data')
    expect(html(walker)).toContain('Возраст: 35–49')
    for (const name of ['Пол', 'Возраст', 'О поездке', 'Инвалидность']) {
      walker.tap('Ответы о себе')
      walker.tap(name)
      walker.tap('Не указывать')
      expect(html(walker)).not.toContain(`${name}:`)
    }
    expect(segmentOf(walker.state)).toBe(segmentOf(finished().state))
  })

  it('shows how many cards were rated', () => {
    const walker = finished()
    walker.tap('Полезно')
    walker.say('/mydata')
    expect(html(walker)).toContain('Оценено карточек: 1')
  })

  it('is empty after /forget', () => {
    const walker = answerAll(finished(), 'Женщина')
    walker.say('/forget')
    walker.tap('Удалить')
    walker.say('/mydata')
    expect(html(walker)).not.toContain('Пол')
    expect(walker.state.vars).toEqual({})
  })
})

describe('a state saved before there were votes and offers', () => {
  it('is read as one without them', () => {
    const {
      voted: _v,
      offer: _o,
      secrets: _s,
      version: _n,
      ...old
    } = {
      ...newState(),
      vars: { citizenship: 'KG' },
      completed: ['ru.entry'],
    }
    const saved = { id: 1, lookup: '00'.repeat(16), keyboard: null, version: 7, state: old, secrets: null }
    const state = openState(saved, deriveKeys('a secret of the tests, long enough'))
    expect(state).toMatchObject({
      version: 7,
      vars: { citizenship: 'KG' },
      completed: ['ru.entry'],
      voted: [],
      offer: { card: null, times: 0 },
    })
  })
})
