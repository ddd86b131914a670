import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Language, spokenBy } from '../../src/campaign/campaign.ts'
import type { Message } from '../../src/content/message.ts'
import { commands } from '../../src/flow/input.ts'
import { goData } from '../../src/flow/tap.ts'
import { checkCalls } from '../bot-api/schema.ts'
import { realScript, Walker } from '../walker.ts'

/*
 * People who tap and type at random, through every flow in every language: nobody meets an exception, a dead end,
 * an untranslated key, or a message that Telegram would refuse.
 */
const script = realScript()
const languages = spokenBy(script.content.campaign)
const texts = [
  '',
  ' ',
  'салам',
  '112',
  '24.11.2026',
  '\u202eабв',
  '😀😀',
  'x'.repeat(4096),
  '<b>',
  '&amp;',
  '{name}',
  "'{",
  '/nonsense',
  '/start',
  '/start poster',
  '/start nowhere',
  ...commands.map((name) => `/${name}`),
]
const data = [
  'n:ru:menu.start',
  'n:ky:nowhere.node',
  's:0:ru:menu.start:x',
  'rubbish',
  'n:ru:job-trap.test',
  'n:en:contacts.ru:c-ru-112',
  'n:en:registration.days-15:keep',
]

const act = fc.oneof(
  { weight: 12, arbitrary: fc.record({ kind: fc.constant('tap' as const), pick: fc.nat() }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      text: fc.oneof(fc.constantFrom(...texts), fc.string()),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('data' as const),
      data: fc.oneof(fc.constantFrom(...data), fc.string()),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('location' as const) }) },
)

function problems(message: Message, language: Language): string[] {
  const { html, rows, media } = message
  const found = checkCalls([{ method: 'sendMessage', payload: payloadOf(message) }])
  if (media === null && html.trim() === '') found.push('says nothing')
  if (/\b(ui|bot|contacts|sources)\.[a-z_]+\b/.test(html)) found.push(`shows a key: ${html}`)
  if (/\{\w+\}/.test(html)) found.push(`shows a placeholder: ${html}`)
  for (const { text } of rows.flat()) if (text.length > 26) found.push(`a long label: ${text} (${language})`)
  return found
}

function payloadOf({ html, rows }: Message) {
  const inline_keyboard = rows.map((row) =>
    row.map((button) =>
      'url' in button
        ? { text: button.text, url: button.url }
        : { text: button.text, callback_data: button.data },
    ),
  )
  return { chat_id: 1, text: html, parse_mode: 'HTML', reply_markup: { inline_keyboard } }
}

type Act = typeof act extends fc.Arbitrary<infer T> ? T : never

function perform(walker: Walker, each: Act): void {
  switch (each.kind) {
    case 'tap':
      return void walker.tapData(walker.buttons()[each.pick % walker.buttons().length]?.data ?? '')
    case 'say':
      return void walker.say(each.text)
    case 'data':
      return void walker.tapData(each.data)
    case 'location':
      return void walker.do({ kind: 'location', latitude: 55.75, longitude: 37.62 })
  }
}

function look(walker: Walker, language: Language): void {
  const last = walker.messages.at(-1)
  expect(last?.message.rows.flat().length, 'a dead end').toBeGreaterThan(0)
  expect(walker.messages.flatMap(({ message }) => problems(message, language))).toEqual([])
}

const sides = ['src', 'ru', 'keep', 'share', 'pdf', 'txt', 'ics', 'pic', 'pack']
const views = [{}, ...sides.map((view) => ({ view }))]

describe('walking at random', () => {
  it.each(languages)('in %s meets nothing that is wrong', (language) => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 20, maxLength: 60 }), (acts) => {
        const walker = new Walker(script, language)
        walker.say('/start')
        look(walker, language)
        for (const each of acts) {
          perform(walker, each)
          look(walker, language)
        }
      }),
      { numRuns: 60 },
    )
  })

  it.each(languages)('every card of every flow can be shown in %s', (language) => {
    for (const [flow, { nodes }] of script.flows) {
      for (const node of Object.keys(nodes)) {
        const walker = new Walker(script, language)
        walker.say('/start')
        walker.tapData(walker.buttons().find(({ data: each }) => each.endsWith(`:${language}`))?.data ?? '')
        walker.tapData(goData(language, { flow: 'welcome', node: 'consent' }))
        walker.tapData(walker.buttons()[0]?.data ?? '')
        for (const view of views) {
          walker.tapData(goData(language, { flow, node, ...view }))
          look(walker, language)
        }
      }
    }
  })
})
