import { expect } from 'vitest'
import type { Db } from '../../src/store/db.ts'
import { Child } from './child.ts'
import { openTelegram, problemsIn, type Telegram, token, until } from './rig.ts'

const people = Array.from({ length: 12 }, (_, index) => 1001 + index)
const cards = [
  'registration.how',
  'registration.days-15',
  'entry-ban.fines',
  'papers.copies',
  'help.passport',
]
const secret = 'a secret of the tests, long enough'

type Sent = { texts: number; cards: number }

async function greetAll(telegram: Telegram): Promise<void> {
  for (const id of people) {
    await telegram.say(id, '/start')
    await telegram.seen(id, 'Выберите язык')
    await telegram.tap(id, 'Русский')
    await telegram.seen(id, 'Три вещи')
    await telegram.tap(id, 'Далее')
    await telegram.seen(id, 'посчитать')
    await telegram.tap(id, 'Продолжить')
    await telegram.seen(id, 'Что вам нужно')
  }
}

/** People act at random until they are stopped; answers what they did. */
function load(telegram: Telegram): () => Promise<Sent> {
  const sent: Sent = { texts: 0, cards: 0 }
  let going = true
  const act = async () => {
    for (let n = 0; going; n++) {
      // A pace that the bot can keep up with although it is dead half of the time.
      await new Promise((resolve) => setTimeout(resolve, 40))
      const id = people[n % people.length] ?? 0
      const card = cards[Math.floor(Math.random() * cards.length)]
      const last = (await telegram.chat(id)).filter(({ from }) => from === 'bot').at(-1)
      if (Math.random() < 0.3 || last === undefined) {
        await telegram.say(id, `какая завтра погода ${n}`)
        sent.texts++
      } else {
        await telegram.post(`/sim/users/${id}/taps`, { message_id: last.message_id, data: `n:ru:${card}` })
        sent.cards++
      }
    }
  }
  const acting = act()
  return async () => {
    going = false
    await acting
    return sent
  }
}

async function pending(telegram: Telegram): Promise<number> {
  const answer = await fetch(`${telegram.url}/bot${token}/getWebhookInfo`)
  const info = (await answer.json()) as { result: { pending_update_count: number } }
  return info.result.pending_update_count
}

/** Kills a bot at random so many times while people act, and counts what they did in its database. */
export async function killUnderLoad(
  env: NodeJS.ProcessEnv,
  kills: number,
  open: () => Promise<Db>,
): Promise<void> {
  const telegram = await openTelegram()
  const bot = new Child({ BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url, SAPAR_SECRET: secret, ...env })
  await bot.start()
  await greetAll(telegram)
  const stopLoad = load(telegram)
  for (let kill = 0; kill < kills; kill++) {
    await new Promise((resolve) => setTimeout(resolve, 50 + Math.random() * 400))
    await bot.end('SIGKILL')
    await bot.start()
  }
  const sent = await stopLoad()
  await until(
    async () => ((await pending(telegram)) === 0 ? true : undefined),
    'every update to be acknowledged',
    240_000,
  )
  expect(await bot.end('SIGTERM')).toBe(0)

  const db = await open()
  const count = async (kind: number) =>
    Number((await db.run(`select count(*)::int as n from event where kind = ${kind}`, []))[0]?.n)
  expect({
    texts: await count(10),
    cards: await count(4),
    started: await count(1),
    languages: await count(2),
  }).toEqual({
    texts: sent.texts,
    cards: sent.cards + people.length,
    started: people.length,
    languages: people.length,
  })
  expect(sent.texts + sent.cards).toBeGreaterThan(kills * 5)
  expect(await problemsIn(telegram)).toEqual([])
  await db.close()
  await telegram.close()
}
