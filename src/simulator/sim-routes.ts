import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import { botView } from './bot-view.ts'
import { sendFile } from './files.ts'
import { sendJson, urlOf } from './http.ts'
import { say, setBlocked, tap } from './person.ts'
import { inject } from './raw-update.ts'
import type { BotRecord, PersonRecord } from './records.ts'
import { Refusal } from './refusal.ts'
import { sendCalls } from './sim-calls.ts'
import { checkOrigin, readJson } from './sim-guard.ts'
import { viewOf } from './view.ts'
import { chatOf, chosenBot, personOf, type World } from './world.ts'

const MEDIA = z.enum(['voice', 'photo', 'document', 'location', 'sticker'])
const LANGUAGE = z.string().regex(/^[a-z]{2,3}(-[\w-]{1,12})?$/)
const SAY = z.object({
  text: z.string().optional(),
  media: MEDIA.optional(),
  language_code: LANGUAGE.optional(),
})
const TAP = z
  .object({ message_id: z.int().optional(), data: z.string().optional(), label: z.string().optional() })
  .refine(({ data, label }) => data !== undefined || label !== undefined, 'data or label is missing')
const PROFILE = z.object({
  language_code: LANGUAGE.optional(),
  first_name: z.string().min(1).max(64).optional(),
})
const FAULT = z.object({
  method: z.string(),
  status: z.int().min(0).max(599).default(0),
  retry_after: z.int().min(0).optional(),
  times: z.int().min(1).default(1),
  after_accepting: z.boolean().optional(),
  delay_ms: z.int().min(0).max(600_000).optional(),
})
const LIMIT = z.number().positive().optional()
const LIMITS = z.object({ messages_per_second: LIMIT, per_chat_per_second: LIMIT, callback_seconds: LIMIT })
const UPDATE = z.object({ update: z.record(z.string(), z.unknown()) })

interface Visit {
  world: World
  req: IncomingMessage
  res: ServerResponse
  url: URL
  body: unknown
}

/** The side of the people and of the tests: everything under /sim/. */
export async function answerSim(
  world: World,
  publicUrl: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  try {
    if (req.method !== 'GET') checkOrigin(req, publicUrl)
    const body = req.method === 'GET' ? {} : await readJson(req)
    const answer = await route({ world, req, res, url: urlOf(req), body })
    if (answer !== undefined) sendJson(res, 200, answer)
  } catch (error) {
    if (error instanceof z.ZodError) sendJson(res, 400, { error: z.prettifyError(error) })
    else if (error instanceof Refusal) sendJson(res, error.code, { error: error.message })
    else throw error
  }
}

function route(visit: Visit): unknown {
  const { req, url } = visit
  const [, , place = '', id = '', action = ''] = url.pathname.split('/')
  if (place === 'users') return userRoute(visit, takePerson(id), `${req.method} ${action}`)
  const found = PLACES[`${req.method} ${place}`]
  if (!found) throw new Refusal(404, `there is no ${req.method} ${url.pathname}`)
  return found(visit, id)
}

function takePerson(id: string): number {
  if (!/^[1-9]\d{0,14}$/.test(id)) throw new Refusal(400, 'a person has a positive whole number as id')
  return Number(id)
}

function userRoute(visit: Visit, id: number, action: string): unknown {
  const { world, body, res } = visit
  if (action === 'GET stream') return world.streams.add(res, [id])
  if (action === 'POST profile') return saveProfile(world, id, PROFILE.parse(body))
  if (action === 'POST deactivate') return deactivate(world, id)
  if (action === 'GET chat') return chatView(visit, id)
  const bot = takeBot(visit)
  if (action === 'POST messages') {
    const { language_code, ...content } = SAY.parse(body)
    saveProfile(world, id, { language_code })
    return say(world, bot, personOf(world, id), content)
  }
  if (action === 'POST taps') return tap(world, bot, personOf(world, id), TAP.parse(body))
  if (action === 'POST block') return setBlocked(world, bot, personOf(world, id), true)
  if (action === 'POST unblock') return setBlocked(world, bot, personOf(world, id), false)
  throw new Refusal(404, `there is no ${action} for a person`)
}

type Place = (visit: Visit, id: string) => unknown

const PLACES: Record<string, Place> = {
  'GET bot': (visit) => botView(takeBot(visit)),
  'GET calls': ({ world, res, url }) => sendCalls(world, res, url.searchParams),
  'POST faults': ({ world, body }) => {
    world.faults.add(FAULT.parse(body))
    return { ok: true }
  },
  'DELETE faults': ({ world }) => {
    world.faults.clear()
    return { ok: true }
  },
  'POST limits': ({ world, body }) => {
    world.flood.limits = LIMITS.parse(body)
    return { ok: true }
  },
  'POST updates': (visit) => inject(visit.world, takeBot(visit), UPDATE.parse(visit.body).update),
  'GET stream': ({ world, res, url }) => {
    const ids = (url.searchParams.get('users') ?? '').split(',').filter((id) => id !== '')
    world.streams.add(res, ids.map(takePerson))
  },
  'GET files': ({ world, res }, id) => {
    if (!sendFile(world, id, res)) throw new Refusal(404, 'there is no such file')
  },
}

function takeBot({ world, url }: Visit): BotRecord {
  const bot = chosenBot(world, url.searchParams.get('bot'))
  if (!bot) throw new Refusal(409, 'no bot has called the simulator yet')
  return bot
}

function saveProfile(
  world: World,
  id: number,
  { language_code, first_name }: z.infer<typeof PROFILE>,
): PersonRecord {
  const person = personOf(world, id)
  const language = language_code ?? person.language
  const firstName = first_name ?? person.firstName
  if (language === person.language && firstName === person.firstName) return person
  const changed = { ...person, language, firstName }
  world.people.set(String(id), changed)
  return changed
}

function deactivate(world: World, id: number) {
  world.people.set(String(id), { ...personOf(world, id), deactivated: true })
  world.streams.send(id, 'state', { deactivated: true })
  return { ok: true }
}

function chatView({ world, url }: Visit, id: number) {
  const bot = chosenBot(world, url.searchParams.get('bot'))
  const chat = bot && chatOf(world, bot, id)
  return {
    messages: bot ? world.messages.list(bot.key, id).map(viewOf) : [],
    blocked: chat?.blocked ?? false,
    deactivated: world.people.get(String(id))?.deactivated ?? false,
  }
}
