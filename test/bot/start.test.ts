import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { freshPostgres } from '../databases.ts'
import { Child } from './child.ts'
import { openTelegram, type Telegram, token, until } from './rig.ts'

const secret = 'a secret of the tests, long enough'
const fresh = () => mkdtempSync(join(tmpdir(), 'sapar-start-'))
const children: Child[] = []
function child(env: NodeJS.ProcessEnv): Child {
  const made = new Child(env)
  children.push(made)
  return made
}
afterEach(async () => {
  for (const each of children.splice(0)) await each.end('SIGKILL')
})
const get = async (url: string, headers = {}) => {
  const answer = await fetch(url, { headers })
  return { status: answer.status, body: await answer.text() }
}

describe('the program', () => {
  it('runs the whole product without a token, and stops cleanly', async () => {
    const folder = fresh()
    const demo = child({ DATA_DIR: folder })
    await demo.start()
    expect((await get(`${demo.url}/`)).body).toContain('/chat')
    expect((await get(`${demo.url}/chat`)).status).toBe(200)
    expect((await get(`${demo.url}/staff`)).body).toContain('Begin to sign in')
    expect(JSON.parse((await get(`${demo.url}/healthz`)).body)).toEqual({ status: 'alive' })
    expect(JSON.parse((await get(`${demo.url}/readyz`)).body)).toEqual({ status: 'ready', reasons: [] })
    expect((await get(`${demo.url}/metrics`)).body).toMatch(/^sapar_turns_total 0$/m)
    expect((await get(`${demo.url}/metrics`, { 'x-forwarded-for': '192.0.2.1' })).status).toBe(403)
    expect((await get(`${demo.url}/nothing`)).status).toBe(404)
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
    expect(await demo.end('SIGTERM')).toBe(0)
    expect(existsSync(join(folder, 'lock'))).toBe(false)
  })

  it('refuses a data folder that another process uses', async () => {
    const folder = fresh()
    const first = child({ DATA_DIR: folder })
    await first.start()
    const second = child({ DATA_DIR: folder })
    expect(await second.fail()).toBe(1)
    expect(second.err).toMatch(/in use by process \d+\. Stop it, or set DATA_DIR/)
    expect((await get(`${first.url}/readyz`)).status).toBe(200)
  })

  it('refuses a data folder that cannot be written', async () => {
    const folder = fresh()
    writeFileSync(join(folder, 'file'), '')
    const refused = child({ DATA_DIR: join(folder, 'file', 'data') })
    expect(await refused.fail()).toBe(1)
    expect(refused.err).toMatch(/cannot be made \(ENOTDIR\)\. Set DATA_DIR/)
  })

  it('refuses settings it does not know, all at once and without a stack', async () => {
    const refused = child({ DATA_DIR: fresh(), LOG_LEVEL: 'loud', PORT: 'many', BOT_TOKN: 'x' })
    expect(await refused.fail()).toBe(1)
    for (const name of ['LOG_LEVEL', 'PORT', 'BOT_TOKN']) expect(refused.err).toContain(name)
    expect(refused.err).not.toContain(' at ')
  })

  it('refuses a database whose secret file is lost, and one of another secret', async () => {
    const folder = fresh()
    const first = child({ DATA_DIR: folder })
    await first.start()
    await first.end('SIGTERM')
    const kept = readFileSync(join(folder, 'secret'), 'utf8')
    rmSync(join(folder, 'secret'))
    const lost = child({ DATA_DIR: folder })
    expect(await lost.fail()).toBe(1)
    expect(lost.err).toMatch(/secret file .* is missing.*Put the file back/s)
    const other = child({ DATA_DIR: folder, SAPAR_SECRET: `${secret}, but another` })
    expect(await other.fail()).toBe(1)
    expect(other.err).toContain('filled under another secret')
    writeFileSync(join(folder, 'secret'), kept)
    await child({ DATA_DIR: folder }).start()
  })

  it('says so when Telegram does not know the token', async () => {
    const telegram = await openTelegram()
    await telegram.post('/sim/faults', { method: 'getMe', status: 401, times: 100 })
    const refused = child({ DATA_DIR: fresh(), BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url })
    expect(await refused.fail()).toBe(1)
    expect(refused.err).toContain('Telegram does not know this BOT_TOKEN')
    await telegram.close()
  })
})

describe('long polling', () => {
  async function setWebhook(telegram: Telegram): Promise<void> {
    await fetch(`${telegram.url}/bot${token}/setWebhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ url: 'https://old.example.org/hook' }),
    })
  }

  it('takes an old webhook away and answers what waited for it', async () => {
    const telegram = await openTelegram()
    await setWebhook(telegram)
    await telegram.say(1, '/start')
    const bot = child({ DATA_DIR: fresh(), BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url })
    await bot.start()
    await telegram.seen(1, 'Выберите язык')
    expect(await bot.end('SIGTERM')).toBe(0)
    await telegram.close()
  })

  it.skipIf(inject('postgres') === null)(
    'is done by one of two replicas; the other takes over when it stops',
    async () => {
      const telegram = await openTelegram()
      const url = await freshPostgres()
      const env = {
        BOT_TOKEN: token,
        TELEGRAM_API_ROOT: telegram.url,
        DATABASE_URL: url,
        SAPAR_SECRET: secret,
      }
      const first = child({ ...env, DATA_DIR: fresh() })
      const second = child({ ...env, DATA_DIR: fresh() })
      await Promise.all([first.start(), second.start()])
      await telegram.say(1, '/start')
      await telegram.seen(1, 'Выберите язык')
      const conflicts = (await telegram.calls()).filter(({ status }) => status === 409)
      expect(conflicts).toEqual([])
      await first.end('SIGTERM')
      await telegram.tap(1, 'Русский')
      await telegram.seen(1, 'Три вещи')
      await second.end('SIGTERM')
      await telegram.close()
    },
  )

  it('goes on after another poller of the same token was in the way', async () => {
    const telegram = await openTelegram()
    const bot = child({ DATA_DIR: fresh(), BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url })
    await bot.start()
    await until(async () => ((await telegram.calls()).length > 3 ? true : undefined), 'the first calls')
    await fetch(`${telegram.url}/bot${token}/getUpdates?timeout=0`)
    await telegram.say(1, '/start')
    await telegram.seen(1, 'Выберите язык')
    expect(bot.err).toContain('could not poll')
    await bot.end('SIGTERM')
    await telegram.close()
  })
})
