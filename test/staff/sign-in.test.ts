import { expect, inject, it } from 'vitest'
import { whoHas } from '../../src/access/sessions.ts'
import { answerSignIn, askSignIn } from '../../src/access/sign-in.ts'
import { type Db, openPostgres } from '../../src/store/db.ts'
import { changeStaff } from '../../src/store/staff.ts'
import { addBound, audited, beginIn, codeAt, openTab, type Tab } from '../access/staff-rig.ts'
import { freshPostgres, onEachDatabase, openMemory } from '../databases.ts'
import { keys, words } from './rig.ts'

type Link = { link: string; chat: number }

const ask = (db: Db, tab: Tab, { link, chat }: Link) => askSignIn(db, keys, { link, chat, now: tab.clock.at })
const tap = (db: Db, tab: Tab, { link, chat, tapped }: Link & { tapped: number | null }) =>
  answerSignIn(db, keys, { link, chat, tapped, now: tab.clock.at })
const goOn = (tab: Tab, form: Record<string, string> = {}) =>
  tab.ask('/staff/sign-in/go-on', { to: '/staff/account', ...form })
const wait = (tab: Tab) => tab.ask('/staff/sign-in/wait?to=%2Fstaff%2Faccount')
const minutes = (tab: Tab, n: number) => {
  tab.clock.at = new Date(tab.clock.at.getTime() + n * 60_000)
}

onEachDatabase('signing in', (db) => {
  it('begins on the page, is approved in the bot, and opens the page that was asked for', async () => {
    const viewer = await addBound(db(), 'viewer')
    const tab = openTab(db())
    const asked = await tab.ask('/staff/content?lang=ky')
    expect([asked.status, asked.headers.get('location')]).toEqual([
      303,
      '/staff/sign-in?to=%2Fstaff%2Fcontent%3Flang%3Dky',
    ])
    const first = await tab.ask(asked.headers.get('location') ?? '')
    expect(first.status).toBe(200)
    expect(await first.text()).toContain('name="to" value="/staff/content?lang=ky"')
    const { code, link, page } = await beginIn(tab)
    expect(code).toBeGreaterThanOrEqual(10)
    expect(page).toContain(`href="https://t.me/sapar_test_bot?start=signin-${link}"`)
    const question = await ask(db(), tab, { link, chat: viewer.chat })
    expect(question).toMatchObject({ name: viewer.name, tongue: 'ru' })
    expect(await tap(db(), tab, { link, chat: viewer.chat, tapped: code })).toMatchObject({
      outcome: 'approved',
    })
    expect(await words(await wait(tab))).toContain(`${viewer.name}, the bot knows that it is you.`)
    const done = await goOn(tab, { to: '/staff/content?lang=ky' })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/staff/content?lang=ky'])
    expect((await tab.ask('/staff/account')).status).toBe(200)
    expect((await tab.ask('/staff/sign-in?to=/staff/account')).headers.get('location')).toBe('/staff/account')
    expect((await audited(db())).at(-1)).toMatchObject({ staff: viewer.id, action: 'sign-in.open' })
  })

  it('asks with the right number between two others, the same each time', async () => {
    const viewer = await addBound(db(), 'viewer')
    for (let i = 0; i < 20; i++) {
      const tab = openTab(db(), { now: () => new Date(Date.now() + i * 3_600_000) })
      tab.clock.at = new Date(Date.now() + i * 3_600_000)
      const { code, link } = await beginIn(tab)
      const question = await ask(db(), tab, { link, chat: viewer.chat })
      if (typeof question === 'string') throw new Error(question)
      const { numbers } = question
      expect(new Set(numbers).size).toBe(3)
      expect(numbers).toContain(code)
      expect(numbers.every((number) => number >= 10 && number <= 99)).toBe(true)
      expect(numbers).toEqual([...numbers].sort())
      expect(await ask(db(), tab, { link, chat: viewer.chat })).toEqual(question)
    }
  })

  it.each([
    ['a wrong number', (code: number) => (code === 99 ? 10 : code + 1), 'wrong number'],
    ['“It was not me”', () => null, 'not me'],
  ])('is killed by %s, and stays so', async (_, tapped, why) => {
    const viewer = await addBound(db(), 'viewer')
    const tab = openTab(db())
    const { code, link } = await beginIn(tab)
    const { chat } = viewer
    expect(await tap(db(), tab, { link, chat, tapped: tapped(code) })).toMatchObject({ outcome: 'refused' })
    expect(await tap(db(), tab, { link, chat, tapped: code })).toMatchObject({ outcome: 'refused' })
    expect(await ask(db(), tab, { link, chat })).toBe('gone')
    const page = await wait(tab)
    expect([page.status, (await words(page)).includes('This sign-in was refused in the bot')]).toEqual([
      410,
      true,
    ])
    expect((await goOn(tab)).status).toBe(410)
    expect(tab.jar.has('sapar')).toBe(false)
    expect((await audited(db())).at(-1)).toMatchObject({ action: 'sign-in.refuse', what: { why } })
  })

  it('takes the same tap twice as one, and no tap of another after it', async () => {
    const [viewer, other] = [await addBound(db(), 'viewer'), await addBound(db(), 'editor')]
    const tab = openTab(db())
    const { code, link } = await beginIn(tab)
    for (let i = 0; i < 2; i++)
      expect(await tap(db(), tab, { link, chat: viewer.chat, tapped: code })).toMatchObject({
        outcome: 'approved',
      })
    expect(await tap(db(), tab, { link, chat: other.chat, tapped: code })).toBe('gone')
    expect(await tap(db(), tab, { link, chat: other.chat, tapped: null })).toBe('gone')
    expect((await goOn(tab)).status).toBe(303)
    expect(await tap(db(), tab, { link, chat: viewer.chat, tapped: code })).toMatchObject({
      outcome: 'approved',
    })
    expect(await tap(db(), tab, { link, chat: viewer.chat, tapped: null })).toBe('gone')
  })

  it('is for staff: a stranger, and who is disabled, approve nothing', async () => {
    const viewer = await addBound(db(), 'viewer')
    const tab = openTab(db())
    const { code, link } = await beginIn(tab)
    expect(await ask(db(), tab, { link, chat: 42 })).toBe('stranger')
    expect(await tap(db(), tab, { link, chat: 42, tapped: code })).toBe('stranger')
    await tap(db(), tab, { link, chat: viewer.chat, tapped: code })
    await changeStaff(db().run, viewer.id, { disabledAt: tab.clock.at.toISOString() })
    expect(await tap(db(), tab, { link, chat: viewer.chat, tapped: code })).toBe('stranger')
    expect([(await wait(tab)).status, (await goOn(tab)).status]).toEqual([410, 410])
  })

  it('works once: what is replayed opens nothing', async () => {
    const viewer = await addBound(db(), 'viewer')
    const tab = openTab(db())
    const { code, link } = await beginIn(tab)
    await tap(db(), tab, { link, chat: viewer.chat, tapped: code })
    const cookie = `sapar-sign-in=${tab.jar.get('sapar-sign-in')}`
    const at = await Promise.all([goOn(tab), goOn(tab), goOn(tab)])
    expect(at.map(({ status }) => status).sort()).toEqual([303, 410, 410])
    const again = openTab(db())
    expect((await again.ask('/staff/sign-in/go-on', { to: '/staff' }, { cookie })).status).toBe(410)
    expect((await again.ask('/staff/sign-in/wait', undefined, { cookie })).status).toBe(410)
  })

  it('is changed by nothing that is only read: pages and links may be fetched ahead', async () => {
    const viewer = await addBound(db(), 'viewer')
    const tab = openTab(db())
    const { code, link } = await beginIn(tab)
    for (let i = 0; i < 3; i++) expect((await wait(tab)).status).toBe(200)
    await tap(db(), tab, { link, chat: viewer.chat, tapped: code })
    const before = await db().run('select count(*)::int as n from staff_session', [])
    for (let i = 0; i < 3; i++) expect((await wait(tab)).status).toBe(200)
    expect((await tab.ask('/staff/sign-in/go-on')).status).toBe(405)
    expect(await db().run('select count(*)::int as n from staff_session', [])).toEqual(before)
    expect((await goOn(tab)).status).toBe(303)
  })

  it('goes on only in the browser in which it began', async () => {
    const viewer = await addBound(db(), 'viewer')
    const [mine, thief] = [openTab(db()), openTab(db())]
    const { code, link } = await beginIn(mine)
    await beginIn(thief)
    await tap(db(), mine, { link, chat: viewer.chat, tapped: code })
    expect((await goOn(thief)).status).toBe(410)
    expect((await goOn(openTab(db()))).status).toBe(410)
    for (const value of [link, `signin-${link}`, '', 'x'.repeat(5000)])
      expect(
        (await openTab(db()).ask('/staff/sign-in/go-on', {}, { cookie: `sapar-sign-in=${value}` })).status,
      ).toBe(410)
    expect((await goOn(mine)).status).toBe(303)
  })

  it('waits 5 minutes for the bot, and 5 more for the page', async () => {
    const viewer = await addBound(db(), 'viewer')
    const late = openTab(db())
    const first = await beginIn(late)
    minutes(late, 5)
    expect((await wait(late)).status).toBe(410)
    expect(await ask(db(), late, { link: first.link, chat: viewer.chat })).toBe('gone')
    expect(await tap(db(), late, { link: first.link, chat: viewer.chat, tapped: first.code })).toBe('gone')
    const slow = openTab(db())
    const { code, link } = await beginIn(slow)
    minutes(slow, 4)
    await tap(db(), slow, { link, chat: viewer.chat, tapped: code })
    minutes(slow, 5)
    expect((await goOn(slow)).status).toBe(410)
  })

  it('leads nowhere but to a page of ours', async () => {
    const wrong = [
      'https://example.org',
      '//example.org/staff',
      '/\\example.org',
      '/staff/../admin',
      'javascript:alert(1)',
      '/staffx',
      '/staff/sign-in',
      '/staff/demo/x',
      '/chat',
      '\u0000',
      'http://',
    ]
    for (const to of wrong) {
      const page = await (await openTab(db()).ask(`/staff/sign-in?to=${encodeURIComponent(to)}`)).text()
      expect([to, /name="to" value="([^"]*)"/.exec(page)?.[1]]).toEqual([to, '/staff'])
    }
    const viewer = await addBound(db(), 'viewer')
    const tab = openTab(db())
    const { code, link } = await beginIn(tab, '//example.org')
    await tap(db(), tab, { link, chat: viewer.chat, tapped: code })
    expect((await goOn(tab, { to: '//example.org' })).headers.get('location')).toBe('/staff')
  })

  it('takes a form only of a page of ours', async () => {
    for (const path of ['/staff/sign-in', '/staff/sign-in/go-on']) {
      expect((await openTab(db()).ask(path, {}, { origin: 'https://example.org' })).status).toBe(403)
      expect((await openTab(db()).ask(path, {}, { origin: 'null' })).status).toBe(403)
      expect((await openTab(db()).ask(path, {}, { 'content-type': 'application/json' })).status).toBe(415)
      expect((await openTab(db()).ask(path, {}, { 'content-length': '10001' })).status).toBe(413)
      expect((await openTab(db()).ask(path, {}, { 'transfer-encoding': 'chunked' })).status).toBe(411)
    }
  })

  it('escapes what a browser says of itself and what the address says', async () => {
    const tab = openTab(db())
    const page = await (await tab.ask('/staff/sign-in?to=/staff/"><script>alert(1)</script>')).text()
    expect(page).not.toContain('<script>alert')
  })

  it('slows down who begins again and again, by address, and keeps no address', async () => {
    const tab = openTab(db())
    for (let i = 0; i < 10; i++) expect((await tab.ask('/staff/sign-in', { to: '' })).status).toBe(303)
    const slowed = await tab.ask('/staff/sign-in', { to: '' })
    expect(slowed.status).toBe(429)
    expect(Number(slowed.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(await words(slowed)).toMatch(/Try again in \d+ minutes/)
    expect(JSON.stringify(await db().run('select name from throttle', []))).not.toContain('127.0.0.1')
  })

  it('reloads itself while it waits, and only then', async () => {
    const tab = openTab(db())
    expect((await tab.ask('/staff/sign-in')).headers.get('refresh')).toBeNull()
    await beginIn(tab)
    expect((await wait(tab)).headers.get('refresh')).toBe('3')
  })
})

onEachDatabase('signing in with a second factor', (db) => {
  const approved = async (staff: { chat: number }) => {
    const tab = openTab(db())
    const { code, link } = await beginIn(tab)
    await tap(db(), tab, { link, chat: staff.chat, tapped: code })
    return tab
  }
  const setUp = async (tab: Tab) => {
    const page = await (await wait(tab)).text()
    return {
      secret: (/<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? '').replaceAll(' ', ''),
      sealed: /name="sealed" value="([^"]+)"/.exec(page)?.[1] ?? '',
    }
  }

  it.each(['broadcaster', 'admin'] as const)('leads a %s to set it up before anything else', async (role) => {
    const staff = await addBound(db(), role)
    const tab = await approved(staff)
    const { secret, sealed } = await setUp(tab)
    expect(secret).toMatch(/^[A-Z2-7]{32}$/)
    expect((await goOn(tab)).status).toBe(422)
    expect((await goOn(tab, { code: '000000' })).status).toBe(422)
    const wrong = await goOn(tab, { code: '000000', sealed })
    expect([wrong.status, (await wrong.text()).includes(secret.slice(0, 4))]).toEqual([422, true])
    expect(tab.jar.has('sapar')).toBe(false)
    expect((await goOn(tab, { code: codeAt(secret, tab.clock.at), sealed })).status).toBe(303)
    expect((await tab.ask('/staff/account')).status).toBe(200)
  })

  it('asks for it from then on, and takes each code once', async () => {
    const staff = await addBound(db(), 'admin')
    const first = await approved(staff)
    const { secret, sealed } = await setUp(first)
    await goOn(first, { code: codeAt(secret, first.clock.at), sealed })
    const second = await approved(staff)
    expect(await (await wait(second)).text()).not.toContain('sealed')
    expect((await goOn(second, { code: codeAt(secret, second.clock.at) })).status).toBe(422)
    minutes(second, 1)
    const next = codeAt(secret, second.clock.at)
    expect((await goOn(second, { code: next })).status).toBe(303)
    const third = await approved(staff)
    minutes(third, 1)
    expect((await goOn(third, { code: next })).status).toBe(422)
    // A second secret cannot be put in the place of the first.
    const stolen = await approved(staff)
    minutes(stolen, 2)
    expect(
      (
        await goOn(stolen, {
          code: codeAt(
            secret.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')),
            stolen.clock.at,
          ),
          sealed,
        })
      ).status,
    ).toBe(422)
  })

  it('leaves 15 minutes to set it up', async () => {
    const tab = await approved(await addBound(db(), 'admin'))
    minutes(tab, 14)
    const { secret, sealed } = await setUp(tab)
    expect((await goOn(tab, { code: codeAt(secret, tab.clock.at), sealed })).status).toBe(303)
  })

  it('locks the sign-in of who tries one code after the other, and writes it down', async () => {
    const staff = await addBound(db(), 'admin')
    const tab = await approved(staff)
    const { secret, sealed } = await setUp(tab)
    await goOn(tab, { code: codeAt(secret, tab.clock.at), sealed })
    const thief = await approved(staff)
    const statuses: number[] = []
    for (let i = 0; i < 10; i++) statuses.push((await goOn(thief, { code: String(100_000 + i) })).status)
    expect(statuses).toEqual([...Array(9).fill(422), 429])
    const right = await goOn(thief, { code: codeAt(secret, new Date(thief.clock.at.getTime() + 30_000)) })
    expect(right.status).toBe(410)
    expect((await audited(db())).filter(({ action }) => action === 'sign-in.lock')).toEqual([
      { staff: staff.id, action: 'sign-in.lock', what: { browser: '' } },
    ])
    const again = await approved(staff)
    const locked = await goOn(again, { code: '123456' })
    expect([locked.status, Number(locked.headers.get('retry-after')) > 0]).toEqual([429, true])
  })
})

it('has cookies that no script reads and no other site sends, and by TLS none without it', async () => {
  const db = await openMemory()
  await db.migrate()
  const viewer = await addBound(db, 'viewer')
  const cookies = async (publicUrl: string | undefined) => {
    const tab = openTab(db, { publicUrl })
    const origin = publicUrl ?? 'http://localhost:3000'
    const headers = { host: new URL(origin).host, origin }
    const begun = await tab.ask('/staff/sign-in', { to: '/staff' }, headers)
    const page = await (await tab.ask('/staff/sign-in/wait', undefined, headers)).text()
    const code = Number(/two-digits">(\d\d)</.exec(page)?.[1])
    const link = /signin-([0-9a-f]{32})/.exec(page)?.[1] ?? ''
    await tap(db, tab, { link, chat: viewer.chat, tapped: code })
    const done = await tab.ask('/staff/sign-in/go-on', { to: '/staff' }, headers)
    return [...begun.headers.getSetCookie(), ...done.headers.getSetCookie()].map((line) =>
      line.replace(/=[\w-]{22};/, '=…;'),
    )
  }
  expect(await cookies('https://sapar.example.org')).toEqual([
    '__Host-sapar-sign-in=…; Max-Age=1200; Path=/; HttpOnly; Secure; SameSite=Strict',
    '__Host-sapar=…; Max-Age=259200; Path=/; HttpOnly; Secure; SameSite=Lax',
    '__Host-sapar-sign-in=; Max-Age=0; Path=/; HttpOnly; Secure',
  ])
  expect(await cookies(undefined)).toEqual([
    'sapar-sign-in=…; Max-Age=1200; Path=/; HttpOnly; SameSite=Strict',
    'sapar=…; Max-Age=259200; Path=/; HttpOnly; SameSite=Lax',
    'sapar-sign-in=; Max-Age=0; Path=/; HttpOnly',
  ])
  const stored = await db.run('select to_jsonb(s)::text as row from sign_in s', [])
  expect(JSON.stringify(stored)).not.toMatch(/127\.0\.0\.1/)
  await db.close()
})

it.skipIf(inject('postgres') === null)(
  'goes over replicas: begun on one, approved at the other, used up on both once',
  async () => {
    const url = await freshPostgres()
    const [one, two] = [await openPostgres(url), await openPostgres(url)]
    await one.migrate()
    const viewer = await addBound(one, 'viewer')
    const [here, there] = [openTab(one), openTab(two)]
    const { code, link } = await beginIn(here)
    await tap(two, there, { link, chat: viewer.chat, tapped: code })
    for (const [name, value] of here.jar) there.jar.set(name, value)
    const done = await Promise.all([goOn(here), goOn(there), goOn(here), goOn(there)])
    expect(done.map(({ status }) => status).sort()).toEqual([303, 410, 410, 410])
    const token = here.jar.get('sapar') ?? there.jar.get('sapar') ?? ''
    expect(await whoHas(two, token, here.clock.at)).toMatchObject({ staff: viewer.id })
    await Promise.all([one.close(), two.close()])
  },
)

onEachDatabase('the door of the demonstration', (db) => {
  const key = 'demo-key-of-the-tests'

  it('lets in as any role from this computer, by a form and not by a link', async () => {
    for (const role of ['admin', 'viewer']) {
      const tab = openTab(db(), { demo: key })
      expect(await words(await tab.ask(`/staff/demo/${key}`))).toContain('Enter as demo admin')
      expect(tab.jar.size).toBe(0)
      expect((await tab.ask(`/staff/demo/${key}`, { role })).headers.get('location')).toBe('/staff')
      expect((await tab.ask('/staff/people')).status).toBe(role === 'admin' ? 200 : 403)
    }
    const again = openTab(db(), { demo: key })
    await again.ask(`/staff/demo/${key}`, { role: 'admin' })
    expect(await db().run('select count(*)::int as n from staff_account where demo', [])).toEqual([{ n: 2 }])
    expect(await words(await openTab(db(), { demo: key }).ask('/staff/sign-in'))).toContain(
      'opens these pages without a sign-in',
    )
  })

  it('is not there with another key, role or origin, nor where there is a real bot', async () => {
    const tab = openTab(db(), { demo: key })
    expect((await tab.ask('/staff/demo/other')).status).toBe(404)
    expect((await tab.ask('/staff/demo/other', { role: 'admin' })).status).toBe(404)
    expect((await tab.ask(`/staff/demo/${key}`, { role: 'owner' })).status).toBe(404)
    expect(
      (await tab.ask(`/staff/demo/${key}`, { role: 'admin' }, { origin: 'https://example.org' })).status,
    ).toBe(403)
    expect(
      (await tab.ask(`/staff/demo/${key}`, { role: 'admin' }, { 'x-forwarded-for': '127.0.0.1' })).status,
    ).toBe(403)
    expect((await openTab(db()).ask(`/staff/demo/${key}`)).status).toBe(404)
    expect((await openTab(db()).ask(`/staff/demo/${key}`, { role: 'admin' })).status).toBe(404)
    expect(tab.jar.size).toBe(0)
  })
})
