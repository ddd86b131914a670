import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStarted, type Rig } from './rig.ts'

let rig: Rig
let sent: number

beforeAll(async () => {
  rig = await openStarted()
  sent = (await rig.call('sendMessage', { chat_id: 7, text: 'one' })).result.message_id
})
afterAll(() => rig.close())

const keyboard = (...buttons: object[]) => ({ reply_markup: { inline_keyboard: [buttons] } })
const html = (text: string) => ({ chat_id: 7, text, parse_mode: 'HTML' })
const here = { chat_id: 7, text: 'x' }

const REFUSED: [what: string, method: string, params: () => object, words: string][] = [
  ['no text', 'sendMessage', () => ({ chat_id: 7 }), 'message text is empty'],
  ['long text', 'sendMessage', () => ({ chat_id: 7, text: 'я'.repeat(4097) }), 'message is too long'],
  [
    'unknown tag',
    'sendMessage',
    () => html('ө <x>y</x>'),
    'can\'t parse entities: Unsupported start tag "x" at byte offset 3',
  ],
  [
    'open tag',
    'sendMessage',
    () => html('<b>x'),
    'can\'t parse entities: Can\'t find end tag corresponding to start tag "b"',
  ],
  [
    'stray end tag',
    'sendMessage',
    () => html('x</b>'),
    "can't parse entities: Unexpected end tag at byte offset 1",
  ],
  [
    'crossed tags',
    'sendMessage',
    () => html('<b><i>x</b></i>'),
    'can\'t parse entities: Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
  ],
  ['unknown parse mode', 'sendMessage', () => ({ ...here, parse_mode: 'BB' }), 'unsupported parse_mode'],
  ['unknown chat', 'sendMessage', () => ({ chat_id: 999, text: 'x' }), 'chat not found'],
  [
    'long data',
    'sendMessage',
    () => ({ ...here, ...keyboard({ text: 'a', callback_data: 'ө'.repeat(33) }) }),
    'BUTTON_DATA_INVALID',
  ],
  [
    'empty data',
    'sendMessage',
    () => ({ ...here, ...keyboard({ text: 'a', callback_data: '' }) }),
    'BUTTON_DATA_INVALID',
  ],
  [
    'bad button link',
    'sendMessage',
    () => ({ ...here, ...keyboard({ text: 'a', url: 'tel:+996' }) }),
    'BUTTON_URL_INVALID',
  ],
  [
    'button without action',
    'sendMessage',
    () => ({ ...here, ...keyboard({ text: 'a' }) }),
    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
  ],
  [
    'button with two actions',
    'sendMessage',
    () => ({ ...here, ...keyboard({ text: 'a', callback_data: 'x', url: 'https://a.kg' }) }),
    "can't parse inline keyboard button: Exactly one action is allowed, found url, callback_data",
  ],
  [
    '101 buttons',
    'sendMessage',
    () => ({ ...here, ...keyboard(...Array(101).fill({ text: 'a', callback_data: 'x' })) }),
    'REPLY_MARKUP_TOO_LONG',
  ],
  [
    'edit without change',
    'editMessageText',
    () => ({ chat_id: 7, message_id: sent, text: 'one' }),
    'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message',
  ],
  ['edit of nothing', 'editMessageText', () => ({ ...here, message_id: 555 }), 'message to edit not found'],
  [
    "edit of a person's message",
    'editMessageText',
    () => ({ ...here, message_id: 1 }),
    "message can't be edited",
  ],
  [
    'delete of nothing',
    'deleteMessage',
    () => ({ chat_id: 7, message_id: 555 }),
    'message to delete not found',
  ],
  [
    'unknown callback',
    'answerCallbackQuery',
    () => ({ callback_query_id: '1' }),
    'query is too old and response timeout expired or query ID is invalid',
  ],
  [
    'unknown file',
    'sendPhoto',
    () => ({ chat_id: 7, photo: 'AgAC' }),
    'wrong file identifier/HTTP URL specified',
  ],
  [
    'bad command',
    'setMyCommands',
    () => ({ commands: [{ command: 'Ab', description: 'x' }] }),
    'BOT_COMMAND_INVALID',
  ],
  [
    'long command description',
    'setMyCommands',
    () => ({ commands: [{ command: 'a', description: 'x'.repeat(257) }] }),
    'command description length must not exceed 256',
  ],
  ['long name', 'setMyName', () => ({ name: 'x'.repeat(65) }), 'bot name length must not exceed 64'],
  [
    'long description',
    'setMyDescription',
    () => ({ description: 'x'.repeat(513) }),
    'bot description length must not exceed 512',
  ],
  [
    'plain http webhook',
    'setWebhook',
    () => ({ url: 'http://bot.kg/' }),
    'bad webhook: An HTTPS URL must be provided for webhook',
  ],
  [
    'unknown action',
    'sendChatAction',
    () => ({ chat_id: 7, action: 'sing' }),
    'wrong parameter action in request',
  ],
]

test.each(REFUSED)('refuses %s', async (_, method, params, words) => {
  expect(await rig.call(method, params())).toEqual({
    ok: false,
    error_code: 400,
    description: `Bad Request: ${words}`,
  })
})

test('refuses a wrong token, an unknown method and a body that is not JSON', async () => {
  expect(await rig.call('getMe', {}, '1:short')).toMatchObject({
    error_code: 401,
    description: 'Unauthorized',
  })
  expect(await rig.call('flyAway')).toMatchObject({ error_code: 404, description: 'Not Found' })
  const response = await fetch(`${rig.url}/bot4242:abcdefghijklmnopqrstuvwxyz/getMe`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{',
  })
  expect(await response.json()).toMatchObject({ description: "Bad Request: can't parse JSON object" })
})

test('counts the text without its tags', async () => {
  const answer = await rig.call('sendMessage', html(`<b>${'я'.repeat(4096)}</b>`))
  expect(answer.result.entities).toEqual([{ type: 'bold', offset: 0, length: 4096 }])
})

test('refuses people who did not start, who blocked, and who are gone', async () => {
  await rig.sim('POST', 'users/8/profile', { language_code: 'ru' })
  const to = async (id: number) => (await rig.call('sendMessage', { chat_id: id, text: 'x' })).description
  expect(await to(8)).toBe("Forbidden: bot can't initiate conversation with a user")
  await rig.sim('POST', 'users/8/messages', { text: 'hi' })
  await rig.sim('POST', 'users/8/block')
  expect(await to(8)).toBe('Forbidden: bot was blocked by the user')
  expect((await rig.sim('POST', 'users/8/messages', { text: 'hi' })).status).toBe(409)
  await rig.sim('POST', 'users/8/deactivate')
  expect(await to(8)).toBe('Forbidden: user is deactivated')
})

test('holds to the flood limit that was set', async () => {
  await rig.sim('POST', 'limits', { per_chat_per_second: 2 })
  const answers = []
  for (let at = 0; at < 6; at += 1) answers.push(await rig.call('sendMessage', here))
  const refused = answers.find((answer) => answer.error_code === 429)
  expect(refused).toMatchObject({
    description: 'Too Many Requests: retry after 1',
    parameters: { retry_after: 1 },
  })
  await rig.sim('POST', 'limits', {})
})

test('refuses odd requests to the side of the people', async () => {
  const post = (headers: Record<string, string>, body: string) =>
    fetch(`${rig.url}/sim/users/7/messages`, { method: 'POST', headers, body })
  const json = { 'content-type': 'application/json' }
  expect((await post({ ...json, origin: 'http://evil.example' }, '{"text":"x"}')).status).toBe(403)
  expect((await post({ 'content-type': 'text/plain' }, '{"text":"x"}')).status).toBe(415)
  expect((await post(json, `{"text":"${'x'.repeat(70_000)}"}`)).status).toBe(413)
  expect((await post(json, 'x')).status).toBe(400)
})
