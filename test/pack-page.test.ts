import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePack } from '../src/documents/pack.ts'
import { packPage } from '../src/pack-page.ts'
import { listen } from '../src/server.ts'
import { hiddenOf } from '../src/store/live-script.ts'
import { realScript } from './walker.ts'

const script = realScript()
const hiding = { ...script, hidden: hiddenOf([{ kind: 'contact', id: 'kg-mfa' }]) }
let current = script
const server = createServer(packPage(script, (language) => makePack(current, language, '2026-11-24')))
let url = ''
beforeAll(async () => {
  url = `http://127.0.0.1:${await listen(server, { PORT: 0, HOST: '127.0.0.1' })}`
})
afterAll(() => server.close())

test('the offline file is for everybody, in every language that the bot speaks, and small on the way', async () => {
  for (const [code, words] of [
    ['tg', 'Кӯмаки фаврӣ'],
    ['uz-Cyrl', 'Шошилинч ёрдам'],
  ]) {
    const answer = await fetch(`${url}/pack/${code}.html`)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(Number(answer.headers.get('content-length'))).toBeLessThan(300_000)
    expect(await answer.text()).toContain(words)
  }
  const plain = await fetch(`${url}/pack/ky.html`, { headers: { 'accept-encoding': 'identity' } })
  expect(plain.headers.get('content-encoding')).toBeNull()
  expect(await plain.text()).toMatch(/^<!DOCTYPE html>/)
})

test('a language that is none, another path and another method find nothing', async () => {
  for (const path of ['/pack/xx.html', '/pack/../package.json', '/pack/', '/pack/ky']) {
    expect((await fetch(`${url}${path}`)).status).toBe(404)
  }
  expect((await fetch(`${url}/pack/ky.html`, { method: 'POST' })).status).toBe(404)
})

test('the file is asked for anew each time, and sent only when it changed: what staff hide is gone at once', async () => {
  const first = await fetch(`${url}/pack/ky.html`)
  expect(first.headers.get('cache-control')).toBe('public, no-cache')
  const tag = first.headers.get('etag') ?? ''
  const again = await fetch(`${url}/pack/ky.html`, { headers: { 'if-none-match': tag } })
  expect([again.status, await again.text()]).toEqual([304, ''])
  current = hiding
  const changed = await fetch(`${url}/pack/ky.html`, { headers: { 'if-none-match': tag } })
  expect(changed.status).toBe(200)
  expect((await changed.text()).includes(realScript().content.phrases.html('ky', 'contacts.kg-mfa'))).toBe(
    false,
  )
})
