import { type Context, type SessionFlavor, type StorageAdapter, session, webhookCallback } from 'grammy'
import postgres from 'postgres'
import { setting } from './setting.ts'
import { openGrammy, readCards, serve, showCard } from './shared.ts'

/*
 * grammY as its own documentation puts it together: a session in PostgreSQL (one read, one upsert an update) and one
 * row for each card that was shown. Statements are prepared, the pool is as large as Sapar's.
 */
type Place = { language: string; place: string; trail: string[]; shown: number }
type Ctx = Context & SessionFlavor<Place>

const sql = postgres(setting('DATABASE_URL'), { max: 8, onnotice: () => undefined })
let trips = 0

const storage: StorageAdapter<Place> = {
  async read(key) {
    trips++
    const rows = await sql<{ value: Place }[]>`select value from session where key = ${key}`
    return rows[0]?.value
  },
  async write(key, value) {
    trips++
    await sql`insert into session (key, value) values (${key}, ${sql.json(value)})
              on conflict (key) do update set value = excluded.value`
  },
  async delete(key) {
    trips++
    await sql`delete from session where key = ${key}`
  },
}

const cards = readCards()
const bot = openGrammy<Ctx>()
bot.use(session({ initial: (): Place => ({ language: 'ru', place: '', trail: [], shown: 0 }), storage }))
bot.on('callback_query:data', async (ctx) => {
  const { session: person, callbackQuery } = ctx
  person.trail = [...person.trail, person.place].slice(-20)
  person.place = callbackQuery.data
  person.shown++
  await showCard(ctx, cards)
  trips++
  await sql`insert into event (account, kind, item, at) values (${ctx.from.id}, 4, ${person.place}, ${new Date()})`
})

async function main(): Promise<void> {
  await sql`create table session (key text primary key, value jsonb not null)`
  await sql`create table event (at timestamptz not null, account bigint, kind smallint not null, item text)`
  await sql`create index on event (account)`
  const webhook = webhookCallback(bot, 'http', { secretToken: setting('WEBHOOK_SECRET') })
  serve((req, res) =>
    req.url === '/metrics' ? res.end(`sapar_database_round_trips_total ${trips}\n`) : webhook(req, res),
  )
}

await main()
