import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { sessionSeconds } from '../access/sessions.ts'
import { cookieName, isSecure } from './door.ts'
import type { StaffEnv } from './env.ts'

/** As long as a sign-in can take, setting up a second factor included. */
const signInSeconds = 20 * 60

function signInName(publicUrl: string | undefined): string {
  return `${cookieName(publicUrl)}-sign-in`
}

const common = (publicUrl: string | undefined) => ({
  path: '/',
  httpOnly: true,
  secure: isSecure(publicUrl),
})

/** Lax: a link in Telegram opens the page with its session. */
export function setSession(c: Context<StaffEnv>, publicUrl: string | undefined, token: string): void {
  const more = { sameSite: 'Lax', maxAge: sessionSeconds } as const
  setCookie(c, cookieName(publicUrl), token, { ...common(publicUrl), ...more })
  deleteCookie(c, signInName(publicUrl), common(publicUrl))
}

export function dropSession(c: Context<StaffEnv>, publicUrl: string | undefined): void {
  deleteCookie(c, cookieName(publicUrl), common(publicUrl))
}

/** Strict: a sign-in goes on only from its own page. */
export function setSignIn(c: Context<StaffEnv>, publicUrl: string | undefined, secret: string): void {
  const more = { sameSite: 'Strict', maxAge: signInSeconds } as const
  setCookie(c, signInName(publicUrl), secret, { ...common(publicUrl), ...more })
}

export function signInOf(c: Context<StaffEnv>, publicUrl: string | undefined): string | undefined {
  return getCookie(c, signInName(publicUrl))
}
