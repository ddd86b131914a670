import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSimulator } from '../../src/simulator/server.ts'

export const TOKEN = '4242:abcdefghijklmnopqrstuvwxyz'

interface Media {
  file_id: string
  file_name: string
}

/** What the methods under test answer, all in one: a test reads what its method gives. */
interface Result extends Media {
  message_id: number
  caption: string
  description: string
  entities: object[]
  photo: Media[]
  document: Media
  file_path: string
}

export interface Update {
  update_id: number
  message?: { text: string; chat: { id: number } }
  callback_query?: { id: string; data: string; from: { id: number }; message: { message_id: number } }
  my_chat_member?: { new_chat_member: { status: string } }
}

export interface Answer<R = Result> {
  ok: boolean
  error_code?: number
  description?: string
  result: R
}

interface Side {
  status: number
  error: string
  update_id: number
  message_id: number
  name: Record<string, string>
  messages: { text: string; media: { url: string } }[]
  calls: { seq: number }[]
}

export async function openRig(dataDir = mkdtempSync(join(tmpdir(), 'simulator-'))) {
  const server = createServer((req, res) => {
    if (!simulator.handle(req, res)) res.writeHead(404).end()
  })
  let url = ''
  const simulator = openSimulator({ dataDir, publicUrl: () => url })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    ...clientOf(url),
    url,
    dataDir,
    async close() {
      await simulator.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export type Rig = Awaited<ReturnType<typeof openRig>>

export function clientOf(url: string) {
  async function call<R = Result>(method: string, params: object = {}, token = TOKEN): Promise<Answer<R>> {
    const response = await fetch(`${url}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    })
    return (await response.json()) as Answer<R>
  }
  return {
    call,
    async updates(params: object = {}): Promise<Update[]> {
      return (await call<Update[]>('getUpdates', params)).result
    },
    async sim(method: string, path: string, body?: object): Promise<Side> {
      const response = await fetch(`${url}/sim/${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body ? { body: JSON.stringify(body) } : {}),
      })
      return { ...((await response.json()) as Side), status: response.status }
    },
  }
}

/** A rig whose person 7 has pressed Start. */
export async function openStarted(): Promise<Rig> {
  const rig = await openRig()
  await rig.call('getMe')
  await rig.sim('POST', 'users/7/messages', { text: '/start', language_code: 'ky' })
  return rig
}
