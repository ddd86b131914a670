import { webhookCallback } from 'grammy'
import { setting } from './setting.ts'
import { openGrammy, readCards, serve, showCard } from './shared.ts'

/** Bare grammY: the two calls of a flow step and nothing else. */
const cards = readCards()
const bot = openGrammy()
bot.on('callback_query:data', (ctx) => showCard(ctx, cards))
const webhook = webhookCallback(bot, 'http', { secretToken: setting('WEBHOOK_SECRET') })
serve((req, res) =>
  req.url === '/metrics' ? res.end('sapar_database_round_trips_total 0\n') : webhook(req, res),
)
