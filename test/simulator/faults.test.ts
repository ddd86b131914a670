import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStarted, type Rig } from './rig.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openStarted()
})
afterEach(() => rig.close())

const send = (text: string) => rig.call('sendMessage', { chat_id: 7, text })
const texts = async () => (await rig.sim('GET', 'users/7/chat')).messages.map((message) => message.text)

test('an ordered fault answers so many calls and has no effect', async () => {
  await rig.sim('POST', 'faults', { method: 'sendMessage', status: 429, retry_after: 3, times: 1 })
  expect(await send('lost')).toEqual({
    ok: false,
    error_code: 429,
    description: 'Too Many Requests: retry after 3',
    parameters: { retry_after: 3 },
  })
  expect((await send('kept')).ok).toBe(true)
  expect(await texts()).toEqual(['/start', 'kept'])
})

test('a call can take effect while its answer is lost', async () => {
  await rig.sim('POST', 'faults', { method: '*', status: 0, times: 1, after_accepting: true })
  await expect(send('accepted')).rejects.toThrow()
  expect(await texts()).toEqual(['/start', 'accepted'])
})

test('a connection can be cut, and faults can be taken back', async () => {
  await rig.sim('POST', 'faults', { method: 'sendMessage', status: 0, times: 5 })
  await expect(send('lost')).rejects.toThrow()
  await rig.sim('DELETE', 'faults')
  expect((await send('kept')).ok).toBe(true)
  expect(await texts()).toEqual(['/start', 'kept'])
})

test('every call is written down with its answer', async () => {
  await send('one')
  await rig.call('sendMessage', { chat_id: 7 })
  const { calls } = await rig.sim('GET', 'calls?since=0')
  expect(calls.at(-2)).toMatchObject({
    method: 'sendMessage',
    payload: { chat_id: 7, text: 'one' },
    status: 200,
  })
  expect(calls.at(-1)).toMatchObject({ status: 400, answer: { ok: false } })
  const later = await rig.sim('GET', `calls?since=${calls.at(-2)?.seq}`)
  expect(later.calls).toEqual([calls.at(-1)])
})
