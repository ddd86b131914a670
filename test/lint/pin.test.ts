import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { loadContent } from '../../src/content/load.ts'
import { pinsFile, pinTexts } from '../../src/content/pin.ts'
import { fingerprint } from '../../src/content/pins.ts'
import type { Files } from '../../src/content/rules/rule.ts'
import { withCampaign } from './fixture.ts'

const campaign =
  'name: Small\nlanguages: [ru, tg]\nsource_language: ru\ntime_zone: Asia/Bishkek\ncitizenships: [TJ]\nentry_codes: {}\ncomplaint_channels: []\nblocked_sources: []\n'

const texts: Files = {
  'content/campaign.yaml': campaign,
  'content/ru/x.yaml': 'b: Второй\na: Первый\nc: Третий\n',
  'content/tg/x.yaml': 'b: Дуюм\na: Якум\nc: Сеюм\nalien: Бегона\n',
  'content/tg/pins.yaml': `x.a: ${fingerprint('Первый')} reviewed by Amina on 2026-11-20
x.b: 00000000 reviewed
x.gone: 00000000 draft
`,
}

const content = (over: Files = {}) => withCampaign({ ...texts, ...over }, (root) => loadContent(root, []))

test('missing pins are added, others stay as they are: also a stale one', () => {
  expect([...pinTexts(content(), 'tg', 'missing')]).toEqual([
    ['x.a', { of: fingerprint('Первый'), state: 'reviewed', by: 'Amina', on: '2026-11-20' }],
    ['x.b', { of: '00000000', state: 'reviewed' }],
    ['x.c', { of: fingerprint('Третий'), state: 'draft' }],
  ])
})

test('a stale pin is made anew when its key is named, and is a draft again', () => {
  const pins = pinTexts(content(), 'tg', ['x.b'])
  expect(pins.get('x.b')).toEqual({ of: fingerprint('Второй'), state: 'draft' })
  expect(pins.has('x.c')).toBe(false)
})

test('naming a pin that still holds does not lose its review', () => {
  expect(pinTexts(content(), 'tg', ['x.a']).get('x.a')?.state).toBe('reviewed')
})

test('a key that is no translation and the source language are refused', () => {
  expect(() => pinTexts(content(), 'tg', ['x.nothing'])).toThrow('x.nothing')
  expect(() => pinTexts(content(), 'tg', ['x.alien'])).toThrow('x.alien')
  expect(() => pinTexts(content(), 'ru', 'missing')).toThrow('source language')
})

test('the file holds one text a line, sorted, and reads back as it was', () => {
  const pins = new Map([
    ['x.a', { of: '12345678', state: 'draft' as const }],
    ['x.b', { of: '1e234567', state: 'draft' as const }],
    ['x.c', { of: 'ab34cd56', state: 'reviewed' as const, by: 'Amina, Osh', on: '2026-11-20' }],
  ])
  const file = pinsFile(pins)
  expect(file.split('\n')).toHaveLength(4)
  expect(file).toContain('x.c: ab34cd56 reviewed by Amina, Osh on 2026-11-20\n')
  expect(content({ 'content/tg/pins.yaml': file }).pins.get('tg')).toEqual(pins)
})

test('no pins at all are a file that can be read', () => {
  withCampaign({ 'content/campaign.yaml': campaign }, (root) => {
    const path = join(root, 'content', 'tg')
    mkdirSync(path)
    writeFileSync(join(path, 'pins.yaml'), pinsFile(new Map()))
    const findings: Parameters<typeof loadContent>[1] = []
    loadContent(root, findings)
    expect(findings).toEqual([])
  })
})
