import { TOTP } from 'otpauth'
import type { Role } from '../../src/access/rights.ts'
import { acceptInvite, inviteStaff } from '../../src/access/staff.ts'
import type { StaffParts } from '../../src/staff/app.tsx'
import type { Db } from '../../src/store/db.ts'
import { askFor, keys, now, openPages } from '../staff/rig.ts'

let made = 0
let tabs = 0

/** Somebody of the staff, invited and come, with a Telegram chat. */
export async function addBound(db: Db, role: Role, at = now()) {
  const name = `Staff ${++made}`
  const chat = 1_000_000 + made
  const invited = await inviteStaff(db, { by: null, name, role, now: at })
  if (invited === 'name taken') throw new Error('The name is taken')
  await acceptInvite(db, keys, { token: invited.token, chat, tongue: 'ru', now: at })
  return { id: invited.staff, name, chat }
}

/** The code of an authenticator app at a time. */
export function codeAt(secret: string, at: Date): string {
  return new TOTP({ secret, algorithm: 'SHA1', digits: 6, period: 30 }).generate({ timestamp: at.getTime() })
}

/** What was written to the audit log, oldest first. */
export async function audited(db: Db): Promise<{ staff: unknown; action: string; what: unknown }[]> {
  const rows = await db.run('select staff, action, what from audit order by id', [])
  return rows.map(({ staff, action, what }) => ({ staff, action: String(action), what }))
}

/** A browser of its own, with cookies, on the staff pages; its clock may be moved. */
export function openTab(db: Db, more: Partial<StaffParts> = {}) {
  const clock = { at: now() }
  // Each browser sits at an address of its own: only who begins again and again is slowed down.
  const tab = ++tabs
  const here = { ...keys, tag: (text: string) => keys.tag(`${text} of tab ${tab}`) }
  const pages = openPages(db, { now: () => clock.at, keys: here, ...more })
  const jar = new Map<string, string>()
  const ask = async (path: string, form?: Record<string, string>, headers: Record<string, string> = {}) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const asked = { headers: { cookie, ...headers }, ...(form === undefined ? {} : { method: 'POST', form }) }
    const response = await askFor(pages, path, asked)
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }
  return { ...pages, ask, jar, clock }
}

export type Tab = ReturnType<typeof openTab>

/** Begins a sign-in and reads the page that waits. */
export async function beginIn(tab: Tab, to = '/staff/account') {
  await tab.ask('/staff/sign-in', { to })
  const page = await (await tab.ask('/staff/sign-in/wait')).text()
  const code = Number(/two-digits">(\d\d)</.exec(page)?.[1])
  const link = /signin-([0-9a-f]{32})/.exec(page)?.[1] ?? ''
  return { code, link, page }
}
