import { createServer, request, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { staffListener } from '../../src/staff/listener.ts'
import type { Db } from '../../src/store/db.ts'
import { audited } from '../access/staff-rig.ts'
import { onEachDatabase } from '../databases.ts'
import { freePort } from '../postgres-server.ts'
import { type Asked, askFor, openPages, signedIn, words } from './rig.ts'

const broken = { run: () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })) }
const away = { ...broken, kind: 'postgres' } as Partial<Db> as Db

describe('the door of the staff pages', () => {
  const ask = (path: string, asked: Asked = {}, publicUrl?: string) =>
    askFor(openPages(away, { publicUrl }), path, asked)

  it('lets nobody near but who sits at this computer, while there is no public address', async () => {
    const strangers: Asked[] = [
      { address: '192.0.2.7' },
      { address: '::ffff:192.0.2.7' },
      { address: '' },
      { headers: { host: 'sapar.example.org' } },
      { headers: { host: 'localhost.example.org' } },
      { headers: { host: '127.0.0.1:3000@example.org' } },
      { headers: { host: '' } },
      { headers: { 'x-forwarded-for': '127.0.0.1' } },
      { headers: { forwarded: 'for=127.0.0.1' } },
    ]
    for (const stranger of strangers) {
      for (const path of ['/staff/staff.css', '/staff', '/staff/sign-in']) {
        const response = await ask(path, stranger)
        expect([stranger, path, response.status]).toEqual([stranger, path, 403])
        expect(await response.text()).toBe('This page opens only on the computer that runs Sapar.\n')
        expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      }
    }
    for (const host of ['localhost', '127.0.0.1:3000', '[::1]:3000'])
      for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
        const asked = { address, headers: { host } }
        expect([asked, (await ask('/staff/staff.css', asked)).status]).toEqual([asked, 200])
      }
  })

  it('answers by its public name only, from everywhere, when there is one', async () => {
    const publicUrl = 'https://sapar.example.org'
    const far = {
      address: '192.0.2.7',
      headers: { host: 'sapar.example.org', 'x-forwarded-for': '192.0.2.8' },
    }
    expect((await ask('/staff/staff.css', far, publicUrl)).status).toBe(200)
    for (const host of ['localhost:3000', 'sapar.example.org.evil.org', 'sapar.example.org:8080', ''])
      expect([host, (await ask('/staff/staff.css', { headers: { host } }, publicUrl)).status]).toEqual([
        host,
        403,
      ])
  })

  it('sends strict headers with everything, refusals too', async () => {
    for (const path of ['/staff', '/staff/sign-in', '/staff/staff.css', '/staff/nothing']) {
      const { headers } = await ask(path)
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      )
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('same-origin')
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
      expect(headers.get('x-robots-tag')).toBe('noindex')
      expect(headers.get('cache-control')).toBe('no-store')
    }
  })

  it('says plainly that a page does not exist', async () => {
    const response = await ask('/staff/nothing')
    expect([response.status, await response.text()]).toEqual([404, 'There is no such page.\n'])
  })

  it('says with 503 that nobody can be known while the database is away', async () => {
    const cookie = { headers: { cookie: 'sapar=0123456789012345678901' } }
    for (const path of ['/staff', '/staff/people', '/staff/sign-in']) {
      const response = await ask(path, cookie)
      expect([path, response.status]).toEqual([path, 503])
      expect(await response.text()).toContain('The database does not answer')
    }
    expect((await ask('/staff/sign-in', { method: 'POST', form: { to: '' } })).status).toBe(503)
  })

  it('calls a mistake of ours no absence of the database, and tells nobody what it held', async () => {
    const wrong = { run: () => Promise.reject(Object.assign(new Error('select Айгүл'), { code: '42703' })) }
    const logged: unknown[] = []
    const log = (...line: unknown[]) => void logged.push(line)
    const pages = openPages(wrong as Partial<Db> as Db, { log })
    const response = await askFor(pages, '/staff', { headers: { cookie: 'sapar=x' } })
    expect([response.status, await response.text()]).toEqual([
      500,
      expect.stringContaining('This page failed'),
    ])
    expect(JSON.stringify(logged)).toContain('Error 42703')
    expect(JSON.stringify(logged)).not.toContain('Айгүл')
  })

  it('speaks the language of the browser before somebody has signed in', async () => {
    for (const [language, says] of [
      ['ru-RU,ru;q=0.9', 'Такой страницы нет.'],
      ['ky', 'Мындай барак жок.'],
      ['de, ru', 'There is no such page.'],
      ['\u00ff', 'There is no such page.'],
    ] as const)
      expect(await (await ask('/staff/nothing', { headers: { 'accept-language': language } })).text()).toBe(
        `${says}\n`,
      )
  })
})

onEachDatabase('a form of the staff pages', (db) => {
  const form = { name: 'Айгүл', tongue: 'ky' }
  const nameOf = async (staff: number) =>
    (await db().run('select name from staff_account where id = $1::text::int', [String(staff)]))[0]?.name

  it('is taken from a page of the same session', async () => {
    const { ask, who } = await signedIn(db(), 'viewer')
    const done = await ask('/staff/account', { form })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/staff/account'])
    expect(await nameOf(who.staff)).toBe('Айгүл')
  })

  it.each([
    ['another origin', { headers: { origin: 'https://example.org' } }, 403, 'origin'],
    ['no origin', { headers: { origin: 'null' } }, 403, 'origin'],
    [
      'the address of this computer by another name',
      { headers: { origin: 'http://127.0.0.1:3000' } },
      403,
      'origin',
    ],
    ['no token', { form: { ...form, csrf: '' } }, 403, 'token'],
    ['a token of somebody else', { form: { ...form, csrf: 'AAAAAAAAAAAAAAAAAAAAAA' } }, 403, 'token'],
    ['JSON', { headers: { 'content-type': 'application/json' } }, 415, undefined],
    ['plain text', { headers: { 'content-type': 'text/plain' } }, 415, undefined],
    ['6 MB and more', { headers: { 'content-length': '6000001' } }, 413, undefined],
    ['no end', { headers: { 'transfer-encoding': 'chunked' } }, 411, undefined],
  ] as const)('is refused with %s, and nothing changes', async (_, asked, status, why) => {
    const { ask, who } = await signedIn(db(), 'viewer')
    const before = (await audited(db())).length
    const refused = await ask('/staff/account', { form, ...asked })
    expect(refused.status).toBe(status)
    expect(await nameOf(who.staff)).toBe('The viewer')
    const what = { why, path: '/staff/account' }
    const line = { staff: who.staff, action: 'form.refuse', what }
    expect((await audited(db())).slice(before)).toEqual(why === undefined ? [] : [line])
  })

  it('as JSON of another site with a stolen cookie does nothing', async () => {
    const { app, cookie, who } = await signedIn(db(), 'admin')
    const request = new Request('http://localhost:3000/staff/account', {
      method: 'POST',
      headers: {
        host: 'localhost:3000',
        origin: 'https://example.org',
        'content-type': 'application/json',
        cookie,
      },
      body: JSON.stringify(form),
    })
    const here = { incoming: { socket: { remoteAddress: '127.0.0.1' } } }
    expect((await app.request(request, undefined, here)).status).toBe(403)
    expect(await nameOf(who.staff)).toBe('The admin')
  })

  it('refused a hundred times is written down ten times', async () => {
    const { ask, who } = await signedIn(db(), 'viewer')
    for (let i = 0; i < 25; i++) await ask('/staff/account', { form: { ...form, csrf: 'x' } })
    const lines = (await audited(db())).filter(
      ({ staff, action }) => staff === who.staff && action === 'form.refuse',
    )
    expect(lines).toHaveLength(10)
  })

  it('of nobody who has signed in is refused with 401, and a page leads to the sign-in', async () => {
    const pages = openPages(db())
    expect((await askFor(pages, '/staff/account', { method: 'POST', form })).status).toBe(401)
    const page = await askFor(pages, '/staff/account?a=1&b=2')
    expect(page.headers.get('location')).toBe('/staff/sign-in?to=%2Fstaff%2Faccount%3Fa%3D1%26b%3D2')
    for (const cookie of [
      'sapar=',
      'sapar=x',
      `sapar=${'x'.repeat(4000)}`,
      'sapar="; drop table',
      '__Host-sapar=x',
    ])
      expect((await askFor(pages, '/staff/account', { headers: { cookie } })).status).toBe(303)
  })

  it('says which role may not, and who can help', async () => {
    const { ask } = await signedIn(db(), 'viewer')
    const refused = await ask('/staff/people')
    expect([refused.status, await words(refused)]).toEqual([
      403,
      expect.stringContaining('Your role (viewer)'),
    ])
  })
})

describe('the staff pages on a real connection', () => {
  let server: Server
  let port: number
  beforeAll(async () => {
    server = createServer(staffListener(openPages(away).app))
    port = await freePort()
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  })
  afterAll(() => void server.close())

  const post = (headers: Record<string, string>, body: string) =>
    new Promise<number>((resolve) => {
      const origin = `http://127.0.0.1:${port}`
      const type = 'application/x-www-form-urlencoded'
      const call = request(`${origin}/staff/sign-in`, {
        method: 'POST',
        headers: { origin, 'content-type': type, ...headers },
      })
      call.on('response', (res) => resolve(res.resume().statusCode ?? 0))
      call.on('error', () => resolve(-1))
      call.end(body)
    })

  it('read no form without an end, and none that is too long', async () => {
    expect(await post({ 'transfer-encoding': 'chunked' }, 'to=x')).toBe(411)
    expect(await post({}, `to=${'x'.repeat(10_001)}`)).toSatisfy((status) => status === 413 || status === -1)
    expect(await post({}, 'to=x')).toBe(503)
  })
})
