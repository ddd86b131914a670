import type { Context, Hono, MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { record } from '../access/audit.ts'
import { may, type Right } from '../access/rights.ts'
import { type Who, whoHas } from '../access/sessions.ts'
import { secondsToWait } from '../access/throttle.ts'
import { type Tongue, tongues } from '../content/interface.ts'
import type { Phrasebook } from '../content/texts.ts'
import { sameSecret } from '../privacy/compare.ts'
import type { Db } from '../store/db.ts'
import { orAway, within } from '../store/trouble.ts'
import type { StaffEnv } from './env.ts'
import { wordsIn } from './words.ts'

export type Handler = (c: Context<StaffEnv>) => Response | Promise<Response>
export type Route = { method: 'GET' | 'POST'; path: string; right: Right | null }

/** The only way to add a page: each names the right that it needs, and forms are checked before they are read. */
export type Door = {
  /** A page that is read. It changes nothing: a link may be followed ahead of time. */
  get(path: string, right: Right, handler: Handler): void
  /** A form that changes something. It comes from a page of the same session, else nothing happens. */
  post(path: string, right: Right, handler: Handler): void
  /** What needs no session: sign-in, styles, shared numbers. Only that a form is one of our own pages is checked. */
  open(method: Route['method'], path: string, handler: Handler): void
  /** To be called when all pages are there: every other method is refused. */
  close(): void
  routes: readonly Route[]
}

export type DoorParts = {
  db: Db
  phrases: Phrasebook
  now: () => Date
  /** Where the pages are seen from outside, such as https://bot.example.org; none: this computer alone. */
  publicUrl: string | undefined
}

/** Longer than the database should take to find a session. */
const patienceMs = 5_000
/** Largest form: a table of activities, or a paper as evidence. */
const formBytes = 6_000_000
/** Largest form of somebody unknown: a few words. */
const openFormBytes = 10_000

export function cookieName(publicUrl: string | undefined): string {
  return isSecure(publicUrl) ? '__Host-sapar' : 'sapar'
}

/** Whether browsers come by TLS. */
export function isSecure(publicUrl: string | undefined): boolean {
  return publicUrl?.startsWith('https:') === true
}

export function makeDoor(app: Hono<StaffEnv>, parts: DoorParts): Door {
  const routes: Route[] = []
  const words = new Map(tongues.map((tongue) => [tongue, wordsIn(parts.phrases, tongue)] as const))
  const speak: MiddlewareHandler<StaffEnv> = async (c, next) => {
    c.set('words', wordsFor(words, tongueOf(c)))
    return await next()
  }
  app.use(speak)
  const enter: MiddlewareHandler<StaffEnv> = async (c, next) => {
    // Without the database nobody can be known.
    const who = await orAway(within(patienceMs, whoAsks(c, parts)))
    if (who === 'away') return away(c)
    if (who === undefined) return toSignIn(c)
    c.set('who', who)
    c.set('words', wordsFor(words, who.tongue))
    return await next()
  }
  const add = (route: Route, handlers: MiddlewareHandler<StaffEnv>[], handler: Handler) => {
    routes.push(route)
    app.on([route.method], [route.path], ...handlers, handler)
  }
  const read: MiddlewareHandler<StaffEnv> = async (c, next) =>
    (c.req.method === 'POST' ? refusedForm(c, parts.publicUrl, openFormBytes) : undefined) ?? (await next())
  return {
    routes,
    get: (path, right, handler) => add({ method: 'GET', path, right }, [enter, holds(right)], handler),
    post: (path, right, handler) =>
      add({ method: 'POST', path, right }, [enter, holds(right), ownForm(parts)], handler),
    open: (method, path, handler) =>
      add({ method, path, right: null }, [read], async (c) => {
        const answer = await orAway(Promise.resolve(handler(c)))
        return answer === 'away' ? away(c) : answer
      }),
    close: () => refuseOtherMethods(app, routes),
  }
}

function wordsFor(words: ReadonlyMap<Tongue, ReturnType<typeof wordsIn>>, tongue: Tongue) {
  const found = words.get(tongue)
  if (found === undefined) throw new Error(`There are no words in ${tongue}`)
  return found
}

/** Before somebody has signed in, the language of the browser. */
function tongueOf(c: Context<StaffEnv>): Tongue {
  const wanted = (c.req.header('accept-language') ?? '').toLowerCase().split(/[,;\s]+/)
  return tongues.find((tongue) => tongue === wanted[0]?.slice(0, 2)) ?? 'en'
}

export async function whoAsks(
  c: Context<StaffEnv>,
  { db, now, publicUrl }: DoorParts,
): Promise<Who | undefined> {
  const token = getCookie(c, cookieName(publicUrl))
  return token === undefined ? undefined : await whoHas(db, token, now())
}

function away(c: Context<StaffEnv>): Response {
  return c.text(`${c.var.words.t('shell.refused.away')}\n`, 503)
}

function toSignIn(c: Context<StaffEnv>): Response {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD')
    return c.text(`${c.var.words.t('shell.refused.form')}\n`, 401)
  const { pathname, search } = new URL(c.req.url)
  return c.redirect(`/staff/sign-in?to=${encodeURIComponent(`${pathname}${search}`)}`, 303)
}

function holds(right: Right): MiddlewareHandler<StaffEnv> {
  return async (c, next) => {
    const { who, words } = c.var
    if (may(who.role, right)) return await next()
    return c.text(`${words.t('shell.refused.right', { role: words.t(`shell.role.${who.role}`) })}\n`, 403)
  }
}

/** Takes a form only of a page of the same session. A page elsewhere can send a form here, but not with our token. */
function ownForm(parts: DoorParts): MiddlewareHandler<StaffEnv> {
  return async (c, next) => {
    const refused = refusedForm(c, parts.publicUrl, formBytes)
    if (refused?.status === 403) await noteRefusal(c, parts, 'origin')
    if (refused !== undefined) return refused
    const { csrf } = await c.req.parseBody()
    if (typeof csrf === 'string' && sameSecret(csrf, c.var.who.csrf)) return await next()
    await noteRefusal(c, parts, 'token')
    return c.text(`${c.var.words.t('shell.refused.form')}\n`, 403)
  }
}

/** Why a form is not even read; undefined when it is. */
function refusedForm(
  c: Context<StaffEnv>,
  publicUrl: string | undefined,
  most: number,
): Response | undefined {
  const { t } = c.var.words
  if (!isOwnOrigin(c, publicUrl)) return c.text(`${t('shell.refused.origin')}\n`, 403)
  const refuse = (status: 411 | 413 | 415) => c.text(`${t('shell.refused.form')}\n`, status)
  // Browsers say how long a form is; who does not could send without end.
  if (c.req.header('transfer-encoding') !== undefined) return refuse(411)
  if (Number(c.req.header('content-length') ?? 0) > most) return refuse(413)
  const type = c.req.header('content-type') ?? ''
  return /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type) ? undefined : refuse(415)
}

function isOwnOrigin(c: Context<StaffEnv>, publicUrl: string | undefined): boolean {
  const origin = c.req.header('origin')
  if (origin === undefined) return false
  return origin === (publicUrl === undefined ? `http://${c.req.header('host')}` : new URL(publicUrl).origin)
}

/** A form with somebody's cookie and without their token is worth a line, but not thousands. */
async function noteRefusal(c: Context<StaffEnv>, { db, now }: DoorParts, why: string): Promise<void> {
  const { staff } = c.var.who
  const at = now()
  if ((await secondsToWait(db, `refused form ${staff}`, at)) > 0) return
  const what = { why, path: new URL(c.req.url).pathname }
  await db.transaction((run) => record(run, { staff, action: 'form.refuse', what, at }))
}

function refuseOtherMethods(app: Hono<StaffEnv>, routes: readonly Route[]): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method)
    const allowed = methods.includes('GET')
      ? ['GET', 'HEAD', ...methods.filter((each) => each !== 'GET')]
      : methods
    app.all(path, (c) => c.text(`${c.var.words.t('shell.not.found')}\n`, 405, { Allow: allowed.join(', ') }))
  }
}
