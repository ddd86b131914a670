import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openStarted, type Rig } from './rig.ts'

interface Received {
  update: { update_id: number; message?: { text: string } }
  headers: IncomingHttpHeaders
}

let rig: Rig
let received: Received[]
let failures: number
let reply: string
let hook: string
const server = createServer(async (req, res) => {
  const chunks: Buffer[] = []
  for await (const chunk of req as AsyncIterable<Buffer>) chunks.push(chunk)
  received.push({ update: JSON.parse(Buffer.concat(chunks).toString()), headers: req.headers })
  failures -= 1
  res.writeHead(failures >= 0 ? 500 : 200).end(reply)
})

beforeEach(async () => {
  received = []
  failures = 0
  reply = ''
  rig = await openStarted()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  hook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
})
afterEach(async () => {
  await rig.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

test('delivers what is pending, with the secret', async () => {
  await rig.call('setWebhook', { url: hook, secret_token: 'se-cret' })
  await vi.waitFor(() => expect(received).toHaveLength(1), 5_000)
  expect(received[0]?.headers['x-telegram-bot-api-secret-token']).toBe('se-cret')
  expect(received[0]?.update.message?.text).toBe('/start')
})

test('repeats a delivery that failed, and keeps the order of one chat', async () => {
  failures = 1
  await rig.call('setWebhook', { url: hook })
  await rig.sim('POST', 'users/7/messages', { text: 'second' })
  await vi.waitFor(() => expect(received).toHaveLength(3), 8_000)
  expect(received.map(({ update }) => update.message?.text)).toEqual(['/start', '/start', 'second'])
  await vi.waitFor(async () => {
    expect((await rig.call('getWebhookInfo')).result).toMatchObject({
      url: hook,
      pending_update_count: 0,
      last_error_message: 'Wrong response from the webhook: 500 Internal Server Error',
    })
  })
})

test('runs a method that the answer names', async () => {
  reply = JSON.stringify({ method: 'sendMessage', chat_id: 7, text: 'from the answer' })
  await rig.call('setWebhook', { url: hook })
  await vi.waitFor(async () => {
    const { messages } = await rig.sim('GET', 'users/7/chat')
    expect(messages.at(-1)?.text).toBe('from the answer')
  }, 5_000)
})
