import { Pool } from 'undici'
import { type Language, spokenBy } from '../../src/campaign/campaign.ts'
import type { Script } from '../../src/flow/script.ts'
import { cardsIn, type Greeting, greet, type Shown } from './cards.ts'

const inFlight = 40
const firstPerson = 700_001
export const people = 200

type Voice = { language: Language; greeting: Greeting; cards: { data: string; message: string }[] }

/** Updates as Telegram sends them, of some hundred people who tap from card to card, 40 of them on their way at any time. */
export class Traffic {
  readonly #voices: Voice[]
  #update = 1_000_000
  #turn = 0

  constructor(script: Script) {
    const spoken = spokenBy(script.content.campaign)
    this.#voices = spoken.map((language) => ({
      language,
      greeting: greet(script, language).greeting,
      cards: cardsIn(script, language).map((card) => ({ data: card.data, message: messageOf(card) })),
    }))
  }

  /** Has everybody greeted and counted, as a person is at first contact. */
  async greetAll(bot: Target): Promise<void> {
    for (let step = 0; ; step++) {
      const updates = Array.from({ length: people }, (_, person) => this.#greeting(person, step))
      const left = updates.filter((update) => update !== undefined)
      if (left.length === 0) return
      await send(bot, left.values())
    }
  }

  /** So many taps on navigation buttons. */
  async taps(bot: Target, count: number): Promise<void> {
    await send(bot, this.#taps(count))
  }

  *#taps(count: number): Generator<string> {
    for (let n = 0; n < count; n++) {
      const person = this.#turn++ % people
      const { cards, language } = this.#voiceOf(person)
      const from = cards[Math.floor(Math.random() * cards.length)]
      const to = cards[Math.floor(Math.random() * cards.length)]
      if (from === undefined || to === undefined) throw new Error(`There are no cards in ${language}`)
      yield this.#tap(person, to.data, from.message)
    }
  }

  #greeting(person: number, step: number): string | undefined {
    const { greeting, cards, language } = this.#voiceOf(person)
    const what = greeting[step]
    if (what === undefined) return undefined
    if (!what.startsWith('/')) return this.#tap(person, what, cards[0]?.message ?? '')
    const message = {
      message_id: 1,
      date: Math.floor(Date.now() / 1000),
      from: fromOf(person, language),
      chat: { id: firstPerson + person, type: 'private', first_name: 'Айбек' },
      text: what,
    }
    return JSON.stringify({ update_id: this.#update++, message })
  }

  #tap(person: number, data: string, message: string): string {
    const from = JSON.stringify(fromOf(person, this.#voiceOf(person).language))
    const chat = `{"id":${firstPerson + person},"type":"private","first_name":"Айбек"}`
    const id = this.#update++
    return `{"update_id":${id},"callback_query":{"id":"${id}","from":${from},"chat_instance":"1","data":${JSON.stringify(data)},"message":{"chat":${chat},${message}}}}`
  }

  #voiceOf(person: number): Voice {
    const voice = this.#voices[person % this.#voices.length]
    if (voice === undefined) throw new Error('The campaign speaks no language')
    return voice
  }
}

function fromOf(person: number, language: Language) {
  return { id: firstPerson + person, is_bot: false, first_name: 'Айбек', language_code: language }
}

/** The tapped message inside an update, but for its chat: Telegram sends all of it along. */
function messageOf({ text, reply_markup }: Shown): string {
  const from = { id: 4242, is_bot: true, first_name: 'Bench', username: 'bench_bot' }
  return JSON.stringify({ message_id: 77, from, date: 1_790_000_000, text, reply_markup }).slice(1, -1)
}

/** Where a bot takes updates. `answered` counts taps that were answered within the webhook's response. */
export type Target = { pool: Pool; path: string; secret: string; answered: number }

export function targetAt(url: string, path: string, secret: string): Target {
  return { pool: new Pool(url, { connections: inFlight, pipelining: 1 }), path, secret, answered: 0 }
}

/** Sends updates, 40 at a time. Throws when one is not acknowledged. */
async function send(bot: Target, updates: Iterator<string>): Promise<void> {
  const { pool, path, secret } = bot
  const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret }
  const work = async () => {
    for (let next = updates.next(); next.done !== true; next = updates.next()) {
      const { statusCode, body } = await pool.request({ path, method: 'POST', headers, body: next.value })
      if ((await body.text()).includes('answerCallbackQuery')) bot.answered++
      if (statusCode !== 200) throw new Error(`An update was answered with ${statusCode}`)
    }
  }
  await Promise.all(Array.from({ length: inFlight }, work))
}
