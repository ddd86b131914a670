import { expect, it } from 'vitest'
import { openSession, whoHas } from '../../src/access/sessions.ts'
import { findStaff } from '../../src/store/staff.ts'
import { audited, codeAt } from '../access/staff-rig.ts'
import { onEachDatabase } from '../databases.ts'
import { now, signedIn, words } from './rig.ts'

onEachDatabase('the page of one’s own account', (db) => {
  const viewer = () => signedIn(db(), 'viewer')

  it('changes name, language and the weekly numbers, and speaks the language at once', async () => {
    const { ask, who } = await viewer()
    expect(
      (await ask('/staff/account', { form: { name: 'Айгүл', tongue: 'ky', digest: 'on' } })).status,
    ).toBe(303)
    expect(await findStaff(db().run, who.staff)).toMatchObject({ name: 'Айгүл', tongue: 'ky', digest: true })
    const page = await (await ask('/staff/account')).text()
    expect(page).toContain('<html lang="ky">')
    expect(page).toContain('Сиздин эсебиңиз')
    await ask('/staff/account', { form: { name: 'Айгүл', tongue: 'ru' } })
    expect(await findStaff(db().run, who.staff)).toMatchObject({ tongue: 'ru', digest: false })
    expect((await audited(db())).at(-1)).toEqual({
      staff: who.staff,
      action: 'account.change',
      what: { tongue: 'ru', digest: false, renamed: false },
    })
  })

  it.each([
    { name: '', tongue: 'ky' },
    { name: 'a', tongue: 'tg' },
    { name: 'a' },
    { name: 'a', tongue: 'ky', digest: 'perhaps' },
    { name: 'x'.repeat(81), tongue: 'ky' },
  ])('refuses %o', async (form) => {
    const { ask, who } = await viewer()
    const answer = await ask('/staff/account', { form: { ...form } as Record<string, string> })
    expect([answer.status, (await words(answer)).includes('Nothing was changed.')]).toEqual([400, true])
    expect(await findStaff(db().run, who.staff)).toMatchObject({ name: 'The viewer', tongue: 'en' })
  })

  it.each(['<script>alert(1)</script>', '=HYPERLINK("x")'])(
    'shows the name %s as it was typed',
    async (name) => {
      const { ask } = await viewer()
      await ask('/staff/account', { form: { name, tongue: 'en' } })
      const page = await (await ask('/staff/account')).text()
      expect(page).toContain(name.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;'))
      expect(page).not.toContain('<script>alert')
    },
  )

  it('lists where one is signed in, and ends one, or all others, and never of somebody else', async () => {
    const [mine, other] = [await viewer(), await viewer()]
    const open = (browser: string) => openSession(db(), { staff: mine.who.staff, browser, now: now() })
    const [phone, laptop] = [await open('Chrome, Android'), await open('')]
    const page = await words(await mine.ask('/staff/account'))
    expect(page).toMatch(/Chrome, Android Begun 24 Nov 2026, 14:02, last seen 24 Nov 2026, 14:02/)
    expect(page).toContain('an unknown browser')
    expect(page).toContain('a test · this browser')
    const end = (which: string | number) => mine.ask(`/staff/account/sessions/${which}/end`, { form: {} })
    const phoneId = (await whoHas(db(), phone, now()))?.session ?? 0
    expect((await end(phoneId)).status).toBe(303)
    expect(await whoHas(db(), phone, now())).toBeUndefined()
    for (const wrong of [phoneId, other.who.session, '0', 'x', '99999999999'])
      expect([wrong, (await end(wrong)).status]).toEqual([wrong, 404])
    expect(await whoHas(db(), other.token, now())).toBeDefined()
    expect((await end('others')).status).toBe(303)
    expect(await whoHas(db(), laptop, now())).toBeUndefined()
    expect((await mine.ask('/staff/account')).status).toBe(200)
    expect((await end('others')).status).toBe(303)
  })

  it('signs out: the cookie goes, and a copy of it opens nothing', async () => {
    const { ask } = await viewer()
    const done = await ask('/staff/account/sign-out', { form: {} })
    expect([done.status, done.headers.get('location')]).toEqual([303, '/staff/sign-in'])
    expect(done.headers.getSetCookie()).toEqual(['sapar=; Max-Age=0; Path=/; HttpOnly'])
    expect((await ask('/staff/account')).status).toBe(303)
  })

  it('switches a second factor on with a right code, and off with another', async () => {
    const at = { now: now() }
    const { ask, who } = await signedIn(db(), 'viewer', { now: () => at.now })
    const page = await (await ask('/staff/account/factor')).text()
    const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? '').replaceAll(' ', '')
    const sealed = /name="sealed" value="([^"]+)"/.exec(page)?.[1] ?? ''
    expect(page).toMatch(/<svg class="qr"[^>]*role="img" aria-label="QR code for the authenticator app"/)
    const on = (form: Record<string, string>) => ask('/staff/account/factor', { form })
    expect((await on({ sealed })).status).toBe(400)
    const wrong = await on({ code: '000000', sealed })
    expect([wrong.status, (await wrong.text()).includes(secret.slice(0, 4))]).toEqual([422, true])
    expect((await on({ code: codeAt(secret, at.now) })).status).toBe(422)
    expect((await findStaff(db().run, who.staff))?.totp).toBeNull()
    expect((await on({ code: codeAt(secret, at.now), sealed })).status).toBe(303)
    expect((await findStaff(db().run, who.staff))?.totp).not.toContain(secret)
    expect((await ask('/staff/account/factor')).headers.get('location')).toBe('/staff/account')
    const off = (code: string) => ask('/staff/account/factor/off', { form: { code } })
    expect((await off(codeAt(secret, at.now))).status).toBe(422)
    at.now = new Date(at.now.getTime() + 60_000)
    expect((await off(codeAt(secret, at.now))).status).toBe(303)
    expect((await findStaff(db().run, who.staff))?.totp).toBeNull()
    expect((await audited(db())).slice(-2).map(({ action }) => action)).toEqual(['factor.on', 'factor.off'])
  })

  it('does not let a role that needs the second factor switch it off, nor anybody guess it', async () => {
    const admin = await signedIn(db(), 'admin')
    const page = await (await admin.ask('/staff/account/factor')).text()
    const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? '').replaceAll(' ', '')
    const sealed = /name="sealed" value="([^"]+)"/.exec(page)?.[1] ?? ''
    await admin.ask('/staff/account/factor', { form: { code: codeAt(secret, now()), sealed } })
    expect(await words(await admin.ask('/staff/account'))).toContain('Your role needs it.')
    const later = codeAt(secret, new Date(now().getTime() + 30_000))
    expect((await admin.ask('/staff/account/factor/off', { form: { code: later } })).status).toBe(422)
    expect((await findStaff(db().run, admin.who.staff))?.totp).not.toBeNull()
    for (let i = 0; i < 8; i++) await admin.ask('/staff/account/factor/off', { form: { code: '000000' } })
    const slowed = await admin.ask('/staff/account/factor/off', { form: { code: later } })
    expect([slowed.status, Number(slowed.headers.get('retry-after')) > 0]).toEqual([429, true])
  })
})
