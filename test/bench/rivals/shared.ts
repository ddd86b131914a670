import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Readable } from 'node:stream'
import { Bot, type Context } from 'grammy'
import type { UserFromGetMe } from 'grammy/types'
import { Agent, request } from 'undici'
import type { Shown } from '../cards.ts'
import { setting } from './setting.ts'

type Handler = (req: IncomingMessage, res: ServerResponse) => unknown

/** Listens on any port and says so as the bot does. */
export function serve(handle: Handler): void {
  const server = createServer(handle).listen(0, '127.0.0.1', () => {
    const address = server.address()
    if (typeof address === 'object' && address !== null)
      process.stdout.write(`ready http://127.0.0.1:${address.port}\n`)
  })
}

type HttpCall = {
  method: 'GET' | 'POST'
  headers: Record<string, string>
  body: string | Readable
  signal: AbortSignal
}

/** The HTTP client of src/telegram/api.ts, so that all bots pay the same for a call. */
function fetchWith(dispatcher: Agent) {
  return async (url: string, { method, headers, body, signal }: HttpCall) => {
    const answer = await request(url, { method, headers, body, signal, dispatcher })
    return { json: () => answer.body.json() }
  }
}

const me: UserFromGetMe = {
  ...{ id: 4242, is_bot: true, first_name: 'Bench', username: 'bench_bot' },
  ...{ can_join_groups: false, can_read_all_group_messages: false, supports_inline_queries: false },
  ...{ can_connect_to_business: false, has_main_web_app: false, has_topics_enabled: false },
  ...{ allows_users_to_create_topics: false, can_manage_bots: false },
  supports_join_request_queries: false,
}

/** A bot of grammY at the benchmark's Bot API. */
export function openGrammy<C extends Context>(): Bot<C> {
  const agent = new Agent({ connections: 64, keepAliveTimeout: 30_000 })
  const client = { apiRoot: setting('TELEGRAM_API_ROOT'), timeoutSeconds: 40, fetch: fetchWith(agent) }
  return new Bot<C>(setting('BOT_TOKEN'), { botInfo: me, client })
}

/** The very cards that Sapar shows, by the button that leads to them. */
export function readCards(): ReadonlyMap<string, Shown> {
  const cards = JSON.parse(readFileSync(setting('CARDS'), 'utf8')) as Shown[]
  return new Map(cards.map((card) => [card.data, card]))
}

/** The two calls of a flow step: the button stops spinning, the card takes the place of the one before. */
export async function showCard(ctx: Context, cards: ReadonlyMap<string, Shown>): Promise<void> {
  const card = cards.get(ctx.callbackQuery?.data ?? '')
  if (card === undefined) throw new Error('A button that leads nowhere')
  const answered = ctx.answerCallbackQuery()
  await ctx.editMessageText(card.text, {
    parse_mode: 'HTML',
    reply_markup: card.reply_markup,
    link_preview_options: { is_disabled: true },
  })
  await answered
}
