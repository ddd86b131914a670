import { mkdtempSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Bot, startBot } from '../../src/bot.ts'
import type { Config } from '../../src/config.ts'
import { readConfig } from '../../src/config.ts'
import { readInterface } from '../../src/content/interface.ts'
import { openFiles } from '../../src/documents/files.ts'
import type { Script } from '../../src/flow/script.ts'
import type { Log } from '../../src/privacy/log.ts'
import type { Handler } from '../../src/server.ts'
import { listen } from '../../src/server.ts'
import { openSimulator } from '../../src/simulator/server.ts'
import type { Db } from '../../src/store/db.ts'
import { hiddenFile, LiveScript } from '../../src/store/live-script.ts'
import { Spool } from '../../src/store/spool.ts'
import { checkCalls } from '../bot-api/schema.ts'
import { understood } from '../understanding.ts'
import { projectRoot } from '../walker.ts'

export const token = '4242:abcdefghijklmnopqrstuvwxyz'
export const webhookSecret = 'webhook-secret-of-the-tests'

export type Shown = {
  message_id: number
  from: 'bot' | 'person'
  text: string
  html?: string
  media?: { kind: string; url?: string }
  buttons: { text: string; callback_data?: string; url?: string }[][]
}
export type Call = {
  seq: number
  at: string
  method: string
  payload: Record<string, unknown>
  status: number
  answer: unknown
}

/** A simulated Telegram on a port of its own. It stays while bots come and go. */
export async function openTelegram(folder = mkdtempSync(join(tmpdir(), 'sapar-telegram-'))) {
  let url = ''
  const simulator = openSimulator({ dataDir: folder, publicUrl: () => url })
  const server = createServer((req, res) => {
    if (!simulator.handle(req, res)) res.writeHead(404).end()
  })
  url = `http://127.0.0.1:${await listen(server, { PORT: 0, HOST: '127.0.0.1' })}`
  return {
    url,
    ...person(url),
    async close() {
      await simulator.close()
      await closeServer(server)
    },
  }
}
export type Telegram = Awaited<ReturnType<typeof openTelegram>>

/** What people do, and what can be seen of it. */
export function person(url: string) {
  const post = async (path: string, body: unknown = {}) => {
    const answer = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await answer.json()) as { update_id: number; message_id: number; error?: string }
  }
  const get = async <T>(path: string) => (await (await fetch(`${url}${path}`)).json()) as T
  const chat = async (id: number) => (await get<{ messages: Shown[] }>(`/sim/users/${id}/chat`)).messages
  return {
    post,
    chat,
    say: (id: number, text: string, language_code = 'ru') =>
      post(`/sim/users/${id}/messages`, { text, language_code }),
    tap: (id: number, label: string) => post(`/sim/users/${id}/taps`, { label }),
    calls: async () => (await get<{ calls: Call[] }>('/sim/calls')).calls,
    /** The bot's newest message, once it satisfies. */
    seen: (id: number, what: string | RegExp) =>
      until(async () => {
        const messages = await chat(id)
        const last = messages.filter(({ from }) => from === 'bot').at(-1)
        const fits =
          last !== undefined && (typeof what === 'string' ? last.text.includes(what) : what.test(last.text))
        return fits ? last : undefined
      }, `user ${id} to see ${what}`),
  }
}

/** Asks again and again until there is an answer. */
export async function until<T>(ask: () => Promise<T | undefined>, what: string, ms = 30_000): Promise<T> {
  const end = Date.now() + ms
  for (;;) {
    const answer = await ask()
    if (answer !== undefined) return answer
    if (Date.now() > end) throw new Error(`Waited in vain for ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

export type RigOptions = {
  telegram: Telegram
  script: Script
  db: Db
  folder?: string
  webhook?: boolean
  replica?: string
  /** Where media lie, when it is not the project's own content. */
  root?: string
  /** The clock by which outages are measured. */
  now?: () => Date
}

/** A bot in this process, at a simulated Telegram. */
export async function openBot({ telegram, script, db, webhook = false, ...more }: RigOptions) {
  const folder = more.folder ?? mkdtempSync(join(tmpdir(), 'sapar-bot-'))
  const spool = await Spool.open(folder)
  let handler: Handler | undefined
  const server = createServer((req, res) =>
    handler === undefined ? res.writeHead(503).end() : handler(req, res),
  )
  const url = `http://127.0.0.1:${await listen(server, { PORT: 0, HOST: '127.0.0.1' })}`
  const config: Config = readConfig({
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: telegram.url,
    DATA_DIR: folder,
    ...(webhook ? { PUBLIC_URL: url, WEBHOOK_SECRET: webhookSecret } : {}),
  })
  const logged: { level: string; message: string; fields: object }[] = []
  const log: Log = (level, message, fields = {}) => void logged.push({ level, message, fields })
  const now = more.now ?? (() => new Date())
  const live = new LiveScript(script, { db, log, file: join(folder, hiddenFile) })
  const files = openFiles(() => live.now, now)
  const bot: Bot = await startBot({
    config,
    token,
    apiRoot: telegram.url,
    live,
    understand: understood,
    now,
    phrases: readInterface(projectRoot),
    db,
    spool,
    root: more.root ?? projectRoot,
    makeFile: files.make,
    secret: 'a secret of the tests, long enough',
    replica: more.replica ?? folder,
    log,
    fatal: (error) => void logged.push({ level: 'fatal', message: String(error), fields: {} }),
  })
  handler = bot.webhook
  return {
    bot,
    live,
    files,
    url,
    folder,
    logged,
    async close() {
      await bot.stop()
      await files.close()
      await spool.close()
      await closeServer(server)
    },
  }
}

export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Every call the bot made must be one that Telegram takes. */
export async function problemsIn(telegram: Telegram): Promise<string[]> {
  return checkCalls(await telegram.calls())
}
