import { type Tongue, tongues } from '../content/interface.ts'
import { randomToken, tokenHash } from '../privacy/token.ts'
import type { Db } from '../store/db.ts'
import { addSession, findSession, type OwnSession, openSessionsOf, touchSession } from '../store/sessions.ts'
import { type Role, roles } from './rights.ts'

/** Who asks for a page. */
export type Who = {
  staff: number
  session: number
  name: string
  role: Role
  tongue: Tongue
  /** What every form of this session carries. */
  csrf: string
}

const idleHours = 8
const absoluteHours = 72
/** A session is noted as seen at most once a minute: a page is several requests. */
const touchMs = 60_000

/** How long a browser keeps the cookie at most. */
export const sessionSeconds = absoluteHours * 3600

function limits(now: Date): { idle: string; absolute: string } {
  const before = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString()
  return { idle: before(idleHours), absolute: before(absoluteHours) }
}

/** Opens a session; the answer is what the cookie holds, and is kept nowhere else. */
export async function openSession(
  db: Pick<Db, 'run'>,
  { staff, browser, now }: { staff: number; browser: string; now: Date },
): Promise<string> {
  const token = randomToken()
  const session = { hash: tokenHash(token), staff, csrf: randomToken(), browser, at: now.toISOString() }
  await addSession(db, session)
  return token
}

/** Whose session a cookie names; undefined when it has ended or run out. */
export async function whoHas(db: Db, token: string, now: Date): Promise<Who | undefined> {
  const row = await findSession(db, { hash: tokenHash(token), ...limits(now) })
  const role = roles.find((each) => each === row?.role)
  const tongue = tongues.find((each) => each === row?.tongue)
  if (row === undefined || role === undefined || tongue === undefined) return undefined
  const { seenAt, ...who } = row
  if (now.getTime() - seenAt.getTime() >= touchMs) await touchSession(db, row.session, now.toISOString())
  return { ...who, role, tongue }
}

/** Sessions of somebody that still open pages. */
export function ownSessions(db: Db, staff: number, now: Date): Promise<OwnSession[]> {
  return openSessionsOf(db, { staff, ...limits(now) })
}
