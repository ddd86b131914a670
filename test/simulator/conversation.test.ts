import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStarted, type Rig } from './rig.ts'

let rig: Rig
const reply_markup = {
  inline_keyboard: [[{ text: 'Ооба', callback_data: 'yes' }], [{ text: 'Site', url: 'https://example.org' }]],
}
beforeEach(async () => {
  rig = await openStarted()
})
afterEach(() => rig.close())

const say = (text: string) => rig.call('sendMessage', { chat_id: 7, text, parse_mode: 'HTML', reply_markup })
const lastQuery = async () => (await rig.updates({ offset: -1 }))[0]?.callback_query

test('a person sees what was sent, edited and deleted', async () => {
  const first = (await say('<b>Bold</b> &lt;x&gt; https://a.kg')).result.message_id
  const second = (await say('two')).result.message_id
  await rig.call('editMessageText', { chat_id: 7, message_id: second, text: 'second' })
  const before = (await rig.sim('GET', 'users/7/chat')).messages
  expect(before[1]).toMatchObject({
    from: 'bot',
    text: 'Bold <x> https://a.kg',
    html: '<b>Bold</b> &lt;x&gt; <a href="https://a.kg">https://a.kg</a>',
    buttons: reply_markup.inline_keyboard,
  })
  expect(before[2]).toMatchObject({ text: 'second', buttons: [] })
  await rig.call('deleteMessages', { chat_id: 7, message_ids: [first, 999] })
  const after = (await rig.sim('GET', 'users/7/chat')).messages
  expect(after.map((message) => message.text)).toEqual(['/start', 'second'])
})

test('a tap by label reaches the bot, and is answered once', async () => {
  const id = (await say('Sure?')).result.message_id
  expect((await rig.sim('POST', 'users/7/taps', { label: 'Ооба' })).status).toBe(200)
  const query = await lastQuery()
  expect(query).toMatchObject({ data: 'yes', from: { id: 7 }, message: { message_id: id, text: 'Sure?' } })
  const answer = { callback_query_id: query?.id, text: 'Макул' }
  expect(await rig.call('answerCallbackQuery', answer)).toEqual({ ok: true, result: true })
  expect((await rig.call('answerCallbackQuery', answer)).error_code).toBe(400)
})

test('an old query is not answered', async () => {
  await say('Sure?')
  await rig.sim('POST', 'limits', { callback_seconds: 0.001 })
  await rig.sim('POST', 'users/7/taps', { label: 'Ооба' })
  const id = (await lastQuery())?.id
  expect((await rig.call('answerCallbackQuery', { callback_query_id: id })).description).toMatch(
    /query is too old/,
  )
})

test('only buttons that are there are pressed, unless the data is forged', async () => {
  const id = (await say('Sure?')).result.message_id
  expect(await rig.sim('POST', 'users/7/taps', { label: 'No' })).toEqual({
    status: 404,
    error: 'there is no button "No" in this chat',
  })
  expect((await rig.sim('POST', 'users/7/taps', { label: 'Site' })).error).toMatch(
    /opens https:\/\/example.org/,
  )
  await rig.sim('POST', 'users/7/taps', { message_id: id, data: 'forged' })
  expect((await lastQuery())?.data).toBe('forged')
})

test('a stream tells of messages, edits, typing and answers', async () => {
  const stop = new AbortController()
  const response = await fetch(`${rig.url}/sim/users/7/stream`, { signal: stop.signal })
  const id = (await say('one')).result.message_id
  await rig.call('editMessageReplyMarkup', { chat_id: 7, message_id: id })
  await rig.call('sendChatAction', { chat_id: 7, action: 'typing' })
  await rig.call('deleteMessage', { chat_id: 7, message_id: id })
  let heard = ''
  for await (const chunk of response.body ?? []) {
    heard += new TextDecoder().decode(chunk)
    if (heard.includes('event: delete')) break
  }
  stop.abort()
  expect([...heard.matchAll(/event: (\w+)/g)].map((match) => match[1])).toEqual([
    'message',
    'edit',
    'typing',
    'delete',
  ])
})

test('the bot shows its name, texts and commands by language', async () => {
  await rig.call('setMyName', { name: 'Сапар' })
  await rig.call('setMyDescription', { description: 'по-русски', language_code: 'ru' })
  await rig.call('setMyCommands', { commands: [{ command: 'start', description: 'Баштоо' }] })
  await rig.call('setMyCommands', {
    commands: [{ command: 'start', description: 'Начать' }],
    language_code: 'ru',
  })
  expect(await rig.sim('GET', 'bot')).toMatchObject({
    name: { '': 'Сапар' },
    description: { ru: 'по-русски' },
    commands: {
      '': [{ command: 'start', description: 'Баштоо' }],
      ru: [{ command: 'start', description: 'Начать' }],
    },
  })
  expect((await rig.call('getMyDescription', { language_code: 'ru' })).result).toEqual({
    description: 'по-русски',
  })
})
