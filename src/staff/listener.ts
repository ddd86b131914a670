import type { IncomingMessage, ServerResponse } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { StaffEnv } from './env.ts'

/** The staff pages as a listener of node's own server. */
export function staffListener(app: Hono<StaffEnv>): (req: IncomingMessage, res: ServerResponse) => void {
  const listen = getRequestListener((request, env) => app.fetch(request, env), {
    overrideGlobalObjects: false,
  })
  return (req, res) => void listen(req, res)
}
