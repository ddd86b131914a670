import type { Server } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Bot, startBot } from './bot.ts'
import { dayIn } from './campaign/campaign.ts'
import { loadChecked } from './checked.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { ContentError } from './content/finding.ts'
import { openFiles } from './documents/files.ts'
import type { Script } from './flow/script.ts'
import { atRest, type Health } from './health.ts'
import { makeMetrics } from './metrics.ts'
import { packPage } from './pack-page.ts'
import { randomHolder } from './privacy/keys.ts'
import { errorClass, type Log, openLog } from './privacy/log.ts'
import { startSchedule } from './schedule.ts'
import { findSecret, SecretError } from './secret.ts'
import { listen, makeServer, type Routes } from './server.ts'
import { makeStaffApp } from './staff/app.tsx'
import { staffListener } from './staff/listener.ts'
import { type Db, openDb } from './store/db.ts'
import { FolderError, lockFolder, replicaOf } from './store/lock.ts'
import { Spool } from './store/spool.ts'
import { prune } from './store/upkeep.ts'
import { TokenRefused } from './telegram/introduce.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const stopMostMs = 10_000
/** The bot's token at the simulator: it opens nothing anywhere. */
const demoToken = '1000001:simulator-bot-of-this-computer'

type Stop = () => Promise<void>

/** Starts everything that the settings ask for; what was started is stopped in the opposite order. */
async function start(
  config: Config,
  log: Log,
  stops: Stop[],
  fatal: (error: unknown) => void,
): Promise<void> {
  const unlock = lockFolder(config.DATA_DIR)
  stops.push(async () => unlock())
  const script = await loadChecked(root, config.DATA_DIR, dayIn('UTC', new Date()))
  warnOfMissing(script, log)
  const secret = findSecret(config)
  const spool = await Spool.open(config.DATA_DIR)
  stops.push(() => spool.close())
  const db = await openDb(config)
  stops.push(() => db.close())
  let bot: Bot | undefined
  let ready = false
  const health = (): Health => bot?.health() ?? atRest
  const routes: Routes = { health, metrics: makeMetrics(health), isReady: () => ready }
  const server = makeServer(routes)
  const port = await listen(server, config)
  stops.push(() => closeServer(server))
  const telegram = await reachTelegram(config, port, routes, stops)
  const files = openFiles(script, () => new Date())
  stops.push(files.close)
  routes.pack = packPage(script, files.pack)
  const replica = replicaOf(config.DATA_DIR, randomHolder)
  bot = await startBot({
    config,
    ...telegram,
    script,
    db,
    spool,
    secret,
    replica,
    root,
    makeFile: files.make,
    log,
    fatal,
  })
  stops.push(bot.stop)
  if (bot.webhook !== undefined) routes.webhook = bot.webhook
  if (config.PUBLIC_URL === undefined)
    routes.staff = staffListener(
      makeStaffApp({ db, content: script.content, script, now: () => new Date(), health }),
    )
  stops.push(startUpkeep(db, spool, log))
  ready = true
  log('info', 'ready', { port })
  process.stdout.write(`ready http://127.0.0.1:${port}\n`)
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

function startUpkeep(db: Db, spool: Spool, log: Log): Stop {
  return startSchedule([{ name: 'prune', times: '17 * * * *', run: () => prune(db, !spool.isEmpty) }], log)
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
