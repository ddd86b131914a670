import { beforeEach, expect, it } from 'vitest'
import { acceptInvite } from '../../src/access/staff.ts'
import { changeStaff, findStaff, listStaff } from '../../src/store/staff.ts'
import { addBound, audited } from '../access/staff-rig.ts'
import { onEachDatabase } from '../databases.ts'
import { keys, now, signedIn, words } from './rig.ts'

onEachDatabase('the page of the staff', (db) => {
  beforeEach(async () => {
    await db().run('delete from staff_session', [])
    await db().run('delete from staff_account', [])
  })
  const admin = (more = {}) => signedIn(db(), 'admin', more)
  const linkIn = (page: string) => /start=staff-([\w-]{22})/.exec(page)?.[1]

  it('lists everybody with role, Telegram account, second factor and when they were last seen', async () => {
    const { ask } = await admin()
    const bound = await addBound(db(), 'broadcaster')
    await changeStaff(db().run, bound.id, { disabledAt: now().toISOString() })
    const page = await words(await ask('/staff/people'))
    expect(page).toMatch(
      /The admin admin · invited, not yet come · second factor at the next sign-in Last seen: 24 Nov 2026, 14:02 This is you/,
    )
    expect(page).toMatch(
      new RegExp(`${bound.name} broadcaster · disabled · Telegram account known · .* Last seen: never`),
    )
  })

  it('invites, and shows the link in this one answer', async () => {
    const { ask, who } = await admin()
    const answer = await ask('/staff/people', { form: { name: ' Айгүл ', role: 'editor' } })
    const page = await answer.text()
    expect([answer.status, page.includes('Айгүл is invited')]).toEqual([200, true])
    const token = linkIn(page) ?? ''
    expect(page).toContain(`https://t.me/sapar_test_bot?start=staff-${token}`)
    expect(
      await acceptInvite(db(), keys, { token, chat: 9001, tongue: undefined, now: now() }),
    ).toMatchObject({ name: 'Айгүл' })
    expect(linkIn(await (await ask('/staff/people')).text())).toBeUndefined()
    expect(await audited(db())).toContainEqual({
      staff: who.staff,
      action: 'staff.invite',
      what: { staff: expect.any(Number), role: 'editor' },
    })
  })

  it('tells in the demonstration which line the bot takes, where no link leads', async () => {
    const { ask } = await admin({ demo: 'x' })
    const page = await words(await ask('/staff/people', { form: { name: 'Demo guest', role: 'viewer' } }))
    expect(page).toMatch(/send the bot in \/chat this line: \/start staff-[\w-]{22}/)
    expect(page).not.toContain('t.me')
  })

  it.each([
    ['<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['=HYPERLINK("http://x")', '=HYPERLINK(&quot;http://x&quot;)'],
    ['"><img src=x onerror=alert(1)>', '&quot;&gt;&lt;img src=x onerror=alert(1)&gt;'],
  ])('shows the name %s as it was typed, and nothing of it happens', async (name, shown) => {
    const { ask } = await admin()
    await ask('/staff/people', { form: { name, role: 'viewer' } })
    const page = await (await ask('/staff/people')).text()
    expect(page).toContain(`<h3>${shown}</h3>`)
    expect(page).not.toMatch(/<script>|<img src=x/)
  })

  it.each([
    [{ name: '', role: 'viewer' }, 400, 'A name has 1 to 80 characters'],
    [{ name: 'a\nb', role: 'viewer' }, 400, 'A name has 1 to 80 characters'],
    [{ name: 'x'.repeat(81), role: 'viewer' }, 400, 'A name has 1 to 80 characters'],
    [{ name: 'Owner', role: 'owner' }, 400, 'Nothing was changed'],
    [{ role: 'viewer' }, 400, 'Nothing was changed'],
    [{ name: 'the ADMIN', role: 'viewer' }, 409, 'Somebody is called that already'],
  ] as const)('invites nobody with %o', async (form, status, says) => {
    const { ask } = await admin()
    const answer = await ask('/staff/people', { form: { ...form } })
    expect([answer.status, (await words(answer)).includes(says)]).toEqual([status, true])
    expect(await listStaff(db())).toHaveLength(1)
  })

  it('changes role, shuts out and lets in again, signs out, takes a second factor away, makes a new link', async () => {
    const { ask } = await admin()
    const { id } = await addBound(db(), 'viewer')
    const does = async (deed: string, form = {}) => {
      const answer = await ask(`/staff/people/${id}/${deed}`, { form })
      return [answer.status, answer.headers.get('location')]
    }
    const done = [303, `/staff/people#staff-${id}`]
    expect(await does('role', { role: 'editor' })).toEqual(done)
    expect(await findStaff(db().run, id)).toMatchObject({ role: 'editor' })
    expect(await does('disable')).toEqual(done)
    expect(await findStaff(db().run, id)).toMatchObject({ disabled: true })
    expect(await does('enable')).toEqual(done)
    await changeStaff(db().run, id, { totp: 'AAAA' })
    expect(await does('reset-factor')).toEqual(done)
    expect(await findStaff(db().run, id)).toMatchObject({ disabled: false, totp: null })
    expect(await does('sign-out')).toEqual(done)
    expect((await ask(`/staff/people/${id}/invite`, { form: {} })).status).toBe(409)
    const invited = await ask('/staff/people', { form: { name: 'New', role: 'viewer' } })
    const first = linkIn(await invited.text())
    const fresh = (await listStaff(db())).find(({ name }) => name === 'New')
    const again = await ask(`/staff/people/${fresh?.id}/invite`, { form: {} })
    expect([again.status, linkIn(await again.text())]).toEqual([200, expect.not.stringMatching(first ?? 'x')])
  })

  it('does nothing to oneself, to nobody, and nothing unknown', async () => {
    const { ask, who } = await admin()
    const { id } = await addBound(db(), 'viewer')
    for (const deed of ['disable', 'enable', 'sign-out', 'reset-factor'])
      expect((await ask(`/staff/people/${who.staff}/${deed}`, { form: {} })).status).toBe(409)
    expect((await ask(`/staff/people/${who.staff}/role`, { form: { role: 'viewer' } })).status).toBe(409)
    for (const wrong of ['0', '-1', '1.5', 'x', '99999999999', '1e3', '%27'])
      expect([wrong, (await ask(`/staff/people/${wrong}/disable`, { form: {} })).status]).toEqual([
        wrong,
        404,
      ])
    expect((await ask(`/staff/people/${id}/role`, { form: { role: 'owner' } })).status).toBe(400)
    expect((await ask(`/staff/people/${id}/role`, { form: {} })).status).toBe(400)
    expect((await ask(`/staff/people/${id}/delete`, { form: {} })).status).toBe(404)
    expect(await findStaff(db().run, who.staff)).toMatchObject({ role: 'admin', disabled: false })
  })

  it('is for admins: a stranger is sent to the sign-in, everybody else refused', async () => {
    for (const role of ['viewer', 'editor', 'broadcaster', 'auditor'] as const) {
      const { ask } = await signedIn(db(), role)
      expect((await ask('/staff/people')).status).toBe(403)
      expect((await ask('/staff/people', { form: { name: 'Me', role: 'admin' } })).status).toBe(403)
    }
    expect((await listStaff(db())).some(({ name }) => name === 'Me')).toBe(false)
  })
})
