import { expect, test } from 'vitest'
import { checkCalls } from './schema.ts'

const keyboard = (button: object) => ({ reply_markup: { inline_keyboard: [[button]] } })
const text = { chat_id: 7, text: 'Салам' }

test('right calls have no problems', () => {
  const calls = [
    { method: 'getMe', payload: {} },
    {
      method: 'getUpdates',
      payload: { offset: 1, timeout: 30, allowed_updates: ['message', 'callback_query'] },
    },
    { method: 'setWebhook', payload: { url: 'https://bot.example', secret_token: 'x', max_connections: 10 } },
    {
      method: 'sendMessage',
      payload: { ...text, parse_mode: 'HTML', link_preview_options: { is_disabled: true } },
    },
    { method: 'sendMessage', payload: { ...text, ...keyboard({ text: 'a', callback_data: 'b' }) } },
    { method: 'sendMessage', payload: { ...text, ...keyboard({ text: 'a', url: 'https://a.kg' }) } },
    { method: 'sendMessage', payload: { ...text, reply_markup: { remove_keyboard: true } } },
    { method: 'editMessageText', payload: { ...text, message_id: 1 } },
    { method: 'sendPhoto', payload: { chat_id: 7, photo: 'attach://photo', caption: 'x' } },
    {
      method: 'setMyCommands',
      payload: { commands: [{ command: 'a', description: 'b' }], language_code: 'ky' },
    },
    { method: 'answerCallbackQuery', payload: { callback_query_id: '1', show_alert: true } },
  ]
  expect(checkCalls(calls)).toEqual([])
})

const BAD: [method: string, payload: object, problem: RegExp][] = [
  ['flyAway', {}, /unknown method/],
  ['sendMessage', { chat_id: 7 }, /must have required property 'text'/],
  ['sendMessage', { ...text, chat: 7 }, /must NOT have additional properties \(chat\)/],
  ['sendMessage', { ...text, parse_mode: 'html5' }, /\/parse_mode/],
  ['sendMessage', { ...text, disable_notification: 'yes' }, /\/disable_notification must be boolean/],
  ['sendMessage', { ...text, ...keyboard({ text: 'a', callback_data: 5 }) }, /callback_data must be string/],
  ['sendMessage', { ...text, ...keyboard({ text: 'a' }) }, /Text buttons are unallowed/],
  [
    'sendMessage',
    { ...text, ...keyboard({ text: 'a', callback_data: 'ө'.repeat(33) }) },
    /BUTTON_DATA_INVALID/,
  ],
  ['sendMessage', { chat_id: 7, text: '<b>x', parse_mode: 'HTML' }, /Can't find end tag/],
  ['sendMessage', { chat_id: 7, text: 'x'.repeat(4097) }, /message is too long/],
  ['sendPhoto', { chat_id: 7, photo: 'x', caption: 'x'.repeat(1025) }, /caption is too long/],
  ['answerCallbackQuery', { callback_query_id: '1', text: 'x'.repeat(201) }, /longer than 200/],
  ['setMyCommands', { commands: [{ command: 'A', description: 'b' }] }, /bad command/],
  ['setMyShortDescription', { short_description: 'x'.repeat(121) }, /longer than 120/],
]

test.each(BAD)('a bad %s is a problem', (method, payload, problem) => {
  expect(checkCalls([{ method, payload }]).join('\n')).toMatch(problem)
})
