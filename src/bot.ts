import { join } from 'node:path'
import type { Config } from './config.ts'
import { Conversation } from './conversation/conversation.ts'
import type { MakeFile } from './documents/files.ts'
import type { Script } from './flow/script.ts'
import type { Health } from './health.ts'
import { deriveKeys } from './privacy/keys.ts'
import { errorClass, type Log } from './privacy/log.ts'
import { otherSecret, SecretError } from './secret.ts'
import type { Handler } from './server.ts'
import type { Db } from './store/db.ts'
import { SentFiles } from './store/files.ts'
import { dropLease, takeLease } from './store/lease.ts'
import type { Spool } from './store/spool.ts'
import { patienceMs, troubleOf, within } from './store/trouble.ts'
import { tieToSecret } from './store/upkeep.ts'
import { openApi } from './telegram/api.ts'
import { Attachments } from './telegram/attach.ts'
import { makeDeliver } from './telegram/deliver.ts'
import { introduce, usePolling, useWebhook } from './telegram/introduce.ts'
import { poll } from './telegram/poll.ts'
import { setProfile } from './telegram/profile.ts'
import type { Receiver } from './telegram/receive.ts'
import { answerWebhook } from './telegram/webhook.ts'

export type BotParts = {
  config: Config
  /** Token and Bot API root: those of the settings, or of the simulator. */
  token: string
  apiRoot: string
  script: Script
  db: Db
  spool: Spool
  secret: string
  /** Names this process among replicas, the same after a restart. */
  replica: string
  /** The project's root, where media lie. */
  root: string
  /** Makes the papers, pictures and packs that people ask for. */
  makeFile: MakeFile
  log: Log
  /** Called when the bot cannot go on: the token is refused. */
  fatal: (error: unknown) => void
}

export type Bot = { health: () => Health; webhook: Handler | undefined; stop: () => Promise<void> }

const leaseName = 'poller'
const leaseSeconds = 45

/** Starts the bot: it is known to Telegram, its database is ready or being waited for, and updates come in. */
export async function startBot(parts: BotParts): Promise<Bot> {
  const { db, spool, log, script, root } = parts
  const { api, close } = openApi(parts.token, parts.apiRoot)
  const stopping = new AbortController()
  const keys = deriveKeys(parts.secret)
  const prepare = once(() => prepareDatabase(db, keys.check))
  const [me, awayReason] = await Promise.all([introduce(api, log, stopping.signal), tryPrepare(prepare, log)])
  const known: Script = { ...script, botLink: `https://t.me/${me.username}` }
  const from = { folder: join(root, 'content'), make: parts.makeFile, ids: new SentFiles(db, String(me.id)) }
  const deliver = makeDeliver(api, new Attachments(api, from, log), log)
  const conversation = new Conversation({ script: known, db, spool, keys, deliver, log, prepare }, awayReason)
  const receiver: Receiver = { api, conversation, content: script.content, log }
  const entrance = await openEntrance(parts, receiver, stopping.signal)
  void setProfile(api, script.content, log)
  return {
    health: () => ({
      ...conversation.stats,
      inFlight: conversation.inFlight,
      roundTrips: db.roundTrips(),
      databaseAway: conversation.away.active,
      spoolBytes: spool.bytes,
      unsaved: conversation.away.unsaved,
      lost: conversation.away.lost,
    }),
    webhook: entrance.webhook,
    async stop() {
      stopping.abort()
      await entrance.close()
      await conversation.drain()
      await close()
    },
  }
}

/** Brings the tables up to date and makes sure that they were filled under this secret. */
async function prepareDatabase(db: Db, check: string): Promise<void> {
  await db.migrate()
  if (!(await tieToSecret(db, check))) throw otherSecret()
}

/** A database that is away is no reason not to answer people; a wrong secret is a reason not to start. */
async function tryPrepare(prepare: () => Promise<void>, log: Log): Promise<string | null> {
  try {
    await prepare()
    return null
  } catch (error) {
    if (error instanceof SecretError || troubleOf(error) !== 'away') throw error
    log('warn', 'starting without the database', { error: errorClass(error) })
    return errorClass(error)
  }
}

/** Runs something until it succeeds, and then never again. */
function once(run: () => Promise<void>): () => Promise<void> {
  let done = false
  return async () => {
    if (done) return
    await run()
    done = true
  }
}

type Entrance = { webhook: Handler | undefined; close: () => Promise<void> }

async function openEntrance(parts: BotParts, receiver: Receiver, signal: AbortSignal): Promise<Entrance> {
  const { PUBLIC_URL: publicUrl, WEBHOOK_SECRET: secret } = parts.config
  if (publicUrl === undefined || secret === undefined) return startPolling(parts, receiver, signal)
  await useWebhook(receiver.api, publicUrl, secret)
  const webhook: Handler = (req, res) => {
    // While stopping nothing new is taken: Telegram brings it again.
    if (signal.aborted) return void res.writeHead(503).end()
    answerWebhook(receiver, secret, req, res).catch((error: unknown) => {
      parts.log('error', 'a webhook call failed', { error: errorClass(error) })
      res.destroy()
    })
  }
  return { webhook, close: () => Promise.resolve() }
}

async function startPolling(parts: BotParts, receiver: Receiver, signal: AbortSignal): Promise<Entrance> {
  await usePolling(receiver.api)
  const lease = new PollerLease(parts, receiver.conversation)
  const ended = poll(receiver, { isMine: () => lease.renew(), signal }).catch(parts.fatal)
  return {
    webhook: undefined,
    async close() {
      await ended
      await lease.drop()
    },
  }
}

/** One process polls. While the database is away, who polled goes on; Telegram itself ends a second poll. */
class PollerLease {
  readonly #parts: BotParts
  readonly #conversation: Conversation
  /** Unless the database says otherwise: a bot that cannot ask must not leave people without an answer. */
  #mine = true

  constructor(parts: BotParts, conversation: Conversation) {
    this.#parts = parts
    this.#conversation = conversation
  }

  async renew(): Promise<boolean> {
    const { db, replica } = this.#parts
    await this.#attempt(async () => {
      this.#mine = await takeLease(db, leaseName, replica, leaseSeconds)
    })
    return this.#mine
  }

  async drop(): Promise<void> {
    const { db, replica } = this.#parts
    if (this.#mine) await this.#attempt(() => dropLease(db, leaseName, replica))
  }

  async #attempt(run: () => Promise<void>): Promise<void> {
    if (this.#conversation.away.active) return
    try {
      await within(patienceMs, run())
    } catch (error) {
      this.#parts.log('debug', 'the poller’s lease could not be kept', { error: errorClass(error) })
    }
  }
}
