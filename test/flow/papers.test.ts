import { expect, test } from 'vitest'
import type { Calendar, Paper } from '../../src/content/paper.ts'
import type { Script } from '../../src/flow/script.ts'
import { realScript, Walker } from '../walker.ts'

const script = realScript()

/** A Russian-speaking person who stands at a flow of the real script. */
function personAt(entry: string): Walker {
  const walker = new Walker(script)
  walker.say('/start')
  walker.tap('Русский')
  walker.tap('Далее')
  walker.tap(script.content.phrases.plain('ru', 'welcome.consent.count'))
  walker.say(`/start ${entry}`)
  return walker
}

/** Somebody who has said the day of arrival, the place and the citizenship. */
function withDates(came: string, stay: string, citizenship: string): Walker {
  const walker = personAt('dates')
  walker.tap('Посчитать')
  walker.say(came)
  walker.tap(stay)
  walker.tap(citizenship)
  return walker
}

function words(walker: Walker): string {
  return walker.messages.map(({ message }) => message.html.replace(/<[^>]*>/g, '')).join('\n')
}

function madePaper(walker: Walker): Paper {
  const media = walker.messages[0]?.message.media
  if (media === null || media === undefined || !('make' in media) || !('paper' in media.make))
    throw new Error('No paper was made')
  return media.make.paper
}

function madeCalendar(walker: Walker): Calendar {
  const media = walker.messages[0]?.message.media
  if (media === null || media === undefined || !('make' in media) || media.make.as !== 'calendar')
    throw new Error('No calendar was made')
  return media.make.calendar
}

test('a Tajik citizen outside Moscow gets dates that count the day of arrival as the first', () => {
  const walker = withDates('20.11.2026', 'Россия, другое место', 'Таджикистан')
  expect(words(walker)).toMatch(/04\.12\.2026\nПоследний день для регистрации/)
  expect(words(walker)).toMatch(/19\.12\.2026\nПоследний день, чтобы подать на патент/)
  expect(words(walker)).toMatch(/17\.02\.2027\n90-й день/)
  expect(words(walker)).not.toContain('Амин')
  expect(words(walker)).not.toContain('ruID')
})

test('in Moscow no last day of registration is computed, only what to check today', () => {
  const walker = withDates('20.11.2026', 'Москва и область', 'Кыргызстан')
  expect(words(walker)).toContain('Сегодня. Приехали работать? Проверьте «Амину».')
  expect(words(walker)).not.toContain('Последний день для регистрации')
})

test('who has not left yet is told the last day for ruID, a whole day more than 72 hours before', () => {
  const walker = withDates('10.12.2026', 'Россия, другое место', 'Кыргызстан')
  expect(words(walker)).toMatch(/06\.12\.2026\nПоследний день для заявки в ruID/)
})

test('a day that has passed says so', () => {
  const walker = withDates('01.11.2026', 'Россия, другое место', 'Узбекистан')
  expect(words(walker)).toMatch(/15\.11\.2026 \(срок прошёл\)\nПоследний день для регистрации/)
})

test('the dates are given as a calendar file and as a page, and the day of arrival is forgotten within a day', () => {
  const walker = withDates('20.11.2026', 'Россия, другое место', 'Узбекистан')
  walker.tap('В календарь')
  expect(madeCalendar(walker).days.map(({ id, day }) => `${id} ${day}`)).toEqual([
    'reg15 2026-12-04',
    'medical 2026-12-19',
    'patent 2026-12-19',
    'ninety 2027-02-17',
  ])
  walker.tap('Вернуться к карточке')
  walker.tap('PDF для печати')
  expect(madePaper(walker).blocks.at(-1)).toMatchObject({
    as: 'dates',
    rows: [{ day: '04.12.2026' }, {}, {}, {}],
  })
  walker.now = new Date(walker.now.getTime() + 25 * 3_600_000)
  walker.tap('Вернуться к карточке')
  expect(walker.state.place).toEqual({ flow: 'my-dates', node: 'came' })
})

test('a complaint carries the answers, leaves blanks for names, and nothing typed is saved unsealed', () => {
  const walker = personAt('wage-claim')
  walker.tap('Составить жалобу')
  walker.tap('Начать')
  walker.say('05.03.2026')
  walker.tap('Пропустить')
  walker.say('укладка <плитки>')
  walker.say('Казань')
  walker.say('60 000 рублей в месяц')
  walker.say('120 000 рублей')
  walker.say('сообщения')
  walker.tap('Нет')
  expect(walker.state.place.node).toBe('paper')
  const { secrets, ...open } = walker.state
  expect(Object.keys(secrets)).toContain('owed')
  expect(JSON.stringify(open)).not.toMatch(/плитки|Казань|60 000|120 000/)
  expect(JSON.stringify(walker.turn?.events)).not.toMatch(/плитки|Казань/)
  walker.tap('PDF для печати')
  const paper = madePaper(walker)
  const text = JSON.stringify(paper.blocks)
  expect(text).toContain('укладка &lt;плитки&gt;. Город или регион: Казань. Начало работы: 05.03.2026')
  expect(text).toContain('Последний день работы: ____________.')
  expect(text).toContain('Договора на бумаге мне не дали.')
  expect(paper.blocks.filter(({ as }) => as === 'blank').length).toBeGreaterThanOrEqual(4)
  walker.tap('Вернуться к карточке')
  walker.tap('Текст письма')
  expect(words(walker)).toContain('Мне не выплатили: 120 000 рублей.')
})

test('a region is picked by typing a part of it, and its sum is shown', () => {
  const walker = personAt('patent-pay')
  walker.tap('Сколько платить')
  walker.say('тула')
  expect(words(walker)).toMatch(/Тульская/)
  expect(words(walker)).toContain('25\u00a0000')
  walker.tap('Другой регион')
  walker.say('обл')
  expect(walker.buttons().length).toBeGreaterThan(6)
  walker.say('нет такого')
  expect(words(walker)).toContain('Ничего не нашлось')
})

test('what was not ticked in the check of a contract is listed with what to ask for', () => {
  const walker = personAt('contract-check')
  while (!walker.buttons().some(({ text }) => text.startsWith('☐')))
    walker.tapData(walker.buttons()[0]?.data ?? '')
  const items = walker.buttons().filter(({ text }) => text.startsWith('☐'))
  for (const { text } of items.slice(1)) walker.tap(text)
  const before = words(walker)
  walker.tapData(walker.buttons().find(({ text }) => !/^[☐☑]/.test(text))?.data ?? '')
  expect(words(walker)).not.toBe(before)
  const key = `contract-check.list.${script.flows.get('contract-check')?.nodes.list?.kind === 'checklist' ? items[0]?.data.split(':').at(-1) : ''}.why`
  expect(words(walker)).toContain(script.content.phrases.plain('ru', key))
})

test('a card to show carries Russian beside the own language, and is given as a picture', () => {
  const walker = new Walker(script, 'ky')
  walker.say('/start')
  walker.tap('Русский')
  walker.tap('Далее')
  walker.tap(script.content.phrases.plain('ru', 'welcome.consent.count'))
  walker.say('/start show-this')
  walker.tapData(walker.buttons()[0]?.data ?? '')
  walker.tap('Картинка')
  expect(walker.messages[0]?.message.media).toMatchObject({ kind: 'picture', make: { as: 'picture' } })
})

test('without a list of agencies nobody is offered the check, and an old link says that nothing was found', () => {
  const walker = personAt('agency')
  expect(walker.state.place).toEqual({ flow: 'agency', node: 'not-found' })
  walker.tap('Меню')
  walker.tap('До отъезда')
  walker.tap('Проверить вакансию')
  expect(walker.buttons().map(({ text }) => text)).not.toContain('Фирма по имени')
})

/** The real script with an official list of two firms. */
function withList(): Script {
  const row = (name: string, until: string) => ({
    name,
    also: [],
    fields: { permit: '12', countries: 'Турция', until, listed: '2026-11-20', source: 'https://migrant.kg' },
  })
  const rows = new Map([
    ['a1', row('ООО Жол', '2027-03-01')],
    ['a2', row('ООО Жолдош', '2026-11-01')],
  ])
  const fields = ['permit', 'countries', 'until', 'listed', 'source']
  const tables = new Map([...script.content.tables, ['agencies', { fields, rows }] as const])
  return { ...script, content: { ...script.content, tables } }
}

test('a firm of the official list is shown with country and date, one whose permit has ended with a warning, and a stranger is no verdict', () => {
  const walker = personAt('agency').on(withList())
  walker.say('/start agency')
  walker.say('жолдош')
  expect(words(walker)).toContain('срок разрешения прошёл: 01.11.2026')
  walker.tap('Другая фирма')
  walker.say('жол')
  expect(walker.buttons().map(({ text }) => text)).toEqual(expect.arrayContaining(['ООО Жол', 'ООО Жолдош']))
  walker.tap('ООО Жол')
  expect(words(walker)).toMatch(
    /Есть в списке от 20\.11\.2026\.[\s\S]*Страны: Турция[\s\S]*Срок: 01\.03\.2027/,
  )
  walker.tap('Другая фирма')
  walker.say('Сапар Плюс')
  expect(words(walker)).toContain('Это не ответ «да» и не ответ «нет».')
  walker.tap('Меню')
  walker.tap('До отъезда')
  walker.tap('Проверить вакансию')
  expect(walker.buttons().map(({ text }) => text)).toContain('Фирма по имени')
})
