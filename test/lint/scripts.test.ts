import { expect, test } from 'vitest'
import { loadContent } from '../../src/content/load.ts'
import type { Files } from '../../src/content/rules/rule.ts'
import { type LoadedScript, loadFlows } from '../../src/flow/load.ts'
import { callbackSize } from '../../src/flow/rules/callback-size.ts'
import { deadEnd } from '../../src/flow/rules/dead-end.ts'
import { entryCode } from '../../src/flow/rules/entry-code.ts'
import { flowX, textsX } from '../../src/flow/rules/example.ts'
import type { ScriptRule } from '../../src/flow/rules/graph.ts'
import { label } from '../../src/flow/rules/label.ts'
import { mediaFile } from '../../src/flow/rules/media-file.ts'
import { oneAsk } from '../../src/flow/rules/one-ask.ts'
import { quizAnswer } from '../../src/flow/rules/quiz-answer.ts'
import { textKeys } from '../../src/flow/rules/text-keys.ts'
import { unknownTarget } from '../../src/flow/rules/unknown-target.ts'
import { unsourced } from '../../src/flow/rules/unsourced.ts'
import { today, withCampaign } from './fixture.ts'

function messages(
  rule: ScriptRule,
  over: Files,
  change: (loaded: LoadedScript) => LoadedScript = (same) => same,
) {
  return withCampaign(over, (root) => {
    const loaded = loadFlows(root, loadContent(root, []), [])
    return rule.check(change(loaded), { root, today, broken: new Set() }).map(({ message }) => message)
  })
}

test('ids as long as the script language allows still fit into 64 bytes', () => {
  const long = 'abcdefghijklmnop'
  const over = {
    [`flows/${long}.yaml`]: `flow: ${long}\nstart: ${long}\nnodes:\n  ${long}:\n    kind: contacts\n    tags: [emergency]\n    buttons:\n      abcdefghijkl: { to: ${long}, set: { a: 1 } }\n`,
  }
  expect(messages(callbackSize, over)).toEqual([])
})

test('an id that is too long for a button is found, should the script language ever allow it', () => {
  const grow = (loaded: LoadedScript): LoadedScript => {
    const visit = loaded.script.flows.get('visit')
    if (visit === undefined) throw new Error('no visit')
    const flow = 'a-name-of-forty-characters-and-even-more'
    const flows = new Map([...loaded.script.flows, [flow, { ...visit, flow }]])
    return { ...loaded, script: { ...loaded.script, flows } }
  }
  const found = messages(
    callbackSize,
    {
      'flows/visit.yaml':
        'flow: visit\nstart: first\nnodes:\n  first: { kind: card, buttons: { remember: { to: first, set: { a: 1 } } } }\n',
    },
    grow,
  )
  expect(found).toEqual([expect.stringContaining('cannot carry s:')])
})

test('a flow called or started is a target like any other, return is none', () => {
  const nodes =
    '  a: { kind: card, buttons: { c: { call: lost }, f: { flow: away }, r: return, ok: visit.last } }\n'
  expect(messages(unknownTarget, flowX(nodes))).toEqual([
    'a leads to lost, which does not exist',
    'a leads to away, which does not exist',
  ])
})

test('a node that still exists cannot have moved', () => {
  expect(messages(unknownTarget, { 'flows/moved.yaml': 'visit.first: visit.last\n' })).toEqual([
    'visit.first still exists and cannot have moved',
  ])
})

test('a topic ends only where its own start leads', () => {
  const nodes = '  a: { kind: card }\n  b: { kind: card, end: true }\n'
  expect(messages(deadEnd, flowX(nodes, 'topic: x\n'))).toEqual(['the topic x has no end: true to reach'])
})

test('texts of a quiz: question, answers and explanations; a label from elsewhere needs no text here', () => {
  const nodes =
    '  a: { kind: quiz, questions: { q: { answers: { yes: { points: 1, label: ui.next }, no: 0 } } }, bands: [{ from: 0, to: b }] }\n  b: { kind: card }\n'
  const texts = 'title: X\na.q: Вопрос?\na.q.no: Нет\na.q.no.why: Потому\na.q.yes.why: Потому\nb: Итог\n'
  expect(messages(textKeys, { ...flowX(nodes), ...textsX(texts) })).toEqual([])
  expect(
    messages(textKeys, { ...flowX(nodes), ...textsX(texts.replace('a.q.no.why: Потому\n', '')) }),
  ).toEqual(['content/ru/x.yaml has no text a.q.no.why'])
})

test('a label used by two flows is measured, a checklist item has 22 characters', () => {
  const nodes = '  a: { kind: checklist, items: [bag, ok] }\n'
  const texts = `title: X\na: Сумка\na.bag: ${'а'.repeat(23)}\na.ok: ${'а'.repeat(22)}\n`
  expect(messages(label, { ...flowX(nodes), ...textsX(texts) })).toEqual([
    'x.a.bag has 23 characters, 22 at most',
  ])
})

test('labels are measured in every language', () => {
  const over = { 'content/ky/visit.yaml': 'title: a\nfirst: a\nfirst.next: "бир эки үч төрт"\nlast: a\n' }
  expect(messages(label, over)).toEqual(['visit.first.next has 4 words, 3 at most'])
})

test.each([
  ['Штраф до 5 000 рублей.', true],
  ['У вас 30 дней.', true],
  ['Закон запрещает.', true],
  ['Так с 2026 года.', true],
  ['Статья 18.8.', true],
  ['Нужно 5 лет взносов.', true],
  ['Возьмите 2 копии. Позвоните: 112.', false],
  ['Вернитесь сюда летом.', false],
])('a claim that needs a fact: %s %s', (text, claim) => {
  const over = {
    ...flowX('  a: { kind: card, end: true }\n', 'topic: x\n'),
    ...textsX(`title: X\na: "${text}"\n`),
  }
  expect(messages(unsourced, over).length > 0).toBe(claim)
})

test('a flow without a topic may speak without facts, an emergency may not', () => {
  const texts = textsX('title: X\na: Штраф 500 рублей.\n')
  expect(messages(unsourced, { ...flowX('  a: { kind: card }\n'), ...texts })).toEqual([])
  expect(
    messages(unsourced, { ...flowX('  a: { kind: card }\n', 'emergency: true\n'), ...texts }),
  ).toHaveLength(1)
})

test('bands start at the lowest result, rise, and can all be reached', () => {
  const quiz = (bands: string) =>
    flowX(
      `  a: { kind: quiz, questions: { q: { answers: { yes: 2, no: -1 } } }, bands: [${bands}] }\n  b: { kind: card }\n`,
    )
  expect(messages(quizAnswer, quiz('{ from: -1, to: b }, { from: 2, to: b }'))).toEqual([])
  expect(messages(quizAnswer, quiz('{ from: 0, to: b }'))).toEqual([
    'a: the first band starts at 0, results at -1',
  ])
  expect(messages(quizAnswer, quiz('{ from: -1, to: b }, { from: 3, to: b }'))).toEqual([
    'a: no result reaches the band from 3: 2 is the most',
  ])
})

test('a question of the profile keeps what it is named for, and returns', () => {
  const needs = flowX('  a: { kind: card, needs: [job] }\n')
  const profile = (node: string) => ({
    ...needs,
    'flows/profile.yaml': `flow: profile\nstart: job\nnodes:\n  job: ${node}\n`,
  })
  const ask = (more: string) =>
    messages(oneAsk, profile(`{ kind: ask, answer: text, ${more} }`)).filter((message) =>
      message.includes('job'),
    )
  expect(ask('var: job, then: return')).toEqual([])
  expect(ask('var: work, then: return')).toEqual(['a needs job: profile.job does not keep job'])
  expect(ask('var: job, then: menu.start')).toEqual(['a needs job: profile.job does not return'])
  expect(ask('var: job, private: true, then: return')).toEqual(['a needs job: profile.job does not keep job'])
})

test('an entry code belongs to one flow, and share is taken', () => {
  const node = '  a: { kind: card }\n'
  expect(messages(entryCode, flowX(node, 'entry: visit\n'))).toEqual([
    'the code visit already belongs to the flow visit',
  ])
  expect(messages(entryCode, flowX(node, 'entry: share\n'))).toEqual(['the code share means something else'])
  expect(messages(entryCode, flowX(node, 'entry: A_b\n'))).toEqual([
    'the code A_b may have small letters, digits and hyphens only',
  ])
})

test('a picture cannot be taken from outside content/', () => {
  const nodes = '  a: { kind: card, media: { kind: picture, file: ../flows/x.yaml } }\n'
  expect(messages(mediaFile, flowX(nodes))).toEqual(['a: there is no content/../flows/x.yaml'])
})
