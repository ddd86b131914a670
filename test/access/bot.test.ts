import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { beginSignIn, linkOf, standingOf } from '../../src/access/sign-in.ts'
import { inviteStaff } from '../../src/access/staff.ts'
import { deriveKeys } from '../../src/privacy/keys.ts'
import type { Db } from '../../src/store/db.ts'
import { staffOf } from '../../src/store/staff.ts'
import { openBot, openTelegram, problemsIn, type Telegram, until, webhookSecret } from '../bot/rig.ts'
import { onEachDatabase, openMemory } from '../databases.ts'
import { realScript } from '../walker.ts'

/** Those of the bot's rig. */
const keys = deriveKeys('a secret of the tests, long enough')
const browser = 'Chrome, Android'

async function invite(db: Db, name: string, role: 'viewer' | 'admin' = 'viewer') {
  const invited = await inviteStaff(db, { by: null, name, role, now: new Date() })
  if (invited === 'name taken') throw new Error('taken')
  return invited
}

async function begin(db: Db) {
  const cookie = await beginSignIn(db, { browser, now: new Date() })
  const standing = await standingOf(db, cookie, new Date())
  if (standing.state !== 'waiting') throw new Error(standing.state)
  return {
    cookie,
    code: standing.code,
    link: linkOf(cookie),
    state: async () => (await standingOf(db, cookie, new Date())).state,
  }
}

onEachDatabase('staff in the bot', (db) => {
  let telegram: Telegram
  let bot: Awaited<ReturnType<typeof openBot>>
  beforeAll(async () => {
    telegram = await openTelegram()
    bot = await openBot({ telegram, script: realScript(), db: db() })
    await telegram.say(1, `/start staff-${(await invite(db(), 'Айгүл <b>')).token}`, 'ky')
    await telegram.seen(1, 'Саламатсызбы, Айгүл <b>')
  })
  afterAll(async () => {
    expect(await problemsIn(telegram)).toEqual([])
    await bot.close()
    await telegram.close()
  })

  it('approve a sign-in with the number of the page, in their own language', async () => {
    const { code, link, state } = await begin(db())
    await telegram.say(1, `/start signin-${link}`)
    const question = await telegram.seen(1, browser)
    expect(question.text).toContain('Айгүл <b>')
    expect(question.buttons.map((row) => row.length)).toEqual([3, 1])
    expect(question.buttons.at(-1)?.[0]?.text).toBe('Бул мен эмесмин')
    await telegram.tap(1, String(code))
    const done = await telegram.seen(1, 'Даяр.')
    expect([done.message_id, done.buttons]).toEqual([question.message_id, []])
    expect(await state()).toBe('approved')
  })

  it('kill it with “It was not me”', async () => {
    const { link, state } = await begin(db())
    await telegram.say(1, `/start signin-${link}`)
    await telegram.seen(1, browser)
    await telegram.tap(1, 'Бул мен эмесмин')
    await telegram.seen(1, 'Кирүү четке кагылды')
    expect(await state()).toBe('refused')
  })

  it('kill it with a wrong number', async () => {
    const { code, link, state } = await begin(db())
    await telegram.say(1, `/start signin-${link}`)
    const question = await telegram.seen(1, browser)
    const wrong = question.buttons[0]?.find(({ text }) => text !== String(code))?.text ?? ''
    await telegram.tap(1, wrong)
    await telegram.seen(1, 'Кирүү четке кагылды')
    expect(await state()).toBe('refused')
  })

  it('are told plainly when a link has had its time; a stranger is told who can help', async () => {
    await telegram.say(2, '/start signin-0123456789abcdef0123456789abcdef', 'de')
    await telegram.seen(2, 'Время этой ссылки вышло.')
    await telegram.say(2, '/start staff-AAAAAAAAAAAAAAAAAAAAAA', 'en')
    await telegram.seen(2, 'This link has had its time.')
    await telegram.say(2, `/start staff-${'x'.repeat(50)}' or 1=1`, 'ky')
    await telegram.say(2, `/start signin-${(await begin(db())).link}`, 'en')
    await telegram.seen(2, 'This Telegram account is not known as staff.')
    await telegram.say(1, `/start staff-${(await invite(db(), 'Another')).token}`)
    await telegram.seen(1, 'уже принадлежит другому сотруднику')
  })

  it('are slowed down when they try one link after the other', async () => {
    for (let i = 0; i < 11; i++) await telegram.say(3, `/start staff-${String(i).padStart(22, 'A')}`, 'en')
    const slowed = async () =>
      (await telegram.chat(3)).some(({ text }) => text === 'Too many tries. Try again in 15 minutes.') ||
      undefined
    await until(slowed, 'the throttle')
    expect(
      (await telegram.chat(3)).filter(({ text }) => text.startsWith('This link')).length,
    ).toBeLessThanOrEqual(10)
  })

  it('are no accounts of the campaign by it; what they do afterwards is theirs and not counted', async () => {
    const accounts = async () => db().run('select staff, count(*)::int as n from account group by staff', [])
    expect(await accounts()).toEqual([])
    await telegram.say(1, '/start')
    await telegram.seen(1, 'Выберите язык')
    await until(async () => ((await accounts()).length > 0 ? true : undefined), 'the account')
    expect(await accounts()).toEqual([{ staff: true, n: 1 }])
    const items = await db().run(
      `select name from item where name like '%staff%' or name like '%signin%'`,
      [],
    )
    expect(items).toEqual([])
  })

  it('leave no name, link or token in the log', async () => {
    expect(JSON.stringify(bot.logged)).not.toMatch(/signin-|staff-|Айгүл/)
  })
})

describe('staff in the bot, by webhook', () => {
  let telegram: Telegram
  let db: Db
  let bot: Awaited<ReturnType<typeof openBot>>
  let away = false
  beforeAll(async () => {
    telegram = await openTelegram()
    db = await openMemory()
    const gone = () => Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
    const flaky: Db = {
      ...db,
      run: (...asked) => (away ? gone() : db.run(...asked)),
      transaction: (work) => (away ? gone() : db.transaction(work)),
    }
    bot = await openBot({ telegram, script: realScript(), db: flaky, webhook: true })
    await telegram.say(900, '/start')
    await telegram.seen(900, 'Выберите язык')
  })
  afterAll(async () => {
    expect(await problemsIn(telegram)).toEqual([])
    await bot.close()
    await telegram.close()
    await db.close()
  })

  const send = (update: object) =>
    new Promise<number>((resolve) => {
      const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': webhookSecret }
      const call = request(`${bot.url}/telegram/webhook`, { method: 'POST', headers }, (res) =>
        resolve(res.resume().statusCode ?? 0),
      )
      call.end(JSON.stringify(update))
    })
  const from = { id: 900, is_bot: false, language_code: 'ru' }
  const start = (id: number, payload: string, chat: object = { id: 900, type: 'private' }) => ({
    update_id: id,
    message: { message_id: id, date: 1_790_000_000, chat, from, text: `/start ${payload}` },
  })

  it('an update that is brought again does the same once', async () => {
    const { token } = await invite(db, 'Нурлан')
    for (let i = 0; i < 2; i++) expect(await send(start(7001, `staff-${token}`))).toBe(200)
    const greetings = (await telegram.chat(900)).filter(({ text }) => text.startsWith('Здравствуйте, Нурлан'))
    expect(greetings).toHaveLength(2)
    const { code, link, state } = await begin(db)
    await send(start(7002, `signin-${link}`))
    const question = await telegram.seen(900, browser)
    const tap = {
      update_id: 7003,
      callback_query: {
        id: '7003',
        from,
        chat_instance: '1',
        message: { message_id: question.message_id, date: 1_790_000_000, chat: { id: 900, type: 'private' } },
        data: `signin:${link}:${code}`,
      },
    }
    for (let i = 0; i < 2; i++) expect(await send(tap)).toBe(200)
    await telegram.seen(900, 'Готово.')
    expect(await state()).toBe('approved')
    expect(await db.run(`select count(*)::int as n from audit where action = 'staff.bind'`, [])).toEqual([
      { n: 1 },
    ])
  })

  it('nothing of it is done in a group', async () => {
    const { token, staff } = await invite(db, 'Группа')
    expect(await send(start(7010, `staff-${token}`, { id: -5, type: 'group', title: 'x' }))).toBe(200)
    const row = await db.run(`select lookup from staff_account where id = ${staff}`, [])
    expect(row).toEqual([{ lookup: null }])
    expect(await staffOf(db.run, keys.lookup(-5))).toBeUndefined()
  })

  it.each([
    '',
    'signin:',
    'signin:0123456789abcdef0123456789abcdef:1',
    'signin:x:no',
    'signin:0123456789ABCDEF0123456789ABCDEF:no',
  ])('a button that is none of ours goes to the conversation: %j', async (data) => {
    const message = { message_id: 1, date: 1, chat: { id: 900, type: 'private' } }
    const id = 7100 + Math.floor(Math.random() * 1e6)
    expect(
      await send({ update_id: id, callback_query: { id: `${id}`, from, chat_instance: '1', message, data } }),
    ).toBe(200)
    expect(await db.run(`select count(*)::int as n from seen_update where id = ${id}`, [])).toEqual([
      { n: 1 },
    ])
  })

  it('with the database away says so, and holds up nobody behind it', async () => {
    const { token } = await invite(db, 'Позже')
    away = true
    expect(await send(start(7020, `staff-${token}`))).toBe(200)
    await telegram.seen(900, 'Сейчас это не получается.')
    away = false
  })
})
