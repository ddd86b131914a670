import { z } from 'zod'
import type { Keys } from '../privacy/keys.ts'
import { randomToken, tokenHash } from '../privacy/token.ts'
import type { Db, Run } from '../store/db.ts'
import { addInvite, findInvite, markAsStaff, seatStaff, useInvite } from '../store/invites.ts'
import { endSessions } from '../store/sessions.ts'
import {
  addStaff,
  changeStaff,
  findStaff,
  lockAdmins,
  type StaffChange,
  staffNamed,
  staffOf,
} from '../store/staff.ts'
import { record } from './audit.ts'
import { needsFactor, type Role } from './rights.ts'

const inviteHours = 24

/** How somebody of the staff is called on the pages and in the bot. */
export const staffName = z
  .string()
  .trim()
  .min(1)
  .max(80)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u)

/** An account that was made, and the token of the link that binds it: shown once, kept as a hash. */
export type Invited = { staff: number; name: string; token: string }

/** Makes an account and its invitation. Two of a name could not be told apart. */
export function inviteStaff(
  db: Db,
  { by, name, role, now }: { by: number | null; name: string; role: Role; now: Date },
): Promise<Invited | 'name taken'> {
  return db.transaction(async (run) => {
    if ((await staffNamed(run, name)).length > 0) return 'name taken'
    const staff = await addStaff({ run }, { name, role, at: now.toISOString() })
    const token = await makeInvite(run, staff, now)
    await record(run, { staff: by, action: 'staff.invite', what: { staff, role }, at: now })
    return { staff, name, token }
  })
}

async function makeInvite(run: Run, staff: number, now: Date): Promise<string> {
  const token = randomToken()
  const until = new Date(now.getTime() + inviteHours * 3_600_000).toISOString()
  await addInvite(run, { hash: tokenHash(token), staff, until })
  return token
}

/** A new link for somebody who has not used one yet; the old one opens nothing any more. */
export function renewInvite(
  db: Db,
  { by, staff, now }: { by: number; staff: number; now: Date },
): Promise<Invited | 'refused'> {
  return db.transaction(async (run) => {
    const target = await findStaff(run, staff, true)
    if (target === undefined || target.disabled || target.demo || target.lookup !== null) return 'refused'
    const token = await makeInvite(run, staff, now)
    await record(run, { staff: by, action: 'staff.invite-again', what: { staff }, at: now })
    return { staff, name: target.name, token }
  })
}

/** The operator's last resort: all sessions end, second factor and Telegram account go, and there is a new invitation. */
export function recoverStaff(
  db: Db,
  { name, now }: { name: string; now: Date },
): Promise<Invited | 'nobody' | 'several'> {
  return db.transaction(async (run) => {
    const found = await staffNamed(run, name)
    const [target] = found
    if (target === undefined) return 'nobody'
    if (found.length > 1) return 'several'
    await changeStaff(run, target.id, { totp: null, lookup: null, chat: null })
    await endSessions(run, { staff: target.id, at: now.toISOString() })
    const token = await makeInvite(run, target.id, now)
    await record(run, { staff: null, action: 'staff.recover', what: { staff: target.id }, at: now })
    return { staff: target.id, name: target.name, token }
  })
}

export type Binding = { token: string; chat: number; tongue: string | undefined; now: Date }

/**
 * Ties a Telegram account to somebody of the staff. The same link from the same account says the same again. A chat that
 * belongs to somebody else of the staff already is refused, and the link stays good.
 */
export function acceptInvite(
  db: Db,
  keys: Keys,
  { token, chat, tongue, now }: Binding,
): Promise<{ name: string; tongue: string } | 'gone' | 'taken'> {
  const hash = tokenHash(token)
  const lookup = keys.lookup(chat)
  return db.transaction(async (run) => {
    const invited = await lockInvited(run, hash)
    if (invited === undefined || invited.target.disabled) return 'gone'
    const { invite, target } = invited
    if (invite.used && target.lookup === lookup) return target
    if (invite.used || invite.expiresAt <= now) return 'gone'
    if ((await staffOf(run, lookup)) !== undefined) return 'taken'
    const spoken = tongue ?? target.tongue
    const sealed = keys.seal(String(chat), lookup)
    await changeStaff(run, target.id, { lookup, chat: sealed, tongue: spoken })
    await useInvite(run, { hash, at: now.toISOString() })
    await markAsStaff(run, lookup)
    await record(run, { staff: target.id, action: 'staff.bind', what: {}, at: now })
    return { name: target.name, tongue: spoken }
  })
}

/** Somebody of the staff, locked, with the invitation as it is once nobody else changes anything of them. */
async function lockInvited(run: Run, hash: string) {
  const found = await findInvite(run, hash)
  const target = found === undefined ? undefined : await findStaff(run, found.staff, true)
  const invite = await findInvite(run, hash)
  return target === undefined || invite === undefined ? undefined : { target, invite }
}

/** Admins by the settings: each is there, with a Telegram account, from the first start on. Who is known stays as is. */
export async function seatAdmins(db: Db, keys: Keys, ids: readonly number[], now: Date): Promise<void> {
  for (const [at, id] of ids.entries()) {
    const lookup = keys.lookup(id)
    const seat = { name: `Admin ${at + 1}`, role: 'admin', lookup, chat: keys.seal(String(id), lookup) }
    await db.transaction(async (run) => {
      const staff = await seatStaff(run, { ...seat, at: now.toISOString() })
      if (staff === undefined) return
      await markAsStaff(run, lookup)
      await record(run, { staff: null, action: 'staff.seat', what: { staff, role: 'admin' }, at: now })
    })
  }
}

export type Deed = { kind: 'role'; role: Role } | { kind: 'disable' | 'enable' | 'sign-out' | 'reset-factor' }

/**
 * What an admin does to somebody else of the staff. Nobody does it to oneself: so whoever does it stays an admin, and
 * there is always one. The admins are locked first: of two who lower each other, the second is no admin any more.
 */
export function changeOther(
  db: Db,
  { by, staff, deed, now }: { by: number; staff: number; deed: Deed; now: Date },
): Promise<'done' | 'nobody' | 'yourself' | 'no admin'> {
  return db.transaction(async (run) => {
    const admins = await lockAdmins(run)
    if (!admins.includes(by)) return 'no admin'
    if (by === staff) return 'yourself'
    const target = await findStaff(run, staff, true)
    if (target === undefined) return 'nobody'
    const at = now.toISOString()
    await changeStaff(run, staff, changeBy(deed, at))
    if (endsSessions(deed, target.totp)) await endSessions(run, { staff, at })
    const what = deed.kind === 'role' ? { staff, from: target.role, to: deed.role } : { staff }
    await record(run, { staff: by, action: `staff.${deed.kind}`, what, at: now })
    return 'done'
  })
}

function changeBy(deed: Deed, at: string): StaffChange {
  switch (deed.kind) {
    case 'role':
      return { role: deed.role }
    case 'disable':
      return { disabledAt: at }
    case 'enable':
      return { disabledAt: null }
    case 'reset-factor':
      return { totp: null }
    case 'sign-out':
      return {}
  }
}

/** Who must bring a second factor from now on, and has none, signs in anew and sets it up. */
function endsSessions(deed: Deed, factor: string | null): boolean {
  if (deed.kind === 'role') return needsFactor(deed.role) && factor === null
  return deed.kind !== 'enable'
}
