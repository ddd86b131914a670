import { newState } from '../flow/state.ts'
import { type EventName, eventNumbers } from '../reach/catalogue.ts'
import type { Db } from './db.ts'
import { tellPlanner } from './upkeep.ts'

export type SeedRequest = {
  accounts: number
  /** How many days they came in, ending with `now`. */
  days: number
  now: Date
  /** Ids of approved cards (`flow.node`), the most read first. */
  cards: readonly string[]
  topics?: readonly string[]
  /** The most used first. */
  languages: readonly string[]
  /** Numbers from 0 to 1, such as {@link seededRandom} makes: the only source of chance. */
  random: () => number
  /** Told after every chunk. */
  progress?: (written: { accounts: number; events: number }) => void
}

/** Rows a statement: one of a million rows would block the embedded database for seconds. */
const chunk = 1000
/** Accounts of people are random below this (see `randomAccount`): the ranges never meet. */
const firstSynthetic = 2 ** 47

/**
 * Fills a database with synthetic accounts and what happened to them over the last `days` days: growth, a weekly
 * rhythm, uneven languages, and from start to topics fewer and fewer. The same `random` makes the same rows. Seeding
 * again adds more. Events are written day by day in the order of time, as a campaign writes them.
 */
export async function seed(db: Db, request: SeedRequest): Promise<{ accounts: number; events: number }> {
  const items = await saveItems(db, itemsOf(request))
  const writer = new Writer(db, items, request)
  const begin = request.now.getTime() - request.days * dayMs
  let id = await nextAccount(db)
  let waiting: Happening[] = []
  for (const [day, starts] of startsOf(request).entries()) {
    for (let made = 0; made < starts; made++) {
      const happened = live(request, id, begin + (day + request.random()) * dayMs)
      waiting.push(...happened)
      await writer.addAccount(accountRow(id++, happened, request.random))
    }
    const until = begin + (day + 1) * dayMs
    const due = waiting.filter(({ at }) => at < until).sort((a, b) => a.at - b.at)
    waiting = waiting.filter(({ at }) => at >= until)
    for (const event of due) await writer.addEvent(event)
  }
  const written = await writer.finish()
  await tellPlanner(db)
  return written
}

/** A repeatable stream of numbers from 0 to 1 (mulberry32): for made-up data, not for secrets. */
export function seededRandom(start: number): () => number {
  let state = start >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** Whether a database holds synthetic accounts: whoever shows its numbers must say so. */
export async function hasSynthetic(db: Db): Promise<boolean> {
  const rows = await db.run('select exists (select from account where synthetic) as found', [])
  return rows[0]?.found === true
}

const dayMs = 86_400_000

/** How many accounts come on each day: three times as many at the end as at first, more at weekends, and chance. */
function startsOf({ accounts, days, now, random }: SeedRequest): number[] {
  const weights = Array.from({ length: days }, (_, day) => {
    const weekday = new Date(now.getTime() - (days - day) * dayMs).getUTCDay()
    return (1 + (2 * day) / days) * (weekday === 0 || weekday === 6 ? 1.5 : 1) * (0.75 + random() / 2)
  })
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  let upTo = 0
  let given = 0
  return weights.map((weight) => {
    upTo += weight
    const until = Math.round((accounts * upTo) / all)
    const starts = until - given
    given = until
    return starts
  })
}

type Happening = {
  at: number
  account: number
  name: EventName
  item: string | null
  language: string | null
}

/** All that one account does: start, a language, a card, consent, then some cards on some days, some to a topic's end. */
function live(request: SeedRequest, account: number, start: number): Happening[] {
  const { random, topics = [] } = request
  const happened: Happening[] = []
  let at = start
  let language: string | null = null
  const happen = (name: EventName, item: string | null) => {
    happened.push({ at, account, name, item, language })
    at += 5_000 + random() * 90_000
  }
  happen('started', 'none')
  if (random() < 0.92) {
    language = pick(request.languages, random)
    happen('language_chosen', language)
    do {
      for (let more = true; more; more = random() < 0.78) {
        happen('card_shown', pick(request.cards, random))
        if (!happened.some(({ name }) => name === 'counting_accepted')) happen('counting_accepted', null)
      }
      if (topics.length > 0 && random() < 0.4) happen('topic_completed', pick(topics, random))
      at += (0.5 + random() * 9) * dayMs
    } while (random() < 0.4)
  }
  return happened.filter((event) => event.at < request.now.getTime())
}

/** One of a list, the first ones far more often than the last. */
function pick(list: readonly string[], random: () => number): string {
  const picked = list[Math.floor(random() ** 2 * list.length)]
  if (picked === undefined) throw new RangeError('There is nothing to pick from')
  return picked
}

function itemsOf({ cards, topics = [], languages }: SeedRequest): string[] {
  return [...new Set(['none', ...cards, ...topics, ...languages])].sort()
}

async function saveItems(db: Db, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const json = JSON.stringify(names)
  await db.run(
    `insert into item (name) select name from jsonb_array_elements_text($1::text::jsonb) as n(name)
     where name not in (select name from item) order by name on conflict (name) do nothing`,
    [json],
  )
  const rows = await db.run(
    'select id, name from item where name in (select jsonb_array_elements_text($1::text::jsonb))',
    [json],
  )
  return new Map(rows.map((row) => [String(row.name), Number(row.id)]))
}

async function nextAccount(db: Db): Promise<number> {
  const rows = await db.run('select max(id) as id from account where synthetic', [])
  const last = rows[0]?.id
  return last === null || last === undefined ? firstSynthetic : Number(last) + 1
}

/*
 * A real lookup is 16 bytes of HMAC and a real chat a sealed box: these are neither, so that no person's account can
 * ever be taken for a synthetic one, nor a message be sent to it.
 */
function accountRow(id: number, happened: readonly Happening[], random: () => number) {
  const { version: _version, secrets: _secrets, ...state } = newState()
  const ats = happened.map(({ at }) => at)
  const language = happened.at(-1)?.language ?? null
  return {
    id,
    lookup: Buffer.from(`synthetic ${id}`).toString('hex'),
    chat: Buffer.from(`synthetic ${random()}`).toString('hex'),
    state: { ...state, language, counting: 'counted', source: 'none' },
    language,
    at: new Date(Math.min(...ats)).toISOString(),
    turn_at: new Date(Math.max(...ats)).toISOString(),
  }
}

const writeAccounts = `
insert into account (id, lookup, chat, version, state, language, counting, source, synthetic, created_at, turn_at)
select id, decode(lookup, 'hex'), decode(chat, 'hex'), 1, state, language, 'counted', 'none', true, at, turn_at
from jsonb_to_recordset($1::text::jsonb) as x(
  id bigint, lookup text, chat text, state jsonb, language text, at timestamptz, turn_at timestamptz)`

const writeEvents = `
insert into event (at, account, item, value, kind, language)
select at, account, item, null, kind, language
from jsonb_to_recordset($1::text::jsonb) as x(at timestamptz, account bigint, item int, kind smallint, language text)`

class Writer {
  readonly #db: Db
  readonly #items: ReadonlyMap<string, number>
  readonly #request: SeedRequest
  readonly #written = { accounts: 0, events: 0 }
  #accounts: unknown[] = []
  #events: unknown[] = []

  constructor(db: Db, items: ReadonlyMap<string, number>, request: SeedRequest) {
    this.#db = db
    this.#items = items
    this.#request = request
  }

  async addAccount(row: unknown): Promise<void> {
    this.#accounts.push(row)
    if (this.#accounts.length === chunk) await this.#flush()
  }

  async addEvent({ at, account, item, name, language }: Happening): Promise<void> {
    this.#events.push({
      at: new Date(at).toISOString(),
      account,
      item: item === null ? null : this.#items.get(item),
      kind: eventNumbers[name],
      language,
    })
    if (this.#events.length === chunk) await this.#flush()
  }

  async finish(): Promise<{ accounts: number; events: number }> {
    await this.#flush()
    return { ...this.#written }
  }

  /** Accounts first: an event never stands without its account. */
  async #flush(): Promise<void> {
    if (this.#accounts.length > 0) await this.#db.run(writeAccounts, [JSON.stringify(this.#accounts)])
    if (this.#events.length > 0) await this.#db.run(writeEvents, [JSON.stringify(this.#events)])
    this.#written.accounts += this.#accounts.length
    this.#written.events += this.#events.length
    this.#accounts = []
    this.#events = []
    this.#request.progress?.({ ...this.#written })
  }
}
