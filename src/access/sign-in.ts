import type { Keys } from '../privacy/keys.ts'
import { randomNumber, randomToken, tokenHash } from '../privacy/token.ts'
import type { Db, Run } from '../store/db.ts'
import { markAsStaff } from '../store/invites.ts'
import { addSignIn, approveSignIn, findSignIn, refuseSignIn, type SignInRow } from '../store/sign-in.ts'
import { findStaff, type StaffRow, staffOf } from '../store/staff.ts'
import { record } from './audit.ts'
import { factorOf } from './factor.ts'

/*
 * A sign-in begins on a page and is approved in the bot. The page's cookie holds a secret; the link to the bot is made
 * from it by a hash, so that whoever sees the link cannot make the cookie. The database knows the link by its hash only.
 */

const waitMinutes = 5
/** Setting up a second factor for the first time takes a while: there may be an app to be installed. */
const setUpMinutes = 15

/** What the link to the bot carries, made from the page's cookie: 128 bits, hexadecimal. */
export function linkOf(cookie: string): string {
  return tokenHash(`sign-in link of ${cookie}`).slice(0, 32)
}

const after = (now: Date, minutes: number) => new Date(now.getTime() + minutes * 60_000).toISOString()

/** Begins a sign-in; the answer is the page's cookie, kept nowhere else. */
export async function beginSignIn(db: Db, { browser, now }: { browser: string; now: Date }): Promise<string> {
  const cookie = randomToken()
  const begun = { hash: tokenHash(linkOf(cookie)), code: randomNumber(10, 100), browser }
  await addSignIn(db, { ...begun, at: now.toISOString(), until: after(now, waitMinutes) })
  return cookie
}

/** How a sign-in stands, as its own page sees it. */
export type Standing =
  | { state: 'waiting'; code: number; link: string }
  | { state: 'approved'; staff: StaffRow }
  | { state: 'refused' | 'gone' }

/** Looks at a sign-in and changes nothing. */
export async function standingOf(db: Db, cookie: string, now: Date): Promise<Standing> {
  const link = linkOf(cookie)
  const row = await findSignIn(db.run, tokenHash(link))
  if (row?.refused === true) return { state: 'refused' }
  if (row === undefined || isOver(row, now)) return { state: 'gone' }
  if (!row.approved || row.staff === null) return { state: 'waiting', code: row.code, link }
  const staff = await findStaff(db.run, row.staff)
  return staff === undefined || staff.disabled ? { state: 'gone' } : { state: 'approved', staff }
}

function isOver(row: SignInRow, now: Date): boolean {
  return row.used || row.expiresAt <= now
}

/** What the bot asks: whose sign-in it would be, from which browser, and which number is on the page. */
export type Question = { name: string; tongue: string; browser: string; numbers: number[] }

/** Reads a sign-in for whoever opened its link in the bot. Said again it is the same. */
export function askSignIn(
  db: Db,
  keys: Keys,
  { link, chat, now }: { link: string; chat: number; now: Date },
): Promise<Question | 'gone' | 'stranger'> {
  const lookup = keys.lookup(chat)
  const hash = tokenHash(link)
  return db.transaction(async (run) => {
    const row = await findSignIn(run, hash)
    if (row === undefined || row.refused || row.approved || isOver(row, now)) return 'gone'
    const staff = await staffOf(run, lookup)
    if (staff === undefined || staff.disabled) return 'stranger'
    // An account that was made in the very moment of the invitation.
    await markAsStaff(run, lookup)
    return {
      name: staff.name,
      tongue: staff.tongue,
      browser: row.browser,
      numbers: numbersFor(hash, row.code),
    }
  })
}

/** The right number between two wrong ones, by size: where it stands says nothing. The same for the same sign-in. */
function numbersFor(hash: string, code: number): number[] {
  const chance = (from: number, below: number) =>
    1 + (Number.parseInt(hash.slice(from, from + 8), 16) % below)
  const first = chance(0, 89)
  const other = chance(8, 88)
  const second = other < first ? other : other + 1
  return [0, first, second].map((far) => 10 + ((code - 10 + far) % 90)).sort((a, b) => a - b)
}

/** `null` for "it was not me". */
export type Tapped = { link: string; chat: number; tapped: number | null; now: Date }

type Answered = { tongue: string; outcome: 'approved' | 'refused' } | 'gone' | 'stranger'

/** Takes the answer of the bot's question. A wrong number, or "not me", ends the sign-in for good. */
export function answerSignIn(db: Db, keys: Keys, { link, chat, tapped, now }: Tapped): Promise<Answered> {
  const hash = tokenHash(link)
  return db.transaction(async (run) => {
    const row = await findSignIn(run, hash, true)
    const staff = await staffOf(run, keys.lookup(chat))
    if (staff === undefined || staff.disabled) return 'stranger'
    if (row === undefined) return 'gone'
    const outcome = decide(row, { staff: staff.id, tapped, now })
    if (outcome === 'approve') await approve(run, hash, staff, now)
    if (outcome === 'refuse') await refuse(run, hash, { staff: staff.id, tapped, now })
    return outcome === 'gone' ? 'gone' : { tongue: staff.tongue, outcome: told[outcome] }
  })
}

const told = { approve: 'approved', approved: 'approved', refuse: 'refused', refused: 'refused' } as const

/** What a tap does, or what it did already: Telegram may bring the same tap again. */
function decide(
  row: SignInRow,
  { staff, tapped, now }: { staff: number; tapped: number | null; now: Date },
): 'approve' | 'approved' | 'refuse' | 'refused' | 'gone' {
  if (row.refused) return 'refused'
  if (row.approved && row.staff !== staff) return 'gone'
  const right = tapped === row.code
  if (row.approved && right) return 'approved'
  if (isOver(row, now)) return 'gone'
  return right ? 'approve' : 'refuse'
}

async function approve(run: Run, hash: string, staff: StaffRow, now: Date): Promise<void> {
  const until = after(now, factorOf(staff) === 'missing' ? setUpMinutes : waitMinutes)
  await approveSignIn(run, { hash, staff: staff.id, at: now.toISOString(), until })
}

async function refuse(
  run: Run,
  hash: string,
  { staff, tapped, now }: { staff: number; tapped: number | null; now: Date },
): Promise<void> {
  await refuseSignIn(run, { hash, at: now.toISOString() })
  const what = { why: tapped === null ? 'not me' : 'wrong number' }
  await record(run, { staff, action: 'sign-in.refuse', what, at: now })
}
