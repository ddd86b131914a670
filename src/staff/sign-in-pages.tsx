import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { z } from 'zod'
import { browserLabel } from '../access/browser.ts'
import { enrol, factorOf } from '../access/factor.ts'
import { enterDemo, goOn } from '../access/go-on.ts'
import { type Role, roles } from '../access/rights.ts'
import { beginSignIn, type Standing, standingOf } from '../access/sign-in.ts'
import { secondsToWait } from '../access/throttle.ts'
import { sameSecret } from '../privacy/compare.ts'
import type { PageParts } from './app.tsx'
import { setSession, setSignIn, signInOf } from './cookies.ts'
import { whoAsks } from './door.ts'
import type { StaffEnv } from './env.ts'
import { addressOf, isHere } from './guard.ts'
import { Begin, DemoDoor, GoOn, OpenPage, WaitingFor } from './sign-in-view.tsx'
import { SpokenIn } from './words.ts'

type Status = 200 | 404 | 410 | 422 | 429
const lookEverySeconds = 3

const goOnForm = z.object({
  code: z.string().max(20).default(''),
  sealed: z.string().max(500).optional(),
  to: z.string().max(2000).optional(),
})

/** Sign-in: it begins here, is approved in the bot, and opens a session here. A page that is read changes nothing. */
export function addSignInPages(parts: PageParts): void {
  const { door, db, now, publicUrl } = parts
  door.open('GET', '/staff/sign-in', async (c) => {
    const to = inside(c.req.query('to'))
    if ((await whoAsks(c, parts)) !== undefined) return c.redirect(to, 303)
    return page(c, parts, <Begin to={to} says={c.var.words.t('signin.says')} demo={isDemo(parts)} />)
  })
  door.open('POST', '/staff/sign-in', async (c) => {
    const { to } = await c.req.parseBody()
    const wait = await secondsToWait(db, `start ${parts.keys.tag(addressOf(c))}`, now())
    if (wait > 0) return tooMany(c, parts, wait)
    const browser = browserLabel(c.req.header('user-agent') ?? '')
    setSignIn(c, publicUrl, await beginSignIn(db, { browser, now: now() }))
    return c.redirect(`/staff/sign-in/wait?to=${encodeURIComponent(inside(to))}`, 303)
  })
  door.open('GET', '/staff/sign-in/wait', async (c) => {
    const cookie = signInOf(c, publicUrl)
    const standing = cookie === undefined ? gone : await standingOf(db, cookie, now())
    return standingPage(c, parts, { standing, to: inside(c.req.query('to')) })
  })
  door.open('POST', '/staff/sign-in/go-on', (c) => takeGoOn(c, parts))
  if (parts.demo !== undefined) addDemo(parts, parts.demo)
}

const gone = { state: 'gone' } as const
const isDemo = ({ demo }: PageParts) => demo !== undefined

/** Only a page of ours may follow a sign-in, and not the sign-in itself. */
function inside(to: unknown): string {
  const base = 'http://staff.invalid'
  if (typeof to !== 'string' || !URL.canParse(to, base)) return '/staff'
  const { origin, pathname, search } = new URL(to, base)
  const ours =
    origin === base && /^\/staff(\/|$)/.test(pathname) && !/^\/staff\/(sign-in|demo)/.test(pathname)
  return ours ? `${pathname}${search}` : '/staff'
}

function page(c: Context<StaffEnv>, parts: PageParts, content: Child, status: Status = 200) {
  const { words } = c.var
  const { name } = parts.content.campaign
  const made = (
    <SpokenIn value={words}>
      <OpenPage campaign={name} heading={words.t('signin.title')}>
        {content}
      </OpenPage>
    </SpokenIn>
  )
  return c.html(html`<!doctype html>${made}`, status)
}

function tooMany(c: Context<StaffEnv>, parts: PageParts, seconds: number) {
  c.header('Retry-After', String(seconds))
  const minutes = Math.ceil(seconds / 60)
  return page(c, parts, <p class="card">{c.var.words.t('signin.too.many', { minutes })}</p>, 429)
}

type Stands = { standing: Standing; to: string; wrong?: boolean; sealed?: string | undefined }

function standingPage(
  c: Context<StaffEnv>,
  parts: PageParts,
  { standing, to, wrong = false, sealed }: Stands,
) {
  const { t } = c.var.words
  const { bot, keys } = parts
  if (standing.state === 'waiting') {
    c.header('Refresh', String(lookEverySeconds))
    const payload = `signin-${standing.link}`
    return page(c, parts, <WaitingFor {...{ code: standing.code, payload, bot }} demo={isDemo(parts)} />)
  }
  if (standing.state === 'approved') {
    const { staff } = standing
    const factor = factorOf(staff)
    const enrolment = factor === 'missing' ? enrol(keys, staff, sealed) : undefined
    const content = <GoOn {...{ to, name: staff.name, factor, enrolment, wrong }} />
    return page(c, parts, content, wrong ? 422 : 200)
  }
  const says = t(standing.state === 'refused' ? 'signin.refused' : 'signin.gone')
  return page(c, parts, <Begin to={to} says={says} demo={isDemo(parts)} />, 410)
}

async function takeGoOn(c: Context<StaffEnv>, parts: PageParts): Promise<Response> {
  const { db, keys, now, publicUrl } = parts
  const cookie = signInOf(c, publicUrl)
  const form = goOnForm.safeParse(await c.req.parseBody())
  const to = inside(form.data?.to)
  if (cookie === undefined || !form.success) return standingPage(c, parts, { standing: gone, to })
  const { code, sealed } = form.data
  const browser = browserLabel(c.req.header('user-agent') ?? '')
  const done = await goOn(db, keys, { cookie, proof: { code, sealed }, browser, now: now() })
  if (done === 'gone') return standingPage(c, parts, { standing: gone, to })
  if (done === 'wrong code') {
    const standing = await standingOf(db, cookie, now())
    return standingPage(c, parts, { standing, to, wrong: true, sealed })
  }
  if ('wait' in done) return tooMany(c, parts, done.wait)
  setSession(c, publicUrl, done.session)
  return c.redirect(to, 303)
}

/** The demonstration on this computer: a link that only its terminal shows opens it as any role. */
function addDemo(parts: PageParts, key: string): void {
  const { door, db, now, publicUrl } = parts
  const knows = (c: Context<StaffEnv>) => isHere(c) && sameSecret(c.req.param('key') ?? '', key)
  const nothing = (c: Context<StaffEnv>) => c.text(`${c.var.words.t('shell.not.found')}\n`, 404)
  door.open('GET', '/staff/demo/:key', (c) => {
    if (!knows(c)) return nothing(c)
    const order = ['admin', ...roles.filter((role) => role !== 'admin')] satisfies Role[]
    return page(c, parts, <DemoDoor roles={order} action={`/staff/demo/${key}`} />)
  })
  door.open('POST', '/staff/demo/:key', async (c) => {
    const role = z.enum(roles).safeParse((await c.req.parseBody()).role)
    if (!knows(c) || !role.success) return nothing(c)
    const { t } = c.var.words
    const name = t('signin.demo.name', { role: t(`shell.role.${role.data}`) })
    const browser = browserLabel(c.req.header('user-agent') ?? '')
    setSession(c, publicUrl, await enterDemo(db, { role: role.data, name, browser, now: now() }))
    return c.redirect('/staff', 303)
  })
}
