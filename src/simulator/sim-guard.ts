import type { IncomingMessage } from 'node:http'
import { isIP } from 'node:net'
import { readBody } from './http.ts'
import { Refusal } from './refusal.ts'

const BODY_LIMIT = 64 * 1024

/** A page of another host may not steer the simulator, not even one whose name was pointed at this computer. */
export function checkOrigin(req: IncomingMessage, publicUrl: string): void {
  const { origin, host } = req.headers
  if (origin === undefined) return
  const asked = URL.canParse(origin) ? new URL(origin) : undefined
  const isOwn = asked?.host === hostOf(publicUrl)
  const isSame = asked !== undefined && asked.host === host && isLocalName(asked.hostname)
  if (!isOwn && !isSame) throw new Refusal(403, 'the Origin header names another host')
}

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : undefined)

const isLocalName = (name: string) => name === 'localhost' || isIP(name.replace(/^\[|\]$/g, '')) !== 0

export async function readJson(req: IncomingMessage): Promise<unknown> {
  const body = await readBody(req, BODY_LIMIT)
  const kind = (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase()
  if (body.length === 0) return {}
  if (kind !== 'application/json') throw new Refusal(415, 'the body must be application/json')
  try {
    return JSON.parse(body.toString())
  } catch {
    throw new Refusal(400, 'the body is not JSON')
  }
}
