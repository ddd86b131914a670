import type { Keys } from '../privacy/keys.ts'
import type { Db } from '../store/db.ts'
import { endSessions } from '../store/sessions.ts'
import { changeStaff, findStaff, type StaffRow } from '../store/staff.ts'
import { record } from './audit.ts'
import { type Proof, proven, setUpFactor } from './prove.ts'
import { needsFactor } from './rights.ts'
import type { Who } from './sessions.ts'

/** The account of who asks, with what no page shows. */
export async function ownAccount(db: Db, who: Who): Promise<StaffRow> {
  const own = await findStaff(db.run, who.staff)
  if (own === undefined) throw new Error('Somebody has a session and no account')
  return own
}

export type OwnChange = { name: string; tongue: string; digest: boolean }

export function changeOwn(
  db: Db,
  who: Who,
  { change, now }: { change: OwnChange; now: Date },
): Promise<void> {
  return db.transaction(async (run) => {
    await changeStaff(run, who.staff, change)
    const what = { tongue: change.tongue, digest: change.digest, renamed: change.name !== who.name }
    await record(run, { staff: who.staff, action: 'account.change', what, at: now })
  })
}

/** Ends one's own sessions: this one, another one by its id, or all others. Answers how many. */
export function endOwn(
  db: Db,
  who: Who,
  { which, now }: { which: 'this' | 'others' | number; now: Date },
): Promise<number> {
  const { staff, session } = who
  const only = which === 'this' ? session : which
  const chosen = only === 'others' ? { except: session } : { only }
  return db.transaction(async (run) => {
    const ended = await endSessions(run, { staff, at: now.toISOString(), ...chosen })
    if (ended > 0)
      await record(run, { staff, action: 'session.end', what: { which: String(which), ended }, at: now })
    return ended
  })
}

/** Switches the second factor on or off, with a code. False when the code is wrong, or the role needs it. */
export function switchFactor(
  db: Db,
  keys: Keys,
  { who, on, proof, now }: { who: Who; on: boolean; proof: Proof; now: Date },
): Promise<boolean> {
  return db.transaction(async (run) => {
    const staff = await findStaff(run, who.staff, true)
    if (staff === undefined || (staff.totp !== null) === on) return false
    const around = { staff, proof, now }
    if (on && !(await setUpFactor(run, keys, around))) return false
    if (!on && (needsFactor(staff.role) || !(await proven(run, keys, around)))) return false
    if (!on) await changeStaff(run, staff.id, { totp: null })
    await record(run, { staff: staff.id, action: on ? 'factor.on' : 'factor.off', what: {}, at: now })
    return true
  })
}
