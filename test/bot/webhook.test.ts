import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Script } from '../../src/flow/script.ts'
import type { Db } from '../../src/store/db.ts'
import { openMemory } from '../databases.ts'
import { realScript } from '../walker.ts'
import { openBot, openTelegram, problemsIn, type Telegram, until, webhookSecret } from './rig.ts'

let telegram: Telegram
let db: Db
let bot: Awaited<ReturnType<typeof openBot>>
const path = '/telegram/webhook'

beforeAll(async () => {
  telegram = await openTelegram()
  db = await openMemory()
  bot = await openBot({ telegram, script: withRing(realScript()), db, webhook: true })
})
afterAll(async () => {
  expect(await problemsIn(telegram)).toEqual([])
  await bot.close()
  await telegram.close()
  await db.close()
})

/** A script with a bug that lint would find: routes that never arrive at a card. */
function withRing(script: Script): Script {
  const route = (otherwise: string) => ({ kind: 'route' as const, needs: [], routes: [], otherwise })
  const ring = {
    flow: 'ring',
    entry: 'ring',
    emergency: true,
    start: 'a',
    nodes: { a: route('b'), b: route('a') },
  }
  return { ...script, flows: new Map([...script.flows, ['ring', ring]]) }
}

type Post = { body?: string; secret?: string | null; type?: string; method?: string }

function send({
  body = '{}',
  secret = webhookSecret,
  type = 'application/json',
  method = 'POST',
}: Post): Promise<number> {
  const headers: Record<string, string> = {
    'content-type': type,
    ...(method === 'GET' ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
  }
  if (secret !== null) headers['x-telegram-bot-api-secret-token'] = secret
  return new Promise((resolve) => {
    const call = request(`${bot.url}${path}`, { method, headers }, (res) => {
      res.resume()
      resolve(res.statusCode ?? 0)
    })
    call.on('error', () => resolve(-1))
    call.end(method === 'GET' ? undefined : body)
  })
}

const message = (id: number, more: object = {}) => ({
  update_id: id,
  message: {
    message_id: id,
    date: 1_790_000_000,
    chat: { id: 900, type: 'private' },
    from: { id: 900, is_bot: false, language_code: 'ru' },
    text: '/menu',
    ...more,
  },
})
const post = (update: object) => send({ body: JSON.stringify(update) })
const count = async (table: string) =>
  Number((await db.run(`select count(*)::int as n from ${table}`, []))[0]?.n)

describe('the webhook', () => {
  it.each([
    ['a wrong secret', { secret: 'wrong-secret-of-the-same' }, 401],
    ['no secret', { secret: null }, 401],
    ['GET', { method: 'GET' }, 405],
    ['another type of body', { type: 'text/plain' }, 415],
    ['invalid JSON', { body: '{"update_id":1,' }, 400],
    ['no update', { body: '[1,2]' }, 400],
    ['an update without its id', { body: '{"message":{}}' }, 400],
  ])('refuses %s', async (_what, given, status) => {
    expect(await send(given)).toBe(status)
  })

  it('refuses a body of 10 MB without taking it in', async () => {
    expect(await send({ body: 'x'.repeat(10_000_000) })).toSatisfy(
      (status) => status === 413 || status === -1,
    )
    expect(await post(message(5000))).toBe(200)
  })

  it('lives on when a caller leaves in the middle of a body', async () => {
    await new Promise<void>((resolve) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': '1000',
        'x-telegram-bot-api-secret-token': webhookSecret,
      }
      const call = request(`${bot.url}${path}`, { method: 'POST', headers })
      call.on('error', () => resolve())
      call.write('{"update_id"', () => setImmediate(() => call.destroy(new Error('gone'))))
    })
    expect(await post(message(5010))).toBe(200)
  })

  it('acknowledges a turn once it is saved and its reply is out', async () => {
    await telegram.say(900, '/start')
    await telegram.seen(900, 'Выберите язык')
    const before = await count('seen_update')
    expect(await post(message(5001))).toBe(200)
    expect(await count('seen_update')).toBe(before + 1)
    const rows = await db.run('select delivered from seen_update where id = 5001', [])
    expect(rows).toEqual([{ delivered: true }])
  })

  it('counts an update once, however often and at once it comes', async () => {
    const events = await count('event')
    await Promise.all(Array.from({ length: 10 }, () => post(message(5002, { text: '/start' }))))
    expect(await post(message(5002, { text: '/start' }))).toBe(200)
    expect(await count('seen_update where id = 5002')).toBe(1)
    expect(await count('event')).toBeLessThanOrEqual(events + 1)
  })

  it.each([
    ['without from', { ...message(5100), message: { ...message(5100).message, from: undefined } }],
    ['of an unknown type', { update_id: 5101, star_shower: { of: 'things' } }],
    ['with a falling id', message(17)],
    ['of an edited message', { update_id: 5102, edited_message: message(1).message }],
    [
      'with an inaccessible callback',
      {
        update_id: 5103,
        callback_query: { id: 'x', from: { id: 900, is_bot: false }, data: 'n:ru:menu.start' },
      },
    ],
  ])('takes an update %s', async (_what, update) => {
    expect(await post(update)).toBe(200)
  })

  it.each([
    ['an empty /start', { text: '/start' }],
    ['4,096 characters', { text: 'я'.repeat(4096) }],
    ['nothing but emoji', { text: '😀🏽👨‍👩‍👧' }],
    ['right-to-left marks', { text: '\u202e\u200fменю' }],
    ['NUL', { text: 'a\u0000b' }],
    ['a lone surrogate', { text: 'a\ud800b' }],
    ['a voice message', { text: undefined, voice: { file_id: 'x', file_unique_id: 'x', duration: 1 } }],
    ['a contact', { text: undefined, contact: { phone_number: '1', first_name: 'x' } }],
  ])('answers %s', async (_what, more) => {
    const id = 5200 + Math.floor(Math.random() * 1e9)
    expect(await post(message(id, more))).toBe(200)
    expect(await count(`seen_update where id = ${id} and delivered`)).toBe(1)
  })

  it('keeps nothing of what a person typed', async () => {
    await post(message(5300, { text: 'секретное слово' }))
    for (const table of ['account', 'event', 'item', 'request', 'seen_update', 'failed_update']) {
      const rows = await db.run(`select to_jsonb(t)::text as row from ${table} t`, [])
      expect(rows.map(({ row }) => row).join()).not.toMatch(/секретное|900"|:900[,}]/)
    }
    expect(JSON.stringify(bot.logged)).not.toMatch(/секретное|4242:/)
  })

  it('leaves a group politely', async () => {
    const group = { id: -77, type: 'group', title: 'Тойкана' }
    await post({
      update_id: 5400,
      my_chat_member: {
        chat: group,
        from: { id: 900, is_bot: false },
        date: 1,
        old_chat_member: { status: 'left' },
        new_chat_member: { status: 'member' },
      },
    })
    const left = async () => {
      const calls = await telegram.calls()
      return calls.some(({ method, payload }) => payload.chat_id === -77 && method === 'leaveChat')
        ? true
        : undefined
    }
    await until(left, 'the group to be left')
  })

  it('takes an update that cannot be read once, and goes on', async () => {
    expect(await post({ update_id: 5450, message: { text: 'no chat at all' } })).toBe(200)
    expect(await post({ update_id: 5451, message: { ...message(1).message, text: { not: 'text' } } })).toBe(
      200,
    )
    expect(await post(message(5452))).toBe(200)
  })

  it('sets an update aside that always fails, after three tries, and goes on with its chat', async () => {
    const poison = message(5500, { text: '/start ring' })
    expect([await post(poison), await post(poison), await post(poison)]).toEqual([500, 500, 200])
    expect(await db.run('select tries, error from failed_update where id = 5500', [])).toEqual([
      { tries: 3, error: 'Error' },
    ])
    expect(await post(message(5501))).toBe(200)
    expect(bot.bot.health().setAside).toBeGreaterThanOrEqual(1)
  })

  it('marks a person who blocks the bot, and says nothing to a stranger who does', async () => {
    await telegram.post('/sim/users/900/block')
    await until(
      async () => ((await count(`account where reachable = 'blocked'`)) === 1 ? true : undefined),
      'the mark',
    )
    const accounts = await count('account')
    const kicked = {
      chat: { id: 901, type: 'private' },
      from: { id: 901, is_bot: false },
      date: 1,
      old_chat_member: { status: 'member' },
      new_chat_member: { status: 'kicked' },
    }
    expect(await post({ update_id: 5601, my_chat_member: kicked })).toBe(200)
    expect(await count('account')).toBe(accounts)
    await telegram.post('/sim/users/900/unblock')
  })
})

describe('what Telegram says of the webhook', () => {
  it('is asked at once, and told as a kind of trouble without its words', async () => {
    const state = await until(async () => bot.bot.health().telegram ?? undefined, 'the state of the webhook')
    expect(state.way).toBe('webhook')
    await until(async () => bot.bot.health().telegram?.pending ?? undefined, 'the first answer')
    const asked = (await telegram.calls()).filter(({ method }) => method === 'getWebhookInfo')
    expect(asked).toHaveLength(1)
  })
})
