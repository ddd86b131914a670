import type { Finding } from '../../src/content/finding.ts'
import { loadContent } from '../../src/content/load.ts'
import type { Media } from '../../src/content/message.ts'
import { loadFlows } from '../../src/flow/load.ts'
import type { Script } from '../../src/flow/script.ts'
import { withCampaign } from '../lint/fixture.ts'

/** A flow that uses every feature of the script language which the first content does not need. */
const features = {
  'flows/visit.yaml': `
flow: visit
topic: kg.visit
entry: visit
start: first
nodes:
  first:
    kind: card
    facts: [f-1]
    keep: true
    share: true
    media: { kind: picture, file: media/map.png }
    buttons:
      next: wages
      sub: { call: side }
      hidden: { to: last, when: "wages != null && wages > 100" }
      set: { to: last, set: { trade: welder } }
      ask: { to: first, request: ask }
      remind: { to: first, request: remind }
      page: { url: "https://example.org" }
  wages: { kind: ask, var: wages, answer: number, min: 0, max: 1000, then: arrival }
  arrival: { kind: ask, var: arrival, answer: date, earliest: "-400d", latest: "+30d", optional: true, then: story }
  story: { kind: ask, var: story, answer: text, private: true, max_length: 20, then: city }
  city:
    kind: ask
    var: city
    answer: location
    options: { osh: { near: [40.53, 72.8], within_km: 30 }, other: {} }
    then: choose
  choose:
    kind: route
    routes: [{ when: "trade == 'welder'", to: first }]
    otherwise: bag
  bag: { kind: checklist, items: [copies, money], buttons: { next: test } }
  test:
    kind: quiz
    questions:
      one: { answers: { yes: 1, no: 0 }, facts: [f-1] }
      two: { answers: { a: 0, b: 2 } }
    bands: [{ from: 0, to: last }, { from: 2, to: first }]
  last: { kind: card, facts: [f-1], end: true }
`,
  'flows/side.yaml': 'flow: side\nstart: only\nnodes:\n  only: { kind: card, buttons: { back: return } }\n',
} as const

const texts = {
  visit: `title: 'Визит'
first: 'Первая карточка за 15 дней.'
first.next: 'Дальше'
first.sub: 'В сторону'
first.hidden: 'Скрытая'
first.set: 'Сварщик'
first.ask: 'Спросить'
first.remind: 'Напомнить'
first.page: 'Страница'
wages: 'Сколько платят?'
arrival: 'Когда приехали?'
story: 'Что случилось?'
city: 'Где вы?'
city.osh: 'Ош'
city.other: 'Другое'
bag: 'Соберите.'
bag.copies: 'Копии'
bag.money: 'Деньги'
bag.next: 'Готово'
test.one: 'Первый вопрос?'
test.one.yes: 'Да'
test.one.no: 'Нет'
test.one.yes.why: 'Верно.'
test.one.no.why: 'Нет.'
test.two: 'Второй вопрос?'
test.two.a: 'А'
test.two.b: 'Б'
test.two.a.why: 'Нет.'
test.two.b.why: 'Верно.'
last: 'Готово за 15 дней.'
`,
  side: "title: 'Сторона'\nonly: 'В стороне.'\nonly.back: 'Обратно'\n",
}

/** The small campaign of the lint tests with these flows in it. */
const featureFiles: Record<string, string> = {
  ...features,
  'content/ru/visit.yaml': texts.visit,
  'content/ru/side.yaml': texts.side,
}

/** The script of these files; its first card carries a file of the given kind. */
export function featureScript(kind: Media['kind'] = 'picture'): Script {
  return withCampaign(featureFiles, (root) => {
    const findings: Finding[] = []
    const { script } = loadFlows(root, loadContent(root, findings), findings)
    const first = script.flows.get('visit')?.nodes.first
    if (first?.kind !== 'card' || first.media === undefined) throw new Error(JSON.stringify(findings))
    first.media.kind = kind
    return { ...script, botLink: 'https://t.me/small_bot' }
  })
}
