import { Secret, TOTP } from 'otpauth'
import type { Keys } from '../privacy/keys.ts'
import type { StaffRow } from '../store/staff.ts'
import { needsFactor } from './rights.ts'

/*
 * The second factor: time-based one-time passwords (RFC 6238) as every authenticator app makes them: SHA-1, six digits,
 * steps of 30 seconds. One step early or late is taken, for clocks that are not quite right.
 */
const stepSeconds = 30
const secretBytes = 20

/** Whether somebody brings a second factor: it is on, the role lets it be off, or it is still to be set up. */
export function factorOf({ role, totp }: Pick<StaffRow, 'role' | 'totp'>): 'on' | 'off' | 'missing' {
  if (totp !== null) return 'on'
  return needsFactor(role) ? 'missing' : 'off'
}

/** A secret that is being set up: as text for the hand, as a link for the QR code, and sealed for the form. */
export type Enrolment = { secret: string; link: string; sealed: string }

const totp = (secret: Secret, label = '') =>
  new TOTP({ issuer: 'Sapar', label, algorithm: 'SHA1', digits: 6, period: stepSeconds, secret })

const ownerOf = (staff: number) => `staff ${staff}`
const draftOf = (staff: number) => `staff ${staff} draft`

type Owner = { id: number; name: string }

/**
 * Begins to set up a second factor, or goes on with the one of a form whose first code was wrong. Nothing is kept before
 * a code proves it.
 */
export function enrol(keys: Keys, { id, name }: Owner, sealed?: string): Enrolment {
  const begun = sealed === undefined ? undefined : openDraft(keys, id, sealed)
  const secret = begun ?? new Secret({ size: secretBytes }).base32
  const link = totp(Secret.fromBase32(secret), name).toString()
  return { secret, link, sealed: keys.seal(secret, draftOf(id)) }
}

/** The secret of a form; undefined for a form that is not ours. */
export function openDraft(keys: Keys, staff: number, sealed: string): string | undefined {
  try {
    return keys.open(sealed, draftOf(staff))
  } catch (error) {
    if (error instanceof Error) return undefined
    throw error
  }
}

/** The secret as it is kept. */
export function sealFactor(keys: Keys, staff: number, secret: string): string {
  return keys.seal(secret, ownerOf(staff))
}

export function openFactor(keys: Keys, staff: number, sealed: string): string {
  return keys.open(sealed, ownerOf(staff))
}

/** The 30-second step whose code this is, counted from 1970; undefined when it is none of now. Spaces do not matter. */
export function stepOfCode(secret: string, code: string, now: Date): number | undefined {
  const digits = code.replace(/\s/g, '')
  if (!/^\d{6}$/.test(digits)) return undefined
  const timestamp = now.getTime()
  const delta = totp(Secret.fromBase32(secret)).validate({ token: digits, timestamp, window: 1 })
  return delta === null ? undefined : Math.floor(timestamp / 1000 / stepSeconds) + delta
}
