import { expect, test } from 'vitest'
import type { Files } from '../../src/content/rules/rule.ts'
import { lint } from '../../src/flow/lint.ts'
import { smallCampaign, today, withCampaign } from './fixture.ts'

/** The topics of the whole campaign. */
const topics =
  `ru.entry ru.ruid ru.stay-length ru.registration ru.moscow-amina ru.patent ru.patent-payment ru.eaeu-work
ru.contract ru.unpaid-wages ru.reentry-ban ru.controlled-list ru.police-check ru.detention-deportation
ru.medical-fingerprint ru.health-insurance ru.children-school ru.military-pressure ru.taxes ru.pension ru.phone-sim
kz.entry-registration kz.work kz.contract kr.eps tr.work ae.work uk.seasonal eu.seasonal kg.employment-abroad
kg.licensed-agency tj.employment-abroad uz.employment-abroad risk.fraud-recruiter risk.job-offer-redflags
risk.trafficking risk.debt-bondage risk.passport-taken risk.drug-courier risk.scam-compound risk.armed-conflict
risk.bank-card-dropper risk.fake-papers rights.basic rights.embassy-help rights.women-violence rights.work-injury
family.missing-relative family.children-left family.child-travel family.remittances family.scam-calls
family.body-repatriation family.share-info return.reintegration return.small-business shg.microloan shg.join-group
docs.lost-passport docs.copies-checklist docs.loan-self-ban emergency.life-danger bot.language bot.privacy-delete
bot.unsubscribe bot.who-we-are`.split(/\s+/)

const flowName = (n: number) => `t${n}`
const flowFile = (n: number) => `flows/${flowName(n)}.yaml`
const flow = (n: number, nodes: string, head = `entry: t${n}\n`) =>
  `flow: ${flowName(n)}\ntopic: ${topics[n]}\n${head}start: a\nnodes:\n${nodes}`
const twoCards = '  a: { kind: card, buttons: { go: b } }\n  b: { kind: card, end: true }\n'
const card = (id: string, ...to: string[]) =>
  `  ${id}: { kind: card, end: true, buttons: { ${to.map((target) => `to-${target}: ${target}`).join(', ')} } }\n`

/** A campaign with every topic, two taps from the menu: a group of seven, then the topic. */
function wholeCampaign(): Files {
  const groups = Array.from({ length: Math.ceil(topics.length / 7) }, (_, g) => g)
  const menu = [
    `  start: { kind: card, buttons: { about: { flow: about }, visit: { flow: visit }, ${groups.map((g) => `g${g}: g${g}`).join(', ')} } }\n`,
    ...groups.map((g) => {
      const own = topics.map((_, n) => n).slice(g * 7, g * 7 + 7)
      return `  g${g}: { kind: card, buttons: { ${own.map((n) => `${flowName(n)}: { flow: ${flowName(n)} }`).join(', ')} } }\n`
    }),
  ]
  return {
    'content/campaign.yaml': `${smallCampaign()['content/campaign.yaml']}topics: [${topics.join(', ')}]\n`,
    'flows/menu.yaml': `flow: menu\nstart: start\nnodes:\n${menu.join('')}`,
    ...Object.fromEntries(topics.map((_, n) => [flowFile(n), flow(n, twoCards)])),
  }
}

const whole = wholeCampaign()
const told = (over: Files) =>
  withCampaign({ ...whole, ...over }, (root) =>
    lint(root, today)
      .findings.filter(({ rule }) => rule === 'topic-list')
      .map(({ file, line, message }) => `${file}:${line} ${message}`),
  )

test('every topic of the whole campaign with its flow is complete, and none without a list', () => {
  expect(topics).toHaveLength(66)
  expect(told({})).toEqual([])
})

test('a topic without a flow is told where it is listed, a doubled one where it stands again', () => {
  expect(told({ [flowFile(1)]: flow(1, twoCards).replace('ru.ruid', 'ru.entry') })).toEqual([
    'content/campaign.yaml:9 no flow has the topic ru.ruid',
    'flows/t1.yaml:2 ru.entry is already the topic of the flow t0',
  ])
})

test('a topic needs an entry code', () => {
  expect(told({ [flowFile(3)]: flow(3, twoCards, '') })).toEqual([
    'flows/t3.yaml:2 ru.registration has no entry code: no link can lead to it',
  ])
})

test('one card is too few, but for a question of language', () => {
  expect(told({ [flowFile(0)]: flow(0, '  a: { kind: card, end: true }\n') })).toEqual([
    'flows/t0.yaml:2 ru.entry has too few cards: 1, and 2 at least are needed',
  ])
  const language = '  a: { kind: card, end: true, buttons: { go: b } }\n  b: { kind: language, then: a }\n'
  expect(told({ [flowFile(0)]: flow(0, language) })).toEqual([])
})

test('eight cards on one person’s way are enough; what is for another citizenship is not added', () => {
  const chain = (prefix: string, length: number) =>
    Array.from({ length }, (_, n) =>
      n + 1 < length ? card(`${prefix}${n}`, `${prefix}${n + 1}`) : card(`${prefix}${n}`, `${prefix}0`),
    ).join('')
  const split =
    '  a: { kind: route, needs: [citizenship], routes: [{ when: "citizenship == \'TJ\'", to: t0 }], otherwise: o0 }\n'
  expect(told({ [flowFile(0)]: flow(0, `${split}${chain('t', 8)}${chain('o', 8)}`) })).toEqual([])
  expect(told({ [flowFile(0)]: flow(0, `${split}${chain('t', 8)}${chain('o', 9)}`) })).toEqual([
    'flows/t0.yaml:2 ru.entry can show one person more than 8 different cards: split it, or lead to another topic',
  ])
})

test('a flow in which every card leads to every other is judged without trying all ways', () => {
  const ids = Array.from({ length: 8 }, (_, n) => (n === 0 ? 'a' : `n${n}`))
  const dense = ids.map((id) => card(id, ...ids.filter((other) => other !== id))).join('')
  const before = performance.now()
  expect(told({ [flowFile(0)]: flow(0, dense) })).toEqual([])
  expect(performance.now() - before).toBeLessThan(5_000)
})

test('a topic four taps away is too far, routes are no tap, and one that nothing leads to cannot be reached', () => {
  const menu = (middle: string, last: string) => ({
    'flows/menu.yaml': `${whole['flows/menu.yaml']?.replace('t0: { flow: t0 }, ', 'far: far, ')}  far: { kind: card, buttons: { on: on } }\n  on: ${middle}\n  last: ${last}\n`,
  })
  const on = '{ kind: card, buttons: { last: last } }'
  const route = "{ kind: route, routes: [{ when: '1 == 1', to: last }], otherwise: last }"
  expect(told(menu(on, '{ kind: card, buttons: { t0: { flow: t0 } } }'))).toEqual([
    'flows/t0.yaml:2 ru.entry is 5 taps from the menu, 3 at most',
  ])
  expect(
    told(menu(route, "{ kind: route, routes: [{ when: '1 == 1', to: t0.a }], otherwise: t0.a }")),
  ).toEqual([])
  expect(told(menu(on, '{ kind: card }'))).toEqual([
    'flows/t0.yaml:2 ru.entry cannot be reached from the menu',
  ])
})

test('a topic after which nobody is asked anything has a flow, also where no topics are listed', () => {
  const campaign = (topics: string) => ({
    'content/campaign.yaml': `${smallCampaign()['content/campaign.yaml']}no_questions_after: [${topics}]\n`,
  })
  expect(told(campaign('ru.entry'))).toEqual([])
  expect(told(campaign('ru.entry, ru.gone'))).toEqual([
    'content/campaign.yaml:9 no flow has the topic ru.gone',
  ])
})
