import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { clientOf, openRig } from './rig.ts'

const SCRIPT = fileURLToPath(new URL('child.ts', import.meta.url))
let child: ChildProcess | undefined

afterEach(() => {
  child?.kill('SIGKILL')
})

async function startChild(dataDir: string) {
  child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (!child.stdout) throw new Error('the child has no output')
  const [port] = await once(child.stdout, 'data')
  return clientOf(`http://127.0.0.1:${String(port).trim()}`)
}

async function killChild() {
  if (!child) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

test('a killed simulator keeps chats, updates and settings, and repeats no id', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'simulator-'))
  const updates = new Set<number>()
  const messages = new Set<number>()
  const count = 60
  for (let life = 0; life < 3; life += 1) {
    const { call, sim } = await startChild(dataDir)
    if (life === 0) await call('setMyName', { name: 'Сапар' })
    await call('getMe')
    for (let at = 0; at < 20; at += 1) {
      const said = await sim('POST', 'users/7/messages', { text: `${life}-${at}` })
      updates.add(said.update_id)
      messages.add(said.message_id)
      messages.add((await call('sendMessage', { chat_id: 7, text: 'x' })).result.message_id)
    }
    await killChild()
  }
  expect(updates.size).toBe(count)
  expect(messages.size).toBe(2 * count)

  const rig = await openRig(dataDir)
  const waiting = await rig.updates()
  expect(waiting.map((update) => update.update_id)).toEqual([...updates])
  expect((await rig.sim('GET', 'users/7/chat')).messages).toHaveLength(2 * count)
  expect((await rig.sim('GET', 'bot')).name).toEqual({ '': 'Сапар' })
  await rig.close()
})

test('a line that was cut while it was written is passed over', async () => {
  const first = await openRig()
  await first.call('getMe')
  await first.sim('POST', 'users/7/messages', { text: 'kept' })
  await first.close()
  appendFileSync(join(first.dataDir, 'journal.jsonl'), '["messages","4242/7/2",{"id":2,"te')
  const second = await openRig(first.dataDir)
  const { messages } = await second.sim('GET', 'users/7/chat')
  expect(messages.map((message) => message.text)).toEqual(['kept'])
  await second.close()
})
