import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStarted, type Rig, type Update } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openStarted()
})
afterEach(() => rig.close())

const nextOf = (updates: Update[]) => (updates.at(-1)?.update_id ?? 0) + 1

test('gives an update again until its offset is passed', async () => {
  const first = await rig.updates()
  expect(first).toHaveLength(1)
  expect(first[0]?.message).toMatchObject({
    text: '/start',
    from: { id: 7, is_bot: false, language_code: 'ky' },
    entities: [{ type: 'bot_command', offset: 0, length: 6 }],
  })
  expect(await rig.updates()).toEqual(first)
  expect(await rig.updates({ offset: nextOf(first) })).toEqual([])
})

test('a long poll answers as soon as somebody writes', async () => {
  const poll = rig.updates({ offset: nextOf(await rig.updates()), timeout: 20 })
  await rig.sim('POST', 'users/7/messages', { text: 'Салам' })
  expect((await poll)[0]?.message?.text).toBe('Салам')
})

test('a second poll ends the first', async () => {
  const offset = nextOf(await rig.updates())
  const first = rig.call('getUpdates', { offset, timeout: 20 })
  let second = await rig.call('getUpdates', { offset })
  while ((await Promise.race([first, 'waiting'])) === 'waiting')
    second = await rig.call('getUpdates', { offset })
  expect(second.ok).toBe(true)
  expect(await first).toMatchObject({
    error_code: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  })
})

test('there is no polling beside a webhook', async () => {
  await rig.call('setWebhook', { url: 'https://bot.example/hook' })
  expect((await rig.call('getUpdates')).description).toBe(
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
  )
})

test('makes only the kinds of updates that were asked for', async () => {
  await rig.call('getUpdates', { offset: -1, allowed_updates: ['message'] })
  await rig.sim('POST', 'users/7/block')
  await rig.sim('POST', 'users/7/unblock')
  await rig.sim('POST', 'users/7/messages', { text: 'x' })
  const kinds = (await rig.updates()).map((update) => Object.keys(update)[1])
  expect(kinds).toEqual(['message', 'message'])
})

test('tells of blocking and unblocking', async () => {
  await rig.sim('POST', 'users/7/block')
  await rig.sim('POST', 'users/7/unblock')
  const states = (await rig.updates()).slice(1).map((update) => update.my_chat_member?.new_chat_member.status)
  expect(states).toEqual(['kicked', 'member'])
})

test('hands out a raw update as it is, whatever its id', async () => {
  const old = { update_id: 5, message: { message_id: 1, chat: { id: 31, type: 'private' }, date: 1 } }
  const offset = nextOf(await rig.updates())
  await rig.sim('POST', 'updates', { update: old })
  await rig.sim('POST', 'updates', { update: { strange_thing: { a: 1 } } })
  const raw = await rig.updates({ offset })
  expect(raw).toEqual([old, { update_id: expect.any(Number), strange_thing: { a: 1 } }])
  expect(await rig.updates({ offset: nextOf(raw) })).toEqual([])
})

test('a bot can leave a group that it was put into', async () => {
  const chat = { id: -100, type: 'supergroup', title: 'Group' }
  await rig.sim('POST', 'updates', { update: { my_chat_member: { chat } } })
  expect(await rig.call('leaveChat', { chat_id: -100 })).toEqual({ ok: true, result: true })
  expect((await rig.call('sendMessage', { chat_id: -100, text: 'x' })).description).toBe(
    'Forbidden: bot is not a member of the supergroup chat',
  )
})
