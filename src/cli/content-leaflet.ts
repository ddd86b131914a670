import { readConfig } from '../config.ts'
import { ContentError } from '../content/finding.ts'
import { citizenships, leaflet } from '../flow/leaflet.ts'
import { lint } from '../flow/lint.ts'
import type { Script } from '../flow/script.ts'
import { openApi } from '../telegram/api.ts'
import { languageOf } from './readable.ts'
import { today } from './root.ts'
import { topicOf, writePaper } from './topic.ts'
import { readOptions, UsageError } from './usage.ts'

/** `sapar content leaflet`: a topic on a page to print and give away. What goes to print must be free of findings. */
export async function leafletCommand(args: string[], root: string): Promise<number> {
  const { values } = readOptions(args, {
    topic: { type: 'string' },
    lang: { type: 'string' },
    citizenship: { type: 'string' },
    bot: { type: 'string' },
    out: { type: 'string' },
  })
  const { script, findings } = lint(root, today())
  if (script === undefined || findings.length > 0) throw new ContentError(findings)
  const topic = topicOf(script, values.topic)
  const language = languageOf(script.content.campaign, values.lang)
  const citizenship = citizenshipOf(script, values.citizenship)
  const bot = values.bot === undefined ? await askedBot() : nameOf(values.bot)
  if (bot === null)
    process.stderr.write('The page has no code to scan: name the bot with --bot, or set BOT_TOKEN.\n')
  await writePaper(leaflet(script, { topic, language, citizenship, bot, today: today() }), values.out)
  return 0
}

function citizenshipOf(script: Script, code: string | undefined): string | null {
  const known = citizenships(script)
  if (code === undefined || known.includes(code)) return code ?? null
  throw new UsageError(`--citizenship takes one of ${known.join(', ')}`)
}

function nameOf(bot: string): string {
  const name = bot.replace(/^@/, '')
  if (/^[A-Za-z]\w{3,31}$/.test(name)) return name
  throw new UsageError('--bot takes the name of the bot in Telegram, such as @sapar_bot')
}

/** The bot's name as Telegram knows it, when a token is set. */
async function askedBot(): Promise<string | null> {
  const { BOT_TOKEN: token, TELEGRAM_API_ROOT: apiRoot } = readConfig(process.env)
  if (token === undefined) return null
  const { api, close } = openApi(token, apiRoot)
  try {
    return (await api.getMe()).username
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError(`Telegram does not tell the bot’s name (${why}): name it with --bot`)
  } finally {
    await close()
  }
}
