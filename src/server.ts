import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Registry } from 'prom-client'
import { type Health, reasons } from './health.ts'

export type Handler = (req: IncomingMessage, res: ServerResponse) => void

/** Who answers what. A part that has not started yet is undefined. */
export type Routes = {
  health: () => Health
  metrics: Registry
  /** True once everything answers. */
  isReady: () => boolean
  webhook?: Handler
  staff?: Handler
  /** The offline files, for everybody. */
  pack?: Handler
  /** Answers false for a path that is none of its own. */
  simulator?: (req: IncomingMessage, res: ServerResponse) => boolean
}

/** One port for all of it. */
export function makeServer(routes: Routes): Server {
  const server = createServer((req, res) => route(routes, req, res))
  server.headersTimeout = 10_000
  server.requestTimeout = 60_000
  return server
}

function route(routes: Routes, req: IncomingMessage, res: ServerResponse): void {
  const path = (req.url ?? '/').split('?')[0] ?? '/'
  if (path === '/telegram/webhook' && routes.webhook !== undefined) return routes.webhook(req, res)
  if (path === '/healthz') return json(res, 200, { status: 'alive' })
  if (path === '/readyz') return answerReady(routes, res)
  if (path === '/metrics') return answerMetrics(routes.metrics, req, res)
  if (path.startsWith('/pack/') && routes.pack !== undefined) return routes.pack(req, res)
  if (path === '/') return answerRoot(routes, res)
  if (/^\/(staff(\/|$)|shared\/)/.test(path) && routes.staff !== undefined) return routes.staff(req, res)
  if (routes.simulator?.(req, res) === true) return
  json(res, 404, { error: 'There is nothing here' })
}

function answerReady({ health, isReady }: Routes, res: ServerResponse): void {
  const why = isReady() ? reasons(health(), new Date()) : ['still starting']
  const status = !isReady() ? 'starting' : why.length > 0 ? 'degraded' : 'ready'
  json(res, isReady() ? 200 : 503, { status, reasons: why })
}

/** Numbers of the process are for the machine itself: a proxy that forwards strangers gets nothing. */
function answerMetrics(registry: Registry, req: IncomingMessage, res: ServerResponse): void {
  if (!isLocal(req)) return json(res, 403, { error: 'Metrics are read on the machine itself' })
  registry.metrics().then(
    (body) => res.writeHead(200, { 'content-type': registry.contentType }).end(body),
    () => json(res, 500, { error: 'The metrics could not be read' }),
  )
}

function isLocal(req: IncomingMessage): boolean {
  const address = req.socket.remoteAddress ?? ''
  const loopback = address === '::1' || /^(::ffff:)?127\./.test(address)
  return loopback && req.headers['x-forwarded-for'] === undefined && req.headers.forwarded === undefined
}

function answerRoot({ simulator }: Routes, res: ServerResponse): void {
  if (simulator === undefined) return json(res, 200, { name: 'Sapar', status: 'alive' })
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Sapar</title><h1>Sapar</h1>
<p>A local demonstration: nothing leaves this computer.</p>
<ul><li><a href="/chat">Talk to the bot as a person would</a></li><li><a href="/staff">See whom the campaign reaches</a></li><li><a href="/pack/ru.html">All topics as one file</a></li></ul></html>`
  res
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'none'",
    })
    .end(page)
}

function json(res: ServerResponse, status: number, value: unknown): void {
  const body = JSON.stringify(value)
  res
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    .end(body)
}

/** Opens the port and answers its number (PORT=0 lets the system choose). */
export function listen(server: Server, { PORT, HOST }: { PORT: number; HOST: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(PORT, HOST, () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : PORT)
    })
  })
}
