import type { IncomingMessage, ServerResponse } from 'node:http'
import type { BotApi, Outcome } from './bot-api.ts'
import { sendFile } from './files.ts'
import { cut, sendJson, urlOf } from './http.ts'
import { type Input, readInput } from './params.ts'
import { Refusal } from './refusal.ts'
import { checkOrigin } from './sim-guard.ts'
import { botOf, type World } from './world.ts'

const CALL = /^\/bot([^/]*)(?:\/(.*))?$/
const FILE = /^\/file\/bot([^/]*)\/\w+\/(\w+)$/
const TOKEN = /^\d+:[\w-]{20,}$/

export const isBotPath = (path: string) => /^\/bot[^/]*\//.test(path) || path.startsWith('/file/bot')

export interface Place {
  world: World
  api: BotApi
  publicUrl: string
}

/** Answers what a bot asks over HTTP; a page in a browser is no bot. */
export async function answerBot(place: Place, req: IncomingMessage, res: ServerResponse): Promise<void> {
  checkOrigin(req, place.publicUrl)
  const url = urlOf(req)
  const file = FILE.exec(url.pathname)
  if (file) {
    if (TOKEN.test(decodeToken(file[1] ?? '')) && sendFile(place.world, file[2] ?? '', res)) return
    throw new Refusal(404, 'Not Found')
  }
  const [, token = '', method = ''] = CALL.exec(url.pathname) ?? []
  const plain = decodeToken(token)
  if (!TOKEN.test(plain)) throw new Refusal(401, 'Unauthorized')
  const outcome = await callOf(place, { req, res, token: plain, method })
  if (outcome === 'cut') cut(res)
  else sendJson(res, outcome.status, outcome.body)
}

function decodeToken(token: string): string {
  try {
    return decodeURIComponent(token)
  } catch {
    return ''
  }
}

interface Request {
  req: IncomingMessage
  res: ServerResponse
  token: string
  method: string
}

async function callOf({ world, api }: Place, { req, res, token, method }: Request): Promise<Outcome> {
  const gone = new AbortController()
  res.on('close', () => gone.abort())
  let input: Input
  try {
    input = await readInput(req, urlOf(req).searchParams)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return api.refuse(method, error)
  }
  return await api.run(botOf(world, token), method, input, gone.signal)
}
