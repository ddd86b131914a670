import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HttpBindings } from '@hono/node-server'
import type { Role } from '../../src/access/rights.ts'
import { openSession, whoHas } from '../../src/access/sessions.ts'
import { readInterface } from '../../src/content/interface.ts'
import { loadContent } from '../../src/content/load.ts'
import { loadFlows } from '../../src/flow/load.ts'
import { deriveKeys } from '../../src/privacy/keys.ts'
import { makeStaffApp, type StaffParts } from '../../src/staff/app.tsx'
import { cookieName } from '../../src/staff/door.ts'
import type { StaffHealth } from '../../src/staff/health-signs.ts'
import type { Db } from '../../src/store/db.ts'
import { hiddenFile, LiveScript } from '../../src/store/live-script.ts'
import { addStaff } from '../../src/store/staff.ts'
import { projectRoot } from '../walker.ts'

export const content = loadContent(projectRoot, [])
export const { script } = loadFlows(projectRoot, content, [])
export const phrases = readInterface(projectRoot)
export const keys = deriveKeys('a secret of the tests, long enough')
export const now = () => new Date('2026-11-24T08:02:00Z')
export const well: StaffHealth = {
  databaseAway: false,
  spoolBytes: 0,
  unsaved: 0,
  setAside: 0,
  lost: 0,
  lastUpdateAt: null,
  telegram: null,
}

/** The staff pages on a database, at a fixed time. */
export function openPages(db: Db, more: Partial<StaffParts> = {}) {
  const file = join(mkdtempSync(join(tmpdir(), 'sapar-hidden-')), hiddenFile)
  const log = () => undefined
  const live = new LiveScript(more.script ?? script, { db, log, file })
  const access = { publicUrl: undefined, keys, bot: 'sapar_test_bot', demo: undefined, log }
  const printReport: StaffParts['printReport'] = async (paper) =>
    (await import('../../src/documents/report-pdf.ts')).makeReportPdf(paper)
  const parts = {
    db,
    content,
    script,
    live,
    phrases,
    now,
    health: () => well,
    ...access,
    printReport,
    ...more,
  }
  return { ...makeStaffApp(parts), live: parts.live }
}

export type Asked = {
  method?: string
  /** Sent as a form with the session's token, unless the form has one of its own. */
  form?: Record<string, string | File>
  headers?: Record<string, string>
  address?: string
}

/** Somebody who has signed in, with a real session, and how they ask for pages. */
export async function signedIn(db: Db, role: Role, more: Partial<StaffParts> = {}) {
  const staff = await addStaff(db, { name: `The ${role}`, role, at: now().toISOString() })
  const token = await openSession(db, { staff, browser: 'a test', now: now() })
  const who = await whoHas(db, token, now())
  if (who === undefined) throw new Error('The session is not there')
  const pages = openPages(db, more)
  const cookie = `${cookieName(more.publicUrl)}=${token}`
  const ask = (path: string, asked: Asked = {}) =>
    askFor(pages, path, withForm({ ...asked, headers: { cookie, ...asked.headers } }, who.csrf))
  return { ...pages, ask, who, token, cookie }
}

function withForm(asked: Asked, csrf: string): Asked {
  return asked.form === undefined ? asked : { method: 'POST', ...asked, form: { csrf, ...asked.form } }
}

/** Asks for a page as a browser would, from an address. */
export function askFor({ app }: ReturnType<typeof openPages>, path: string, asked: Asked = {}) {
  const { method = 'GET', form, headers = {}, address = '127.0.0.1' } = asked
  const origin: Record<string, string> = method === 'GET' ? {} : { origin: 'http://localhost:3000' }
  const request = new Request(`http://localhost:3000${path}`, {
    method,
    headers: { host: 'localhost:3000', ...origin, ...headers },
    ...(form === undefined ? {} : { body: bodyOf(form) }),
  })
  return app.request(request, undefined, {
    incoming: { socket: { remoteAddress: address } },
  } as HttpBindings)
}

/** A browser sends files as parts, and mere words as one line. */
function bodyOf(form: Record<string, string | File>): FormData | URLSearchParams {
  const body = new FormData()
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries(form)) {
    body.append(name, value)
    if (typeof value === 'string') words.append(name, value)
  }
  return Object.values(form).some((value) => typeof value !== 'string') ? body : words
}

/** The words of a page as they are read, without its tags. */
export async function words(response: Response): Promise<string> {
  return (await response.text()).replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}
