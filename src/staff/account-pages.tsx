import type { Context } from 'hono'
import { z } from 'zod'
import { enrol, factorOf } from '../access/factor.ts'
import { changeOwn, endOwn, ownAccount, switchFactor } from '../access/own.ts'
import { factorWait } from '../access/prove.ts'
import { ownSessions } from '../access/sessions.ts'
import { staffName } from '../access/staff.ts'
import { tongues } from '../content/interface.ts'
import { Account, FactorOn } from './account-view.tsx'
import type { PageParts } from './app.tsx'
import { dropSession } from './cookies.ts'
import type { StaffEnv } from './env.ts'

const right = 'manage own account'
const accountForm = z.object({
  name: staffName,
  tongue: z.enum(tongues),
  digest: z.literal('on').optional(),
})
const proofForm = z.object({ code: z.string().max(20), sealed: z.string().max(500).optional() })
const sessionParam = z.union([z.literal('others'), z.coerce.number().int().min(1).max(2_000_000_000)])

type Told = { problem?: string; wrong?: boolean }

/** One's own account: language, weekly numbers, second factor, and the browsers that are signed in. */
export function addAccountPages(parts: PageParts): void {
  const { door, db, now } = parts
  door.get('/staff/account', right, (c) => accountPage(c, parts))
  door.post('/staff/account', right, async (c) => {
    const form = accountForm.safeParse(await c.req.parseBody())
    if (!form.success) return accountPage(c, parts, { problem: 'account.wrong' }, 400)
    const change = { ...form.data, digest: form.data.digest === 'on' }
    await changeOwn(db, c.var.who, { change, now: now() })
    return c.redirect('/staff/account', 303)
  })
  door.post('/staff/account/sessions/:which/end', right, async (c) => {
    const which = sessionParam.safeParse(c.req.param('which'))
    const ended = which.success ? await endOwn(db, c.var.who, { which: which.data, now: now() }) : 0
    if (ended === 0 && which.data !== 'others')
      return accountPage(c, parts, { problem: 'account.no.session' }, 404)
    return c.redirect('/staff/account', 303)
  })
  door.post('/staff/account/sign-out', right, async (c) => {
    await endOwn(db, c.var.who, { which: 'this', now: now() })
    dropSession(c, parts.publicUrl)
    return c.redirect('/staff/sign-in', 303)
  })
  door.get('/staff/account/factor', right, (c) => factorPage(c, parts))
  door.post('/staff/account/factor', right, (c) => takeFactor(c, parts, true))
  door.post('/staff/account/factor/off', right, (c) => takeFactor(c, parts, false))
}

type Status = 200 | 400 | 404 | 409 | 422 | 429

async function accountPage(c: Context<StaffEnv>, parts: PageParts, told: Told = {}, status: Status = 200) {
  const { words, who } = c.var
  const { db, now, content, show } = parts
  const own = await ownAccount(db, who)
  const sessions = await ownSessions(db, who.staff, now())
  const timeZone = content.campaign.time_zone
  const page = <Account {...{ own, sessions, current: who.session, timeZone, ...told }} />
  return show(c, { heading: words.t('account.title'), here: null }, page, status)
}

async function factorPage(c: Context<StaffEnv>, parts: PageParts, told: Told & { sealed?: string } = {}) {
  const { words, who } = c.var
  const own = await ownAccount(parts.db, who)
  if (factorOf(own) === 'on') return c.redirect('/staff/account', 303)
  const enrolment = enrol(parts.keys, own, told.sealed)
  const page = <FactorOn enrolment={enrolment} wrong={told.wrong === true} />
  return parts.show(
    c,
    { heading: words.t('account.factor'), here: null },
    page,
    told.wrong === true ? 422 : 200,
  )
}

async function takeFactor(c: Context<StaffEnv>, parts: PageParts, on: boolean): Promise<Response> {
  const { db, keys, now } = parts
  const { who } = c.var
  const form = proofForm.safeParse(await c.req.parseBody())
  if (!form.success) return accountPage(c, parts, { problem: 'signin.code.wrong' }, 400)
  const wait = await factorWait(db, who.staff, now())
  if (wait > 0) {
    c.header('Retry-After', String(wait))
    return accountPage(c, parts, { problem: 'account.too.many' }, 429)
  }
  const proof = form.data
  if (await switchFactor(db, keys, { who, on, proof, now: now() })) return c.redirect('/staff/account', 303)
  if (!on) return accountPage(c, parts, { wrong: true }, 422)
  return factorPage(c, parts, {
    wrong: true,
    ...(proof.sealed === undefined ? {} : { sealed: proof.sealed }),
  })
}
