import { getConnInfo } from '@hono/node-server/conninfo'
import type { MiddlewareHandler } from 'hono'
import type { StaffEnv } from './env.ts'

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "script-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ')

/** The address of a shared page is all that it takes to see it: no other site may learn it. */
function isShared(path: string): boolean {
  return path.startsWith('/shared/')
}

/** Headers of every answer, refusals too. */
export const safeHeaders: MiddlewareHandler<StaffEnv> = async (c, next) => {
  await next()
  c.header('Content-Security-Policy', policy)
  c.header('X-Content-Type-Options', 'nosniff')
  // Forms of ours must be known as ours: without a referrer their Origin would be "null".
  c.header('Referrer-Policy', isShared(c.req.path) ? 'no-referrer' : 'same-origin')
  c.header('Cross-Origin-Resource-Policy', 'same-origin')
  c.header('Cross-Origin-Opener-Policy', 'same-origin')
  c.header('X-Robots-Tag', 'noindex')
  c.header('Cache-Control', 'no-store')
}

const ownHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i
const loopback = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/i
/** A proxy adds these: whoever it speaks for is not at this computer. */
const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'] as const

/** Whether who asks sits at this computer: nobody else's connection, name or proxy stands between. */
export function isHere(c: Parameters<MiddlewareHandler<StaffEnv>>[0]): boolean {
  return (
    loopback.test(getConnInfo(c).remote.address ?? '') &&
    ownHost.test(c.req.header('host') ?? '') &&
    proxyHeaders.every((name) => c.req.header(name) === undefined)
  )
}

const near = /^(::ffff:)?(10|192\.168|172\.(1[6-9]|2\d|3[01]))\./i

/**
 * Where somebody asks from, to be counted and not kept: the address that the proxy nearest to us saw, if it is a
 * neighbour. Of IPv6 the network: whoever has one has all of it.
 */
export function addressOf(c: Parameters<MiddlewareHandler<StaffEnv>>[0]): string {
  const direct = getConnInfo(c).remote.address ?? ''
  const told = c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
  const address = told !== undefined && (loopback.test(direct) || near.test(direct)) ? told : direct
  return address.includes('.') ? address : address.split(':').slice(0, 4).join(':')
}

/**
 * Lets in who asks for the pages by their own name: a page elsewhere could otherwise point its name here. Without a
 * public address that is this computer alone.
 */
export function onlyByName(publicUrl: string | undefined): MiddlewareHandler<StaffEnv> {
  const host = publicUrl === undefined ? undefined : new URL(publicUrl).host
  return async (c, next) => {
    const known = host === undefined ? isHere(c) : c.req.header('host') === host
    if (!known) return c.text(`${c.var.words.t('shell.refused.host')}\n`, 403)
    return await next()
  }
}
