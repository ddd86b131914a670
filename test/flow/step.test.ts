import { describe, expect, it } from 'vitest'
import type { Script } from '../../src/flow/script.ts'
import { Walker } from '../walker.ts'
import { featureScript } from './features.ts'

const script: Script = featureScript()

/** A person who has chosen Russian, agreed to be counted and stands at the first card of the visit. */
function visitor(): Walker {
  const walker = new Walker(script)
  walker.say('/start visit')
  walker.tap('Русский')
  walker.do({ kind: 'go', language: 'ru', place: { flow: 'welcome', node: 'consent' } })
  walker.tap('Да')
  walker.say('/start visit')
  return walker
}
const html = (walker: Walker) => walker.messages.at(-1)?.message.html ?? ''
const place = (walker: Walker) => `${walker.state.place.flow}.${walker.state.place.node}`
const names = (walker: Walker) => walker.turn?.events.map(({ name, item }) => `${name} ${item ?? ''}`.trim())

describe('a card', () => {
  it('offers what the script says, then what every card has', () => {
    const labels = visitor()
      .messages.at(-1)
      ?.message.rows.map((row) => row.map(({ text }) => text).join(' '))
    expect(labels?.slice(0, 6)).toEqual([
      'Дальше',
      'В сторону',
      'Сварщик',
      'Спросить',
      'Напомнить',
      'Страница',
    ])
    expect(labels?.length).toBe(10)
  })

  it('carries its picture', () => {
    expect(visitor().messages.at(-1)?.message.media).toEqual({ kind: 'picture', file: 'media/map.png' })
  })

  it('hides a button whose condition does not hold, and shows it once it does', () => {
    const walker = visitor()
    expect(walker.buttons().map(({ text }) => text)).not.toContain('Скрытая')
    walker.tap('Дальше')
    walker.say('200')
    walker.say('/start visit')
    expect(walker.buttons().map(({ text }) => text)).toContain('Скрытая')
  })

  it('goes into a subflow and back', () => {
    const walker = visitor()
    walker.tap('В сторону')
    expect(place(walker)).toBe('side.only')
    walker.tap('Обратно')
    expect(place(walker)).toBe('visit.first')
    expect(walker.state.calls).toEqual([])
  })

  it('says honestly what becomes of a wish for a person or a reminder', () => {
    const walker = visitor()
    walker.tap('Спросить')
    expect(walker.turn?.requests).toEqual([{ kind: 'ask', card: 'visit.first' }])
    expect(walker.turn?.replies.at(-1)?.card.note).toEqual({ key: 'ui.request_ask' })
    walker.tap('Напомнить')
    expect(walker.turn?.requests).toEqual([{ kind: 'remind', card: 'visit.first' }])
  })

  it('stays in the chat when it is kept, and another message goes on', () => {
    const walker = visitor()
    walker.tapData('n:ru:visit.first:keep')
    expect(walker.messages.map(({ kind }) => kind)).toEqual(['kept', 'card'])
    expect(walker.messages[0]?.message.rows).toEqual([])
    expect(names(walker)).toEqual(['card_kept visit.first'])
  })

  it('is shared by a link that tells the topic and nobody', () => {
    const walker = visitor()
    walker.tapData('n:ru:visit.first:share')
    expect(html(walker)).toContain('https://t.me/small_bot?start=share-visit')
    expect(names(walker)).toEqual(['card_shared visit.first'])
  })
})

describe('a typed question', () => {
  it('takes a number, says kindly what is wrong with another, and asks again', () => {
    const walker = visitor()
    walker.tap('Дальше')
    walker.say('пять')
    expect(walker.turn?.replies.at(-1)?.card.note).toEqual({
      key: 'ui.wrong_number',
      args: { min: 0, max: 1000 },
    })
    expect(place(walker)).toBe('visit.wages')
    walker.say('１ 000')
    expect(walker.state.vars.wages).toBe(1000)
    expect(place(walker)).toBe('visit.arrival')
  })

  it.each([
    ['24.11.2026', '2026-11-24'],
    ['1/12/26', '2026-12-01'],
    ['2026-11-02', '2026-11-02'],
    ['٢٤.١١.٢٠٢٦', '2026-11-24'],
  ])('reads the date %s day first', (typed, day) => {
    const walker = visitor()
    walker.tap('Дальше')
    walker.say('5')
    walker.say(typed)
    expect(walker.state.vars.arrival).toBe(day)
  })

  it.each([
    ['42', 'ui.wrong_date'],
    ['31.02.2026', 'ui.wrong_date'],
    ['11/24/2026', 'ui.wrong_date'],
    ['01.01.2020', 'ui.wrong_date_range'],
    ['01.01.2030', 'ui.wrong_date_range'],
  ])('refuses the date %s', (typed, key) => {
    const walker = visitor()
    walker.tap('Дальше')
    walker.say('5')
    walker.say(typed)
    expect(walker.turn?.replies.at(-1)?.card.note?.key).toBe(key)
    expect(place(walker)).toBe('visit.arrival')
  })

  it('may be skipped where the script allows it', () => {
    const walker = visitor()
    walker.tap('Дальше')
    walker.say('5')
    const skip = walker.buttons().find(({ data }) => data.endsWith(':skip'))
    walker.tapData(skip?.data ?? '')
    expect(walker.state.vars.arrival).toBe('unknown')
    expect(place(walker)).toBe('visit.story')
  })

  it('keeps a private answer apart, and only for a day', () => {
    const walker = atStory()
    walker.say('слишком длинный рассказ о том')
    expect(walker.turn?.replies.at(-1)?.card.note?.key).toBe('ui.wrong_text_long')
    walker.say('отобрали деньги')
    expect(walker.state.vars).not.toHaveProperty('story')
    expect(walker.state.secrets.story?.value).toBe('отобрали деньги')
    walker.now = new Date(walker.now.getTime() + 25 * 3_600_000)
    walker.say('/menu')
    expect(walker.state.secrets).toEqual({})
  })

  it('keeps of a position only the nearest place', () => {
    const walker = atStory()
    walker.say('деньги')
    walker.do({ kind: 'location', latitude: 40.5, longitude: 72.9 })
    expect(walker.state.vars.city).toBe('osh')
    expect(JSON.stringify(walker.state)).not.toContain('40.5')
    expect(place(walker)).toBe('visit.bag')
  })

  it('takes a choice that is typed like its button', () => {
    const walker = atStory()
    walker.say('деньги')
    walker.say('ош')
    expect(walker.state.vars.city).toBe('osh')
  })

  it('waits through a command and loses nothing', () => {
    const walker = visitor()
    walker.tap('Дальше')
    walker.say('/help')
    expect(place(walker)).toBe('help.start')
    walker.tapData('n:ru:visit.wages')
    walker.say('7')
    expect(walker.state.vars.wages).toBe(7)
  })
})

function atStory(): Walker {
  const walker = visitor()
  walker.tap('Дальше')
  walker.say('5')
  walker.say('24.11.2026')
  return walker
}

function atBag(): Walker {
  const walker = atStory()
  walker.say('деньги')
  walker.tap('Другое')
  return walker
}

describe('a checklist', () => {
  it('keeps its ticks', () => {
    const walker = atBag()
    walker.tap('☐ Копии')
    expect(walker.buttons().map(({ text }) => text)).toContain('☑ Копии')
    walker.say('/menu')
    walker.tapData('n:ru:visit.bag')
    expect(walker.buttons().map(({ text }) => text)).toContain('☑ Копии')
    walker.tap('☑ Копии')
    expect(walker.state.ticks['visit.bag']).toEqual([])
  })
})

describe('a quiz', () => {
  it('explains each answer, adds the points and leads to the band', () => {
    const walker = atBag()
    walker.tap('Готово')
    walker.tap('Да')
    expect(html(walker)).toContain('Верно.')
    walker.tapData(pressOf(walker, 'next'))
    walker.tap('А')
    expect(html(walker)).toContain('Нет.')
    walker.tapData(pressOf(walker, 'next'))
    expect(names(walker)).toEqual(['quiz_finished visit.test', 'topic_completed kg.visit'])
    expect(walker.state.result).toEqual({ score: 1, total: 3 })
    expect(place(walker)).toBe('visit.last')
  })

  it('does not take the same answer twice', () => {
    const walker = atBag()
    walker.tap('Готово')
    const yes = walker.buttons().find(({ text }) => text === 'Да')?.data ?? ''
    walker.tapData(yes)
    walker.tapData(yes)
    expect(walker.state.quiz?.score).toBe(1)
    expect(walker.turn?.replies.at(-1)?.card.note?.key).toBe('ui.old_button')
  })
})

function pressOf(walker: Walker, press: string): string {
  return walker.buttons().find(({ data }) => data.endsWith(`:${press}`))?.data ?? ''
}

describe('an old or forged button', () => {
  it('that changes something leads to the current card', () => {
    const walker = visitor()
    const set = walker.buttons().find(({ text }) => text === 'Сварщик')?.data ?? ''
    walker.say('/menu')
    walker.tapData(set)
    expect(place(walker)).toBe('menu.start')
    expect(walker.state.vars).toEqual({})
  })

  it.each([
    'n:ru:nowhere.node',
    's:1:ru:visit.first:set',
    'x',
    'n:xx:menu.start',
    'n:ru:visit.first:c-ru-112',
    's:zzzzzz:ru:visit.first:set',
  ])('%s does no harm', (data) => {
    const walker = visitor()
    walker.tapData(data)
    expect(walker.messages.at(-1)?.message.rows.length).toBeGreaterThan(0)
    expect(walker.state.vars).toEqual({})
  })

  it('that navigates works for ever, whatever came between', () => {
    const walker = visitor()
    const next = walker.buttons().find(({ text }) => text === 'Дальше')?.data ?? ''
    for (let i = 0; i < 5; i++) walker.say('/menu')
    walker.tapData(next)
    expect(place(walker)).toBe('visit.wages')
  })
})

describe('a person in the middle of a node that a new version no longer has', () => {
  const walker = visitor()
  walker.tap('Дальше')
  const without = (moved: [string, string][]): Script => {
    const visit = script.flows.get('visit')
    if (visit === undefined) throw new Error('no visit')
    const { wages: _gone, ...nodes } = visit.nodes
    return {
      ...script,
      moved: new Map(moved),
      flows: new Map([...script.flows, ['visit', { ...visit, nodes }]]),
    }
  }

  it('finds the menu and a word about it', () => {
    const later = walker.on(without([]))
    later.say('7')
    expect(place(later)).toBe('menu.start')
  })

  it('is led to where the node moved', () => {
    const later = walker.on(without([['visit.wages', 'visit.arrival']]))
    later.say('24.11.2026')
    expect(later.state.vars.arrival).toBe('2026-11-24')
  })
})
