import type { Finding } from '../../src/content/finding.ts'
import { loadContent } from '../../src/content/load.ts'
import { loadFlows } from '../../src/flow/load.ts'
import type { Script } from '../../src/flow/script.ts'
import { withCampaign } from '../lint/fixture.ts'

const flows = {
  'flows/profile.yaml':
    'flow: profile\nstart: citizenship\nnodes:\n  citizenship: { kind: ask, var: citizenship, answer: choice, options: { KG: {}, TJ: {}, other: {} }, then: return }\n',
  'flows/menu.yaml': `
flow: menu
start: start
nodes:
  start: { kind: card, buttons: { about: { flow: about }, russia: russia, mine: { flow: me } } }
  russia: { kind: card, buttons: { visit: { flow: visit }, deep: deep, empty: empty } }
  deep: { kind: card, buttons: { dates: { flow: dates }, who: { to: visit.who }, up: russia } }
  empty: { kind: card, buttons: { dates: { flow: dates } } }
`,
  'flows/dates.yaml': `
flow: dates
start: start
nodes:
  start: { kind: card, buttons: { go: came } }
  came: { kind: ask, var: came, answer: date, then: result }
  result: { kind: card, facts: [f-1], buttons: { again: came } }
`,
  'flows/visit.yaml': `
flow: visit
topic: visit
start: first
nodes:
  first:
    kind: card
    facts: [f-1]
    show: true
    buttons:
      days: days
      pages: pages
      bag: bag
      test: { to: test, label: ui.next }
      page: { url: "https://example.org" }
      stop: { to: me.stop, effect: stop }
  days:
    kind: route
    needs: [citizenship]
    routes:
      - { when: "citizenship == 'KG'", to: long }
      - { when: "citizenship == 'TJ'", to: short }
    otherwise: short
  long: { kind: card, facts: [f-1] }
  short: { kind: card, facts: [f-1], contacts: [ru-112] }
  pages: { kind: ask, var: pages, answer: number, then: where }
  where: { kind: ask, var: where, answer: choice, options: { city: {}, village: {} }, then: bag }
  bag: { kind: checklist, picture: true, items: [copies, money] }
  test:
    kind: quiz
    questions: { one: { answers: { yes: 1, no: 0 }, facts: [f-1] } }
    bands: [{ from: 0, to: score }, { from: 1, to: long }]
  score: { kind: card }
  who: { kind: contacts, place: RU, tags: [emergency] }
  lost: { kind: card }
`,
}

const texts: Record<string, string> = {
  profile:
    "title: 'О вас'\ncitizenship: 'Какой паспорт?'\ncitizenship.KG: 'Кыргызстан'\ncitizenship.TJ: 'Таджикистан'\ncitizenship.other: 'Другое'\n",
  menu: `title: 'Меню'
start: 'Что нужно?'
start.about: 'Кто мы'
start.russia: 'Россия'
start.mine: 'Мои данные'
russia: "<b>Россия</b>\\n\\nПравила меняются."
russia.visit: 'Учёт'
russia.deep: 'Сроки'
russia.empty: 'Пусто'
deep: '<b>Сроки</b>'
deep.dates: 'Мои даты'
deep.who: 'Кто поможет'
deep.up: 'Назад'
empty: '<b>Пусто</b>'
empty.dates: 'Мои даты'
`,
  dates:
    "title: 'Даты'\nstart: 'Ответьте.'\nstart.go: 'Начать'\ncame: 'Когда?'\nresult: '{came}'\nresult.again: 'Ещё раз'\n",
  visit: `title: 'Учёт'
first: "<b>Встаньте на учёт</b>\\n\\nСрок 15 дней &amp; меньше."
first.days: 'Сколько дней'
first.pages: 'Сколько страниц'
first.bag: 'Что взять'
first.page: 'Страница'
first.stop: 'Стоп'
long: '<b>30 дней</b>'
short: '<b>15 дней</b>'
pages: 'Сколько страниц?'
where: 'Где?'
where.city: 'Город'
where.village: 'Село'
bag: "<b>Соберите</b>\\n\\nОтметьте."
bag.copies: 'Копии'
bag.money: 'Деньги'
test.one: 'Можно ли?'
test.one.yes: 'Да'
test.one.no: 'Нет'
test.one.yes.why: 'Верно.'
test.one.no.why: 'Можно.'
score: 'Верно: {score}'
who: '<b>Кто поможет</b>'
lost: 'Сюда нет пути.'
`,
  pack: "book: 'Книга'\nkeep: 'Сохраните'\nmade: 'Сделано: {date}'\nfoot: '{date}'\nsearch: 'Поиск'\nsearch_hint: 'Слово'\nsearch_none: 'Пусто'\ntopics: 'Все темы'\ncases: 'Выберите'\ncontents: 'Содержание'\npass_title: 'Передайте'\npass: 'Файл {file}'\n",
}

/** A small script with what a book must leave out, pass by or spread out. */
export function bookScript(): Script {
  const files = Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) => [
      [`content/ru/${name}.yaml`, text],
      [`content/ky/${name}.yaml`, text],
    ]),
  )
  return withCampaign({ ...flows, ...files }, (root) => {
    const findings: Finding[] = []
    const { script } = loadFlows(root, loadContent(root, findings), findings)
    if (findings.length > 0) throw new Error(JSON.stringify(findings))
    return script
  })
}
