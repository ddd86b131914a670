import type { Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openUnderstanding } from './answers/kept.ts'
import { type Bot, startBot } from './bot.ts'
import { dayIn } from './campaign/campaign.ts'
import { loadChecked } from './checked.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { ContentError } from './content/finding.ts'
import { readInterface } from './content/interface.ts'
import type { Understood } from './content/understood.ts'
import { countingDuties } from './counting.ts'
import { digestDuty } from './digest.ts'
import { openFiles } from './documents/files.ts'
import type { Script } from './flow/script.ts'
import { atRest, type Health } from './health.ts'
import { makeMetrics } from './metrics.ts'
import { packPage } from './pack-page.ts'
import { deriveKeys, randomHolder } from './privacy/keys.ts'
import { errorClass, type Log, openLog } from './privacy/log.ts'
import { randomToken } from './privacy/token.ts'
import { codeArrivals, countedActuals } from './report/counted.ts'
import { type Duty, startSchedule } from './schedule.ts'
import { findSecret, SecretError } from './secret.ts'
import { listen, makeServer, type Routes } from './server.ts'
import { makeStaffApp } from './staff/app.tsx'
import { staffListener } from './staff/listener.ts'
import { type Db, openDb } from './store/db.ts'
import { hiddenFile, LiveScript } from './store/live-script.ts'
import { FolderError, lockFolder, replicaOf } from './store/lock.ts'
import { pruneSignIns } from './store/sign-in.ts'
import { Spool } from './store/spool.ts'
import { prune } from './store/upkeep.ts'
import { TokenRefused } from './telegram/introduce.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const stopMostMs = 10_000
/** The bot's token at the simulator: it opens nothing anywhere. */
const demoToken = '1000001:simulator-bot-of-this-computer'

type Stop = () => Promise<void>

const now = () => new Date()

/** Starts everything that the settings ask for; what was started is stopped in the opposite order. */
async function start(
  config: Config,
  log: Log,
  stops: Stop[],
  fatal: (error: unknown) => void,
): Promise<void> {
  const { script, secret, spool, db } = await openKept(config, log, stops)
  let bot: Bot | undefined
  let ready = false
  const health = (): Health => bot?.health() ?? atRest
  const routes: Routes = { health, metrics: makeMetrics(health), isReady: () => ready }
  const server = makeServer(routes)
  const port = await listen(server, config)
  stops.push(() => closeServer(server))
  const live = new LiveScript(script, { db, log, file: join(config.DATA_DIR, hiddenFile) })
  const files = openFiles(() => live.now, now)
  stops.push(files.close)
  routes.pack = packPage(script, files.pack)
  const phrases = readInterface(root)
  bot = await startBot({
    config,
    ...(await reachTelegram(config, port, routes, stops)),
    live,
    understand: openHearing(script, log),
    phrases,
    db,
    spool,
    secret,
    replica: replicaOf(config.DATA_DIR, randomHolder),
    root,
    makeFile: files.make,
    now,
    log,
    fatal,
  })
  stops.push(bot.stop)
  if (bot.webhook !== undefined) routes.webhook = bot.webhook
  const demo = config.BOT_TOKEN === undefined ? randomToken() : undefined
  const keys = deriveKeys(secret)
  const around = { db, script, live, health, phrases, publicUrl: config.PUBLIC_URL, keys, log, now }
  const own = { bot: bot.name, demo, printReport: files.report, ...numbersFor(db, script) }
  routes.staff = staffListener(makeStaffApp({ ...around, ...own }).app)
  const digest = digestDuty({ ...around, send: bot.notice })
  stops.push(startUpkeep({ db, script, spool, log, health, digest }))
  ready = true
  log('info', 'ready', { port })
  tellReady(port, demo)
}

/** What lies in the data folder and in the database, for this process alone, and the campaign that it belongs to. */
async function openKept(config: Config, log: Log, stops: Stop[]) {
  const unlock = lockFolder(config.DATA_DIR)
  stops.push(async () => unlock())
  const script = await loadChecked(root, config.DATA_DIR, dayIn('UTC', now()))
  warnOfMissing(script, log)
  const secret = findSecret(config)
  const spool = await Spool.open(config.DATA_DIR)
  stops.push(() => spool.close())
  const db = await openDb(config)
  stops.push(() => db.close())
  return { script, secret, spool, db }
}

/** How people ask, as the build learned it; anew, which takes some seconds, where the asks have changed since. */
function openHearing({ content }: Script, log: Log): (text: string) => Understood {
  const { understand, isNew } = openUnderstanding(root, content.campaign)
  if (isNew) log('warn', 'how people ask was learned anew: run npm run build to keep it')
  return understand
}

/** What the pages read of the campaign, and on which clock. */
function numbersFor(db: Db, { content }: Script) {
  const today = () => dayIn(content.campaign.time_zone, now())
  return { content, actuals: countedActuals(db, today), arrivals: codeArrivals(db) }
}

/** The key of the demonstration's staff pages stands on this one line, in no log and in no file. */
function tellReady(port: number, demo: string | undefined): void {
  const here = `http://127.0.0.1:${port}`
  if (demo !== undefined) process.stdout.write(`staff ${here}/staff/demo/${demo}\n`)
  process.stdout.write(`ready ${here}\n`)
}

/** What the campaign should still decide, and what a person would miss. */
function warnOfMissing({ content }: Script, log: Log): void {
  if (content.campaign.complaint_channels.length > 0) return
  log(
    'warn',
    'complaint_channels in content/campaign.yaml is empty: people cannot be told where to complain about the campaign',
  )
}

/** Telegram itself with a token; without one the simulator on the same port, never beside a token. */
async function reachTelegram(
  config: Config,
  port: number,
  routes: Routes,
  stops: Stop[],
): Promise<{ token: string; apiRoot: string }> {
  if (config.BOT_TOKEN !== undefined) return { token: config.BOT_TOKEN, apiRoot: config.TELEGRAM_API_ROOT }
  const { openSimulator } = await import('./simulator/server.ts')
  const here = `http://127.0.0.1:${port}`
  const simulator = openSimulator({ dataDir: join(config.DATA_DIR, 'simulator'), publicUrl: () => here })
  routes.simulator = (req, res) => simulator.handle(req, res)
  stops.push(() => simulator.close())
  return { token: demoToken, apiRoot: here }
}

type Upkeep = { db: Db; script: Script; spool: Spool; log: Log; health: () => Health; digest: Duty }

function startUpkeep({ db, script, spool, log, health, digest }: Upkeep): Stop {
  const upkeep = [
    { name: 'prune', times: '17 * * * *', run: () => prune(db, !spool.isEmpty) },
    { name: 'prune sign-ins', times: '23 * * * *', run: () => pruneSignIns(db) },
    ...countingDuties(db, script, () => health().databaseAway),
    digest,
  ]
  return startSchedule(upkeep, log)
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}

/** Errors that tell the operator what to do; anything else is a bug and shows its stack. */
const plain = [ConfigError, ContentError, FolderError, SecretError, TokenRefused]

function explain(error: unknown): string {
  if (plain.some((kind) => error instanceof kind) && error instanceof Error) return error.message
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    return 'The port is taken by another program. Stop it, or set PORT to another number.'
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

async function stopAll(stops: Stop[], log: Log): Promise<void> {
  for (const stop of stops.splice(0).reverse()) {
    try {
      await stop()
    } catch (error) {
      log('warn', 'a part did not stop cleanly', { error: errorClass(error) })
    }
  }
}

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = openLog(config.LOG_LEVEL)
  const stops: Stop[] = []
  const leave = async (code: number) => {
    setTimeout(() => process.exit(code === 0 ? 1 : code), stopMostMs).unref()
    await stopAll(stops, log)
    process.exit(code)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void leave(0))
  const fatal = (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`)
    void leave(1)
  }
  process.on('uncaughtException', (error) => {
    log('error', 'an error that nobody caught', { error: errorClass(error) })
    fatal(new Error('Sapar stops because of an error that nobody caught; its class is in the log.'))
  })
  try {
    await start(config, log, stops, fatal)
  } catch (error) {
    fatal(error)
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`)
  process.exitCode = 1
})
