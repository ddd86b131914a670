import { expect, test } from 'vitest'
import { withApproval } from '../../src/content/approve.ts'
import type { Finding } from '../../src/content/finding.ts'
import { loadContent } from '../../src/content/load.ts'
import type { Files } from '../../src/content/rules/rule.ts'
import { approvalStates, topicVersion } from '../../src/flow/approval.ts'
import { loadFlows } from '../../src/flow/load.ts'
import { smallCampaign, withCampaign } from '../lint/fixture.ts'

function script(over: Files = {}) {
  return withCampaign(over, (root) => {
    const findings: Finding[] = []
    const loaded = loadFlows(root, loadContent(root, findings), findings)
    expect(findings).toEqual([])
    return loaded.script
  })
}

const small = smallCampaign()
const changed = (file: string, from: string, to: string): Files => {
  const words = small[file] ?? ''
  expect(words).toContain(from)
  return { [file]: words.replace(from, to) }
}
const version = (over: Files = {}, languages: 'ky'[] = []) => topicVersion(script(over), 'visit', languages)

test.each<[string, Files]>([
  ['a word of a card', changed('content/ru/visit.yaml', '15 дней', '7 дней')],
  ['a word of a button', changed('content/ru/visit.yaml', 'Дальше', 'Далее')],
  ['the title', changed('content/ru/visit.yaml', 'Посольство', 'Консульство')],
  ['what a fact says', changed('content/facts/small.yaml', 'says: a', 'says: b')],
  ['where a button leads', changed('flows/visit.yaml', 'next: last', 'next: menu.start')],
  ['the facts a card rests on', changed('flows/visit.yaml', '    facts: [f-1]\n', '')],
  [
    'whether a card is kept',
    changed('flows/visit.yaml', '    kind: card\n    end', '    kind: card\n    keep: true\n    end'),
  ],
  [
    'a contact on a card',
    changed('flows/visit.yaml', '    end: true', '    end: true\n    contacts: [ru-112]'),
  ],
])('%s makes another version', (_, over) => {
  expect(version(over)).not.toBe(version())
})

test.each<[string, Files]>([
  [
    'a fact that was checked again and says the same',
    changed('content/facts/small.yaml', 'recheck: 2027-01-31', 'recheck: 2028-01-31'),
  ],
  ['another topic', changed('content/ru/about.yaml', 'Мы помогаем.', 'Мы рядом.')],
  ['words that all cards share', changed('content/ru/ui.yaml', 'back: ', 'back: Да и ')],
  ['a translation', changed('content/ky/visit.yaml', '15 дней', '15 күн')],
  [
    'a comment, and a default that is written out',
    changed('flows/visit.yaml', '    end: true', '    # done\n    end: true\n    share: false'),
  ],
])('%s makes no other version', (_, over) => {
  expect(version(over)).toBe(version())
})

test('a translation that was approved as well is part of the version', () => {
  const over = changed('content/ky/visit.yaml', '15 дней', '15 күн')
  expect(version(over, ['ky'])).not.toBe(version({}, ['ky']))
  expect(version({}, ['ky'])).not.toBe(version())
})

test('the number of a contact on a card is part of the version', () => {
  const withContact = changed('flows/visit.yaml', '    end: true', '    end: true\n    contacts: [ru-112]')
  const other = changed('content/contacts.yaml', '"112"', '"102"')
  expect(version({ ...withContact, ...other })).not.toBe(version(withContact))
})

const approval = { topic: 'visit', by: 'Ministry', on: '2026-11-20' }
const statesOf = (...approvals: Parameters<typeof withApproval>[1][]) => {
  const file = approvals.reduce((words, each) => withApproval(words, each), '')
  return approvalStates(script({ 'content/approvals.yaml': file })).map(({ state }) => state)
}

test('an approval stands for its version, is void for another and gone with its topic', () => {
  expect(statesOf({ ...approval, version: version() })).toEqual(['stands'])
  expect(statesOf({ ...approval, version: version({}, ['ky']), languages: ['ky'] })).toEqual(['stands'])
  expect(statesOf({ ...approval, version: '12345678' })).toEqual(['void'])
  expect(statesOf({ ...approval, topic: 'old', version: version() })).toEqual(['gone'])
})

test('a newer approval of the same organisation replaces its older one, not that of another', () => {
  const now = version()
  expect(
    statesOf(
      { ...approval, version: '00000000' },
      { ...approval, by: 'Partner', version: '00000000' },
      { ...approval, on: '2026-11-24', version: now },
    ),
  ).toEqual(['replaced', 'void', 'stands'])
})

test('an approval that is written badly is told with its line', () => {
  const findings: Finding[] = []
  withCampaign(
    { 'content/approvals.yaml': '- topic: visit\n  by: Ministry\n  on: 2026-11-20\n  version: 12345678\n' },
    (root) => loadContent(root, findings),
  )
  expect(findings).toMatchObject([{ file: 'content/approvals.yaml', line: 4 }])
})
