import type { Keys } from '../privacy/keys.ts'
import type { Db, Run } from '../store/db.ts'
import { changeStaff, type StaffRow, takeStep } from '../store/staff.ts'
import { factorOf, openDraft, openFactor, sealFactor, stepOfCode } from './factor.ts'
import { secondsToWait } from './throttle.ts'

/** What a form brings as second factor: the six digits, and the sealed secret where it is being set up. */
export type Proof = { code: string; sealed?: string | undefined }

/** Notes a try of somebody's second factor: seconds to wait, 0 when it may be tried. */
export function factorWait(db: Db, staff: number, now: Date): Promise<number> {
  return secondsToWait(db, `factor ${staff}`, now)
}

/**
 * Whether somebody may go on: by a code that was not taken before, or without one where none is needed. Who must set up
 * a second factor does so with the first right code.
 */
export async function proven(
  run: Run,
  keys: Keys,
  { staff, proof, now }: { staff: StaffRow; proof: Proof; now: Date },
): Promise<boolean> {
  const factor = factorOf(staff)
  if (factor === 'off') return true
  if (factor === 'missing') return setUpFactor(run, keys, { staff, proof, now })
  if (staff.totp === null) return false
  const step = stepOfCode(openFactor(keys, staff.id, staff.totp), proof.code, now)
  return step !== undefined && (await takeStep(run, staff.id, step))
}

/** Keeps a second factor once a code shows that the app has it. */
export async function setUpFactor(
  run: Run,
  keys: Keys,
  { staff, proof, now }: { staff: StaffRow; proof: Proof; now: Date },
): Promise<boolean> {
  const secret = openDraft(keys, staff.id, proof.sealed ?? '')
  const step = secret === undefined ? undefined : stepOfCode(secret, proof.code, now)
  if (secret === undefined || step === undefined || staff.totp !== null) return false
  await changeStaff(run, staff.id, { totp: sealFactor(keys, staff.id, secret) })
  return takeStep(run, staff.id, step)
}
