import { join } from 'node:path'
import { seatAdmins } from './access/staff.ts'
import type { Config } from './config.ts'
import { type Tongue, tongues } from './content/interface.ts'
import type { Content } from './content/load.ts'
import type { Phrasebook } from './content/texts.ts'
import type { Understood } from './content/understood.ts'
import { Conversation } from './conversation/conversation.ts'
import type { Parts as ConversationParts } from './conversation/task.ts'
import type { MakeFile } from './documents/files.ts'
import type { Health } from './health.ts'
import { PollerLease } from './poller-lease.ts'
import { deriveKeys, type Keys } from './privacy/keys.ts'
import { errorClass, type Log } from './privacy/log.ts'
import { otherSecret, SecretError } from './secret.ts'
import type { Handler } from './server.ts'
import type { Db } from './store/db.ts'
import { SentFiles } from './store/files.ts'
import { retireDemo } from './store/invites.ts'
import type { LiveScript } from './store/live-script.ts'
import { Outages } from './store/outages.ts'
import type { Spool } from './store/spool.ts'
import { patienceMs, troubleOf, within } from './store/trouble.ts'
import { tieToSecret } from './store/upkeep.ts'
import { openApi } from './telegram/api.ts'
import { Attachments } from './telegram/attach.ts'
import { makeDeliver } from './telegram/deliver.ts'
import { introduce, usePolling, useWebhook } from './telegram/introduce.ts'
import { makeNotice, type Notice } from './telegram/notice.ts'
import { poll } from './telegram/poll.ts'
import { setProfile } from './telegram/profile.ts'
import type { Receiver } from './telegram/receive.ts'
import { makeStaffGate } from './telegram/staff-gate.ts'
import { TelegramWatch, watchWebhook } from './telegram/watch.ts'
import { answerWebhook } from './telegram/webhook.ts'

export type BotParts = {
  config: Config
  /** Token and Bot API root: those of the settings, or of the simulator. */
  token: string
  apiRoot: string
  live: LiveScript
  /** What free words ask for. */
  understand: (text: string) => Understood
  /** Words of the staff pages: staff sign in by the bot. */
  phrases: Phrasebook
  db: Db
  spool: Spool
  secret: string
  /** Names this process among replicas, the same after a restart. */
  replica: string
  /** The project's root, where media lie. */
  root: string
  /** Makes the papers, pictures and packs that people ask for. */
  makeFile: MakeFile
  now: () => Date
  log: Log
  /** Called when the bot cannot go on: the token is refused. */
  fatal: (error: unknown) => void
}

export type Bot = {
  /** Its name at Telegram, without the @. */
  name: string
  health: () => Health
  webhook: Handler | undefined
  /** Tells somebody something that they did not ask for just now. */
  notice: Notice
  stop: () => Promise<void>
}

/** Starts the bot: it is known to Telegram, its database is ready or being waited for, and updates come in. */
export async function startBot(parts: BotParts): Promise<Bot> {
  const { db, spool, log, live, root, now } = parts
  const { content } = live.now
  const { api, close } = openApi(parts.token, parts.apiRoot)
  const stopping = new AbortController()
  const keys = deriveKeys(parts.secret)
  const prepare = once(() => prepareDatabase(parts, keys))
  const outages = new Outages({ db, timeZone: content.campaign.time_zone, now, log })
  const watch = new TelegramWatch(parts.config.PUBLIC_URL === undefined ? 'polling' : 'webhook', outages, now)
  outages.began('telegram')
  const [me, awayReason] = await Promise.all([introduce(api, log, stopping.signal), tryPrepare(prepare, log)])
  watch.answered()
  live.nameBot(`https://t.me/${me.username}`)
  const stopLooking = await watchHidden(live, awayReason === null, log)
  const from = { folder: join(root, 'content'), make: parts.makeFile, ids: new SentFiles(db, String(me.id)) }
  const deliver = makeDeliver(api, new Attachments(api, from, log), log)
  const { understand } = parts
  const talk = withLiveScript(live, { understand, db, spool, keys, deliver, log, prepare, outages })
  const conversation = new Conversation(talk, awayReason)
  const staffGate = makeStaffGate({
    api,
    db,
    keys,
    phrases: parts.phrases,
    fallback: fallbackOf(content),
    log,
  })
  const receiver: Receiver = { api, conversation, content, staffGate, log }
  const entrance = await openEntrance(parts, { receiver, watch }, stopping.signal)
  void setProfile(api, content, log)
  return {
    name: me.username,
    health: () => healthOf({ conversation, db, spool, live, watch }),
    webhook: entrance.webhook,
    notice: makeNotice(api, log),
    async stop() {
      stopping.abort()
      await entrance.close()
      await stopLooking()
      await conversation.drain()
      await close()
    },
  }
}

type Watched = { conversation: Conversation; db: Db; spool: Spool; live: LiveScript; watch: TelegramWatch }

function healthOf({ conversation, db, spool, live, watch }: Watched): Health {
  return {
    ...conversation.stats,
    inFlight: conversation.inFlight,
    roundTrips: db.roundTrips(),
    databaseAway: conversation.away.active,
    spoolBytes: spool.bytes,
    unsaved: conversation.away.unsaved,
    lost: conversation.away.lost,
    lastUpdateAt: conversation.lastUpdateAt,
    telegram: watch.state,
    hidden: live.rows.length,
  }
}

/** Each turn is made with the script as it is then: what staff hide is hidden at once. */
function withLiveScript(live: LiveScript, parts: Omit<ConversationParts, 'script'>): ConversationParts {
  return {
    get script() {
      return live.now
    },
    ...parts,
  }
}

/** The tongue of staff of whom nothing else is known. */
function fallbackOf({ campaign }: Content): Tongue {
  return tongues.find((tongue) => tongue === campaign.source_language) ?? 'en'
}

/** Brings the tables up to date, makes sure that they were filled under this secret, and that the admins are there. */
async function prepareDatabase({ db, config }: BotParts, keys: Keys): Promise<void> {
  await db.migrate()
  if (!(await tieToSecret(db, keys.check))) throw otherSecret()
  if (config.BOT_TOKEN !== undefined) await retireDemo(db)
  await seatAdmins(db, keys, config.STAFF_ADMINS, new Date())
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

/** Nobody should be shown what staff hide, not even once after a start; a slow database is not waited for. */
async function watchHidden(live: LiveScript, isThere: boolean, log: Log): Promise<() => Promise<void>> {
  try {
    if (isThere) await within(patienceMs, live.look())
  } catch (error) {
    log('warn', 'starting with what was hidden at the last stop', { error: errorClass(error) })
  }
  return live.watch()
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

type Way = { receiver: Receiver; watch: TelegramWatch }

async function openEntrance(parts: BotParts, way: Way, signal: AbortSignal): Promise<Entrance> {
  const { PUBLIC_URL: publicUrl, WEBHOOK_SECRET: secret } = parts.config
  if (publicUrl === undefined || secret === undefined) return startPolling(parts, way, signal)
  const { receiver, watch } = way
  await useWebhook(receiver.api, publicUrl, secret)
  const webhook: Handler = (req, res) => {
    // While stopping nothing new is taken: Telegram brings it again.
    if (signal.aborted) return void res.writeHead(503).end()
    answerWebhook(receiver, secret, req, res).catch((error: unknown) => {
      parts.log('error', 'a webhook call failed', { error: errorClass(error) })
      res.destroy()
    })
  }
  const stopAsking = watchWebhook(receiver.api, watch, parts.log)
  return { webhook, close: async () => stopAsking() }
}

async function startPolling(
  parts: BotParts,
  { receiver, watch }: Way,
  signal: AbortSignal,
): Promise<Entrance> {
  await usePolling(receiver.api)
  const lease = new PollerLease(parts, receiver.conversation)
  const ended = poll(receiver, { isMine: () => lease.renew(), signal, watch }).catch(parts.fatal)
  return {
    webhook: undefined,
    async close() {
      await ended
      await lease.drop()
    },
  }
}
