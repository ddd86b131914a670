import type { Keys } from '../privacy/keys.ts'
import { tokenHash } from '../privacy/token.ts'
import type { Db, Run } from '../store/db.ts'
import { refuseSignIn, spendSignIn } from '../store/sign-in.ts'
import { addStaff, changeStaff, findDemo, findStaff } from '../store/staff.ts'
import { record } from './audit.ts'
import { factorOf } from './factor.ts'
import { factorWait, type Proof, proven } from './prove.ts'
import type { Role } from './rights.ts'
import { openSession } from './sessions.ts'
import { linkOf, standingOf } from './sign-in.ts'

export type GoneOn = { session: string } | { wait: number } | 'wrong code' | 'gone'

export type GoingOn = { cookie: string; proof: Proof; browser: string; now: Date }

/**
 * Uses an approved sign-in up, once, and opens a session. Who tries too many codes loses the sign-in, and it is written
 * to the audit log.
 */
export async function goOn(db: Db, keys: Keys, { cookie, proof, browser, now }: GoingOn): Promise<GoneOn> {
  const standing = await standingOf(db, cookie, now)
  if (standing.state !== 'approved') return 'gone'
  const { id } = standing.staff
  const hash = tokenHash(linkOf(cookie))
  const at = now.toISOString()
  const wait = factorOf(standing.staff) === 'off' ? 0 : await factorWait(db, id, now)
  if (wait > 0) {
    await db.transaction(async (run) => {
      if (await refuseSignIn(run, { hash, at }))
        await record(run, { staff: id, action: 'sign-in.lock', what: { browser }, at: now })
    })
    return { wait }
  }
  return db.transaction(async (run) => {
    const staff = await findStaff(run, id, true)
    if (staff === undefined || staff.disabled) return 'gone'
    if (!(await proven(run, keys, { staff, proof, now }))) return 'wrong code'
    if (!(await spendSignIn(run, { hash, at }))) return 'gone'
    return { session: await opened(run, { staff: id, browser, now }, factorOf(staff)) }
  })
}

async function opened(
  run: Run,
  { staff, browser, now }: { staff: number; browser: string; now: Date },
  factor: string,
): Promise<string> {
  const session = await openSession({ run }, { staff, browser, now })
  const what = factor === 'missing' ? { browser, factor: 'set up' } : { browser }
  await record(run, { staff, action: 'sign-in.open', what, at: now })
  return session
}

/** Opens a session of a made-up account, for the demonstration on one computer. */
export function enterDemo(
  db: Db,
  { role, name, browser, now }: { role: Role; name: string; browser: string; now: Date },
): Promise<string> {
  return db.transaction(async (run) => {
    const known = await findDemo(run, role)
    const staff = known ?? (await addStaff({ run }, { name, role, demo: true, at: now.toISOString() }))
    await changeStaff(run, staff, { disabledAt: null })
    const session = await openSession({ run }, { staff, browser, now })
    await record(run, { staff, action: 'sign-in.demo', what: { role }, at: now })
    return session
  })
}
