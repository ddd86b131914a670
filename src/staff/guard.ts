import type { HttpBindings } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { MiddlewareHandler } from 'hono'

/** What the listener of node's requests hands over: the connection that a request came by. */
export type StaffEnv = { Bindings: HttpBindings }

const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** Headers of every answer, refusals too. */
export const safeHeaders: MiddlewareHandler<StaffEnv> = async (c, next) => {
  await next()
  c.header('Content-Security-Policy', policy)
  c.header('X-Content-Type-Options', 'nosniff')
  c.header('Referrer-Policy', 'no-referrer')
  c.header('Cross-Origin-Resource-Policy', 'same-origin')
  c.header('Cache-Control', 'no-store')
}

const ownHost = /^(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?$/i
const loopback = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/i
/** A proxy adds these: whoever it speaks for is not at this computer. */
const proxyHeaders = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'] as const

/**
 * Lets in only who sits at this computer: the connection comes from it, the address that was typed is its own (a page
 * elsewhere could otherwise point its own name here), and no proxy stands between.
 */
export const onlyHere: MiddlewareHandler<StaffEnv> = async (c, next) => {
  const here =
    loopback.test(getConnInfo(c).remote.address ?? '') &&
    ownHost.test(c.req.header('host') ?? '') &&
    proxyHeaders.every((name) => c.req.header(name) === undefined)
  if (!here) return c.text('This page opens only on the computer that runs Sapar.\n', 403)
  return await next()
}

/** The pages are read, nothing more. */
export const onlyRead: MiddlewareHandler<StaffEnv> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return await next()
  return c.text('This page can only be read.\n', 405, { Allow: 'GET, HEAD' })
}
