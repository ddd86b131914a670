import { beforeAll, expect, it } from 'vitest'
import { tokenHash } from '../../src/privacy/token.ts'
import { addNote } from '../../src/store/annotations.ts'
import { onEachDatabase } from '../databases.ts'
import { seedCounted } from './counted.ts'
import { askFor, now, openPages, signedIn, well, words } from './rig.ts'

const form = { label: 'For the donor', month: '2026-10', first: 'language=ky', second: '', days: '90' }
const evil = '=HYPERLINK("https://evil.example","x")<script>alert(1)</script>'

onEachDatabase('share links', (db) => {
  beforeAll(async () => {
    await seedCounted(db(), { accounts: 400, days: 80 })
    const note = { text: 'Only for us', day: '2026-10-05', staff: 1, at: '2026-10-06T00:00:00Z' }
    await addNote(db().run, note)
  })
  const make = async (over: Partial<typeof form> = {}) => {
    const { ask } = await signedIn(db(), 'editor')
    const response = await ask('/staff/links', { form: { ...form, ...over } })
    const [, path = ''] = /http:\/\/localhost:3000(\/shared\/[\w-]{22})</.exec(await response.text()) ?? []
    return { status: response.status, path }
  }
  const open = (path: string, at = now()) => askFor(openPages(db(), { now: () => at }), path)
  const last = async () => (await db().run('select * from share_link order by id desc limit 1', []))[0]

  it('are shown once, and kept as a hash only', async () => {
    const { path } = await make()
    expect(path).toMatch(/^\/shared\/[\w-]{22}$/)
    const token = path.slice('/shared/'.length)
    const [kept] = await db().run(
      `select encode(hash, 'hex') as hash from share_link order by id desc limit 1`,
      [],
    )
    expect(kept?.hash).toBe(tokenHash(token))
    const { ask } = await signedIn(db(), 'editor')
    const list = await (await ask('/staff/links')).text()
    expect(list).toContain('For the donor')
    expect(list).toContain('October 2026; Language: Kyrgyz')
    expect(list).not.toContain(token)
    const audit = await db().run('select action, what from audit order by id desc limit 1', [])
    expect(audit[0]).toMatchObject({ action: 'link.make', what: { days: 90, month: '2026-10-01' } })
    expect(JSON.stringify(audit)).not.toContain(token)
  })

  it('show their segment to whoever has them, and nothing of the staff', async () => {
    const { path } = await make()
    const response = await open(path)
    expect(response.status).toBe(200)
    const html = await response.text()
    for (const said of [
      'For the donor',
      'October 2026',
      'Language: Kyrgyz',
      'Synthetic data.',
      'Definitions',
    ])
      expect(html).toContain(said)
    expect(html).not.toMatch(/Only for us|The editor|State of the bot|sign-in/)
    const hrefs = [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href = '']) => href)
    expect(
      hrefs.every((href) => href.startsWith(`${path}?lang=`) || href.startsWith(`${path}/numbers.csv`)),
    ).toBe(true)
    expect(response.headers.get('x-robots-tag')).toBe('noindex')
    expect(html).toContain('<meta name="robots" content="noindex"/>')
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(response.headers.get('set-cookie')).toBeNull()
  })

  it('show the numbers that the page shows under the same filter', async () => {
    const { path } = await make()
    const { ask } = await signedIn(db(), 'viewer')
    const numbers = await (await open(`${path}/numbers.csv`)).text()
    const same = await (await ask('/staff/export.csv?period=2026-10&language=ky')).text()
    const of = (csv: string) =>
      csv.slice(csv.indexOf('The numbers of this period'), csv.indexOf('\r\nDefinitions'))
    expect(of(numbers).length).toBeGreaterThan(500)
    expect(of(same).startsWith(of(numbers))).toBe(true)
    expect(numbers).not.toContain('Only for us')
    expect((await open(`${path}/chart.svg?theme=dark&size=narrow`)).headers.get('content-type')).toContain(
      'svg',
    )
  })

  it('speak the language that is asked for', async () => {
    const { path } = await make()
    expect(await words(await open(`${path}?lang=ru`))).toContain('Охвачено аккаунтов')
    expect(await words(await open(`${path}?lang=ky`))).toContain('Камтылган аккаунттар')
  })

  it.each([
    '?language=ru',
    '?period=2026-11',
    '?language=',
    '?origin=KG',
    '?utm_source=x',
    '?lang=en&sex=f',
    '/numbers.csv?period=2026-09..2026-11',
    '/chart.svg?language=ru',
  ])('are not widened by %s', async (rest) => {
    const { path } = await make()
    const response = await open(`${path}${rest}`)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('A share link shows what it was made for.')
  })

  it('end: unknown, expired and revoked look the same', async () => {
    const { path } = await make({ days: '1' })
    const { id } = (await last()) ?? {}
    const unknown = await open('/shared/AAAAAAAAAAAAAAAAAAAAAA')
    const expired = await open(path, new Date(now().getTime() + 86_400_000))
    const { ask } = await signedIn(db(), 'editor')
    expect((await ask('/staff/links/revoke', { form: { id: String(id) } })).status).toBe(303)
    const revoked = await open(path)
    const texts = await Promise.all(
      [unknown, expired, revoked, await open('/shared/x')].map((each) => each.text()),
    )
    expect([unknown, expired, revoked].map(({ status }) => status)).toEqual([404, 404, 404])
    expect(new Set(texts).size).toBe(1)
    expect((await open(`${path}/numbers.csv`)).status).toBe(404)
    expect((await ask('/staff/links/revoke', { form: { id: String(id) } })).status).toBe(404)
    expect((await db().run('select action from audit order by id desc limit 1', []))[0]?.action).toBe(
      'link.revoke',
    )
  })

  it('always the newest whole month moves on', async () => {
    const { path } = await make({ month: 'newest', first: '', second: '' })
    expect(await words(await open(path))).toContain('October 2026')
    const december = await words(await open(path, new Date('2026-12-02T08:00:00Z')))
    expect(december).toContain('November 2026')
    expect(december).toContain('Provisional.')
  })

  it('count how often they were opened', async () => {
    const { path } = await make()
    await open(path)
    await open(path)
    await open(`${path}/numbers.csv`)
    expect((await last())?.opened).toBe(2)
  })

  it('have a title that is nothing but text', async () => {
    const { status, path } = await make({ label: evil })
    expect(status).toBe(200)
    expect(await (await open(path)).text()).not.toContain('<script>alert')
    expect(await (await open(`${path}/numbers.csv`)).text()).toContain(`"'=HYPERLINK(`)
    const { ask } = await signedIn(db(), 'editor')
    expect(await (await ask('/staff/links')).text()).not.toContain('<script>alert')
  })

  it.each([
    [{ label: '  ' }, 'needs a title'],
    [{ label: 'x'.repeat(81) }, 'needs a title'],
    [{ label: 'a\u0000' }, 'needs a title'],
    [{ days: '0' }, 'needs a title'],
    [{ days: '366' }, 'needs a title'],
    [{ month: '2026-13' }, 'needs a title'],
    [{ month: '2020-01' }, 'before the campaign'],
    [{ month: '2027-01' }, 'not begun'],
    [{ first: 'language=xx' }, 'is no value'],
    [{ first: 'shoe=44' }, 'do not go together'],
    [{ second: 'language=ru' }, 'do not go together'],
  ])('are not made of %j', async (over, says) => {
    const before = (await last())?.id
    const { ask } = await signedIn(db(), 'editor')
    const response = await ask('/staff/links', { form: { ...form, ...over } })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(says)
    expect((await last())?.id).toBe(before)
  })

  it('are seen and made by editors, broadcasters and admins, and by nobody else', async () => {
    for (const role of ['viewer', 'auditor'] as const) {
      const { ask } = await signedIn(db(), role)
      expect((await ask('/staff/links')).status).toBe(403)
      expect((await ask('/staff/links', { form })).status).toBe(403)
      expect((await ask('/staff/links/revoke', { form: { id: '1' } })).status).toBe(403)
    }
    const pages = openPages(db())
    expect((await askFor(pages, '/staff/links')).status).toBe(303)
    expect((await askFor(pages, '/staff/links', { method: 'POST', form })).status).toBe(401)
    expect((await askFor(pages, '/staff/links/revoke')).status).toBe(405)
    const { path } = await make()
    expect((await askFor(pages, path, { method: 'POST', form: {} })).status).toBe(405)
  })

  it('open on this computer alone without a public address, and say so while the database is away', async () => {
    const { path } = await make()
    expect((await askFor(openPages(db()), path, { address: '203.0.113.7' })).status).toBe(403)
    expect((await askFor(openPages(db()), path, { headers: { host: 'evil.example' } })).status).toBe(403)
    const away = openPages(db(), { health: () => ({ ...well, databaseAway: true }) })
    expect((await askFor(away, path)).status).toBe(503)
  })
})
