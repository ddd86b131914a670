import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makePack } from '../src/documents/pack.ts'
import { packPage } from '../src/pack-page.ts'
import { listen } from '../src/server.ts'
import { realScript } from './walker.ts'

const script = realScript()
const server = createServer(packPage(script, (language) => makePack(script, language, '2026-11-24')))
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
