import type { HttpBindings } from '@hono/node-server'
import { beforeEach, describe, expect, it } from 'vitest'
import { loadContent } from '../../src/content/load.ts'
import { loadFlows } from '../../src/flow/load.ts'
import { makeStaffApp } from '../../src/staff/app.tsx'
import type { StaffHealth } from '../../src/staff/health-strip.tsx'
import type { Db } from '../../src/store/db.ts'
import { onEachDatabase } from '../databases.ts'
import { addAccount, addEvent, clear } from '../report/events.ts'

const content = loadContent('.', [])
const { script } = loadFlows('.', content, [])
const now = () => new Date('2026-11-24T08:02:00Z')
const well: StaffHealth = { databaseAway: false, spoolBytes: 0, setAside: 0, lost: 0 }

/** A connection as node-server hands it over, from an address. */
function from(remoteAddress: string): HttpBindings {
  return { incoming: { socket: { remoteAddress } } } as HttpBindings
}

type Asked = { path?: string; method?: string; headers?: Record<string, string>; address?: string }

function ask(db: Db, asked: Asked = {}, health: StaffHealth = well) {
  const app = makeStaffApp({ db, content, script, now, health: () => health })
  const { path = '/staff', method = 'GET', headers = {}, address = '127.0.0.1' } = asked
  const request = new Request(`http://localhost${path}`, {
    method,
    headers: { host: 'localhost:3000', ...headers },
  })
  return app.request(request, undefined, from(address))
}

/** The words of a page as they are read, without its tags. */
async function words(response: Response): Promise<string> {
  return (await response.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}

onEachDatabase('the staff page', (db) => {
  beforeEach(async () => {
    await clear(db())
    await addAccount(db(), { id: 1 })
    await addAccount(db(), { id: 2 })
  })

  const fill = async () => {
    const at = '2026-11-20T12:00:00+06:00'
    for (const account of [1, 2]) await addEvent(db(), { account, at, name: 'started', item: 'none' })
    for (let n = 0; n < 14; n++)
      await addEvent(db(), { account: 1, at, item: 'papers.start', language: 'ky' })
    for (let n = 0; n < 21; n++) await addEvent(db(), { account: 1, at, item: 'help.start', language: 'ru' })
  }

  it('shows each number, with its name and the days', async () => {
    await fill()
    const response = await ask(db())
    expect(response.status).toBe(200)
    const page = await words(response)
    expect(page).toContain('26 Oct 2026 to 24 Nov 2026, 14:02 (time of Asia/Bishkek)')
    expect(page).toMatch(/Accounts reached 1 /)
    expect(page).toMatch(/Accounts started 2 /)
    expect(page).toMatch(/Cards shown 35 /)
    expect(page).toMatch(/20 Nov 2026 1 35/)
    expect(page).toMatch(/Kyrgyz hidden 14/)
    expect(page).toMatch(/Russian hidden 21/)
    expect(page).toMatch(/Help now 21/)
    expect(page).not.toContain('Synthetic')
  })

  it('says that one account cannot be told apart, instead of a table', async () => {
    await addEvent(db(), { account: 1, at: '2026-11-20T12:00:00+06:00' })
    const page = await words(await ask(db()))
    expect(page).toMatch(/Cards shown 1 /)
    expect(page).toContain('Too few to show apart without pointing at somebody')
    expect(page).not.toContain('Kyrgyz')
  })

  it('speaks of accounts, never of people, and says that it has no sign-in', async () => {
    await fill()
    const page = await words(await ask(db()))
    expect(page.replace('Dropper: other people’s money', '')).not.toMatch(/\bpeople\b/i)
    expect(page).toContain('This page has no sign-in yet. It opens only on this computer.')
  })

  it('says what to do while there is nothing', async () => {
    const page = await words(await ask(db()))
    expect(page).toMatch(/Open \/chat and press Start/)
    expect(page).not.toContain('Accounts reached')
  })

  it('says so when nothing happened in these days, but before', async () => {
    await addEvent(db(), { account: 1, at: '2026-01-20T12:00:00+06:00' })
    expect(await words(await ask(db()))).toContain(
      'Nothing happened in these days. There was something before.',
    )
  })

  it('warns of synthetic data before anything else', async () => {
    await addAccount(db(), { id: 20, synthetic: true })
    await addEvent(db(), { account: 20, at: '2026-11-20T12:00:00+06:00' })
    const body = (await (await ask(db())).text()).split('<body>')[1]
    expect(body).toMatch(/^<p class="synthetic" role="note"><strong>Synthetic data/)
  })

  it('has no inline style or script, and a chart that is described', async () => {
    await fill()
    const page = await (await ask(db())).text()
    expect(page).not.toMatch(/<style|<script|\sstyle=|\son\w+=/)
    expect(page).toMatch(/<img src="\/staff\/chart.svg[^"]*" alt="Two line charts[^"]*1 in all[^"]*35 in all/)
    expect(page).toContain('media="(prefers-color-scheme: dark)"')
  })

  it('draws its chart in light and dark', async () => {
    await fill()
    const [light, dark] = await Promise.all(
      ['light', 'dark'].map((theme) => ask(db(), { path: `/staff/chart.svg?theme=${theme}&size=narrow` })),
    )
    expect(light?.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
    expect(await light?.text()).toContain('width="300"')
    expect(await dark?.text()).toContain('#e9eff3')
  })

  it('tells how the bot is', async () => {
    const page = await words(await ask(db(), {}, { ...well, spoolBytes: 48_211, setAside: 1, lost: 3 }))
    expect(page).toContain('Database: answers')
    expect(page).toContain('Waiting on disk: 48 kB, counted later')
    expect(page).toContain('Set aside after failing: 1 message')
    expect(page).toContain('Answered but not counted: 3 messages')
  })
})

describe('the staff page and the database that is away', () => {
  const broken = { run: () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' })) }
  const away = { ...broken, kind: 'postgres' } as Partial<Db> as Db

  it.each([
    ['the health says so', { ...well, databaseAway: true }],
    ['a query finds out', well],
  ])('says it with 503 when %s', async (_, health) => {
    const response = await ask(away, {}, health)
    expect(response.status).toBe(503)
    const page = await words(response)
    expect(page).toContain('The numbers cannot be read now')
    expect(page).toContain('Database: does not answer')
    expect((await ask(away, { path: '/staff/chart.svg' }, health)).status).toBe(503)
  })

  it('does not call a mistake in a query the database’s absence', async () => {
    const wrong = { run: () => Promise.reject(Object.assign(new Error('no such column'), { code: '42703' })) }
    const app = makeStaffApp({ db: wrong as Partial<Db> as Db, content, script, now, health: () => well })
    app.onError((error, c) => c.text(error.message, 500))
    const request = new Request('http://localhost/staff', { headers: { host: 'localhost' } })
    expect((await app.request(request, undefined, from('::1'))).status).toBe(500)
  })

  it('lets nobody in but who sits at this computer', async () => {
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
      const response = await ask(away, { path: '/staff/staff.css', ...stranger })
      expect([stranger, response.status]).toEqual([stranger, 403])
      expect(await response.text()).toBe('This page opens only on the computer that runs Sapar.\n')
      expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
    }
    for (const host of ['localhost', '127.0.0.1:3000', '[::1]:3000']) {
      for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) {
        const asked = { path: '/staff/staff.css', address, headers: { host } }
        expect([asked, (await ask(away, asked)).status]).toEqual([asked, 200])
      }
    }
  })

  it('is read, nothing more', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
      const response = await ask(away, { path: '/staff', method })
      expect([method, response.status, response.headers.get('allow')]).toEqual([method, 405, 'GET, HEAD'])
    }
    expect((await ask(away, { path: '/staff/staff.css', method: 'HEAD' })).status).toBe(200)
  })

  it('sends strict headers with everything', async () => {
    for (const path of ['/staff', '/staff/staff.css', '/staff/nothing']) {
      const { headers } = await ask(away, { path })
      expect(headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      )
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('referrer-policy')).toBe('no-referrer')
      expect(headers.get('cache-control')).toBe('no-store')
    }
  })

  it('says plainly that a page does not exist', async () => {
    const response = await ask(away, { path: '/staff/nothing' })
    expect(response.status).toBe(404)
    expect(await response.text()).toContain('There is no such page')
  })
})
