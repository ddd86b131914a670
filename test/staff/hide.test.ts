import { beforeEach, expect, it } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { hide, readHidden } from '../../src/store/hidden.ts'
import { onEachDatabase } from '../databases.ts'
import { askFor, content, now, openPages, script, signedIn, words } from './rig.ts'

const form = { kind: 'card', id: 'wages.start', reason: 'The sum is out of date' }
/** Nothing is ever deleted from the log: what is new in it. */
let logged = 0
const audit = (db: Db) =>
  db.run('select action, what, staff is not null as signed from audit where id > $1::text::int order by id', [
    String(logged),
  ])
const things = async (db: Db) => (await readHidden(db)).map(({ kind, id, reason }) => ({ kind, id, reason }))

onEachDatabase('hiding', (db) => {
  beforeEach(async () => {
    for (const table of ['hidden', 'staff_session', 'staff_account'])
      await db().run(`delete from ${table}`, [])
    logged = Number((await db().run('select count(*)::int as n from audit', []))[0]?.n)
  })

  it('offers it beside a card, each of its facts and each of its contacts, to who may', async () => {
    const path = '/staff/content/card/help.start?lang=ru'
    const page = await (await (await signedIn(db(), 'editor')).ask(path)).text()
    const offered = [
      ...page.matchAll(/href="\/staff\/content\/hide\?kind=(\w+)&amp;id=([\w.-]+)&amp;from=help\.start"/g),
    ]
    expect(offered.map(([, kind, id]) => `${kind} ${id}`)).toEqual([
      'card help.start',
      ...['ru-c1', 'ct-221', 'ct-1', 'ct-208', 'ct-220'].map((id) => `fact ${id}`),
      ...['ru-112', 'kz-112', 'kz-102', 'kg-102', 'tr-157', 'eu-112'].map((id) => `contact ${id}`),
    ])
    const viewer = await (await (await signedIn(db(), 'viewer')).ask(path)).text()
    expect(viewer).not.toContain('/staff/content/hide')
  })

  it('says what will happen before it does', async () => {
    const { ask } = await signedIn(db(), 'editor')
    const card = await words(await ask('/staff/content/hide?kind=card&id=help.danger'))
    expect(card).toContain('Hide a card')
    expect(card).toMatch(/16 cards have a button to it: the buttons stay and lead to the safe card/)
    expect(card).toContain('It is an emergency card: people still see the emergency numbers in it.')
    expect(card).toContain(
      content.phrases
        .plain('ru', 'ui.hidden_card')
        .split('\n')[0]
        ?.replace(/<[^>]+>/g, '')
        .trim(),
    )
    expect(card).toContain('What people already have in their chats or have saved or printed stays as it is.')
    const fact = await words(await ask('/staff/content/hide?kind=fact&id=ru-c1'))
    expect(fact).toMatch(/\d+ cards rest on it\. .* of them are emergency cards/)
    const contact = await words(await ask('/staff/content/hide?kind=contact&id=kg-mfa'))
    expect(contact).toMatch(/It vanishes from \d+ cards and lists/)
    expect(await things(db())).toEqual([])
  })

  it('hides at once, with its reason, and writes who did it', async () => {
    const { ask, live } = await signedIn(db(), 'editor')
    const answer = await ask('/staff/content/hide', { form })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/staff/content/card/wages.start'])
    expect(live.now.hidden.cards.has('wages.start')).toBe(true)
    expect(await audit(db())).toEqual([{ action: 'content.hide', what: form, signed: true }])
    const page = await words(await ask('/staff/content/card/wages.start?lang=en'))
    expect(page).toContain('hidden from people 24 Nov 2026, 14:02, The editor: The sum is out of date')
    expect(page).toContain('This card is being checked now')
    expect(page).toContain('What it says in the files')
  })

  it('shows it again, and writes that too', async () => {
    const { ask, live } = await signedIn(db(), 'editor')
    await ask('/staff/content/hide', { form: { ...form, kind: 'fact', id: 'ru-c1', from: 'help.start' } })
    expect(live.now.hidden.facts.has('ru-c1')).toBe(true)
    const answer = await ask('/staff/content/show', {
      form: { kind: 'fact', id: 'ru-c1', from: 'help.start' },
    })
    expect(answer.headers.get('location')).toBe('/staff/content/card/help.start')
    expect(live.now.hidden.facts.size).toBe(0)
    expect((await audit(db())).map(({ action }) => action)).toEqual(['content.hide', 'content.show'])
  })

  it('is told on every page and in the list of the content, until the files are mended', async () => {
    const { ask, who, live } = await signedIn(db(), 'editor')
    await hide(db().run, { kind: 'contact', id: 'long-gone', reason: 'Closed', staff: who.staff, at: now() })
    await hide(db().run, { kind: 'card', id: 'wages.start', reason: 'Wrong', staff: who.staff, at: now() })
    await live.look()
    for (const path of [
      '/staff/content',
      '/staff/content/card/help.start',
      '/staff/content/hide?kind=card&id=help.danger',
    ]) {
      const page = await words(await ask(path))
      expect(page).toContain('Hidden from people: card wages.start, contact long-gone (gone from the files)')
    }
    const list = await words(await ask('/staff/content'))
    expect(list).toMatch(
      /contact long-gone gone from the files: remove it from this list .* Remove from the list/,
    )
    await ask('/staff/content/show', { form: { kind: 'contact', id: 'long-gone' } })
    expect(await things(db())).toEqual([{ kind: 'card', id: 'wages.start', reason: 'Wrong' }])
  })

  it('twice is once: the first reason stays', async () => {
    const { ask } = await signedIn(db(), 'editor')
    await ask('/staff/content/hide', { form })
    expect(await words(await ask('/staff/content/hide?kind=card&id=wages.start'))).toContain(
      'It is hidden already.',
    )
    await ask('/staff/content/hide', { form: { ...form, reason: 'Another reason' } })
    expect((await things(db()))[0]?.reason).toBe(form.reason)
    await ask('/staff/content/show', { form })
    await ask('/staff/content/show', { form })
    expect((await audit(db())).map(({ action }) => action)).toEqual(['content.hide', 'content.show'])
  })

  it('shows what is typed as a reason as words, never as tags', async () => {
    const { ask } = await signedIn(db(), 'editor')
    for (const [id, reason] of [
      ['wages.start', '<script>alert(1)</script>'],
      ['help.start', '=HYPERLINK("https://example.org")'],
    ] as const) {
      await ask('/staff/content/hide', { form: { kind: 'card', id, reason } })
    }
    const page = await (await ask('/staff/content')).text()
    expect(page).not.toContain('<script>alert')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).toContain('=HYPERLINK(&quot;https://example.org&quot;)')
  })

  it.each([
    ['no reason', { reason: '' }, 422, 'Write a reason of 3 to 200 characters'],
    ['a reason of blanks', { reason: ' \n\t ' }, 422, 'Write a reason of 3 to 200 characters'],
    ['a reason without an end', { reason: 'x'.repeat(201) }, 422, 'Write a reason of 3 to 200 characters'],
    ['a card that nobody can do without', { id: 'menu.start' }, 422, 'This card cannot be hidden'],
    ['a node that nobody sees', { id: 'ae-work.war' }, 422, 'Nobody sees this'],
    ['a card that does not exist', { id: 'wages.nothing' }, 404, 'There is no such card, fact or contact'],
    ['what every object has', { id: '__proto__.constructor' }, 404, 'There is no such card, fact or contact'],
    ['another kind of thing', { kind: 'account' }, 404, 'There is no such card, fact or contact'],
    ['a fact by a card’s name', { kind: 'fact' }, 404, 'There is no such card, fact or contact'],
  ])('refuses %s, in plain words, and changes nothing', async (_, more, status, says) => {
    const { ask } = await signedIn(db(), 'editor')
    const answer = await ask('/staff/content/hide', { form: { ...form, ...more } })
    expect(answer.status).toBe(status)
    expect(await words(answer)).toContain(says)
    expect(await things(db())).toEqual([])
    expect(await audit(db())).toEqual([])
  })

  it('refuses the last emergency number that people see', async () => {
    const { ask, who, live } = await signedIn(db(), 'admin')
    const urgent = [...content.contacts].filter(([, { tags }]) =>
      tags.some((tag) => ['emergency', 'police', 'medical'].includes(tag)),
    )
    const help = script.flows.get('help')?.nodes.start
    const named = help?.kind === 'card' ? help.contacts : []
    for (const id of new Set([...urgent.map(([each]) => each), ...named])) {
      if (id !== 'ru-112')
        await hide(db().run, { kind: 'contact', id, reason: 'Test', staff: who.staff, at: now() })
    }
    await live.look()
    const answer = await ask('/staff/content/hide', {
      form: { kind: 'contact', id: 'ru-112', reason: 'Test' },
    })
    expect(answer.status).toBe(422)
    expect(await words(answer)).toContain('This is the last emergency number that people see')
    expect(live.now.hidden.contacts.has('ru-112')).toBe(false)
  })

  it('is for who may hide: a stranger is sent to sign in, a viewer and an auditor are refused', async () => {
    const stranger = openPages(db())
    const asked = await askFor(stranger, '/staff/content/hide?kind=card&id=wages.start')
    expect([asked.status, asked.headers.get('location')?.startsWith('/staff/sign-in')]).toEqual([303, true])
    for (const path of ['/staff/content/hide', '/staff/content/show']) {
      expect((await askFor(stranger, path, { method: 'POST', form })).status).toBe(401)
      for (const role of ['viewer', 'auditor'] as const)
        expect((await (await signedIn(db(), role)).ask(path, { form })).status).toBe(403)
    }
    expect(
      (await (await signedIn(db(), 'viewer')).ask('/staff/content/hide?kind=card&id=wages.start')).status,
    ).toBe(403)
    expect(await things(db())).toEqual([])
  })

  it('happens by a form of one’s own page only', async () => {
    const { ask } = await signedIn(db(), 'editor')
    for (const path of ['/staff/content/hide', '/staff/content/show']) {
      expect((await ask(path, { form: { ...form, csrf: 'wrong' } })).status).toBe(403)
      expect((await ask(path, { form, headers: { origin: 'https://example.org' } })).status).toBe(403)
      for (const method of ['PUT', 'DELETE', 'PATCH']) expect((await ask(path, { method })).status).toBe(405)
    }
    expect((await ask('/staff/content/show')).status).toBe(405)
    expect(await things(db())).toEqual([])
  })
})
