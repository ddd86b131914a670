import type { IncomingMessage, ServerResponse } from 'node:http'
import { Refusal } from './refusal.ts'

export async function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of req as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw new Refusal(413, 'Request Entity Too Large')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export function sendJson(res: ServerResponse, status: number, body: unknown): void {
  if (res.destroyed || res.headersSent) return
  const text = JSON.stringify(body)
  res.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  res.end(text)
}

/** Ends the connection without an answer, as a broken network does. */
export function cut(res: ServerResponse): void {
  res.socket?.destroy()
}

export function urlOf(req: IncomingMessage): URL {
  const url = `http://localhost${req.url ?? '/'}`
  return new URL(URL.canParse(url) ? url : 'http://localhost/')
}
