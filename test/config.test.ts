import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readConfig } from '../src/config.ts'

describe('the settings', () => {
  it('need nothing at all for the local demonstration', () => {
    expect(readConfig({})).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      DATA_DIR: './data',
      LOG_LEVEL: 'info',
    })
  })

  it('tell all problems at once', () => {
    const env = {
      PORT: 'x',
      BOT_TOKEN: 'abc',
      LOG_LEVEL: 'loud',
      PUBLIC_URL: 'https://bot.example.org',
      SAPAR_SECRT: 'x',
    }
    const message = messageOf(env)
    for (const name of ['PORT', 'BOT_TOKEN', 'LOG_LEVEL', 'SAPAR_SECRT']) expect(message).toContain(name)
  })

  it('never show a wrong secret again', () => {
    expect(messageOf({ SAPAR_SECRET: 'too-short-secret', BOT_TOKEN: 'my-bad-token' })).not.toMatch(
      /too-short-secret|my-bad-token/,
    )
  })

  it.each([
    [{ PUBLIC_URL: 'https://bot.example.org', BOT_TOKEN: `1:${'a'.repeat(35)}` }, 'WEBHOOK_SECRET'],
    [{ DATABASE_URL: 'postgres://localhost/sapar' }, 'SAPAR_SECRET must be set'],
    [{ PUBLIC_URL: 'https://bot.example.org', WEBHOOK_SECRET: 'a'.repeat(20) }, 'PUBLIC_URL needs BOT_TOKEN'],
    [{ PUBLIC_URL: 'http://bot.example.org' }, 'PUBLIC_URL must be an address'],
    [{ STAFF_ADMINS: '@aigul' }, 'STAFF_ADMINS must be Telegram ids'],
    [{ STAFF_ADMINS: '4711,' }, 'STAFF_ADMINS must be Telegram ids'],
  ])('are checked together: %o', (env, words) => {
    expect(messageOf(env)).toContain(words)
  })

  it('name admins by their Telegram ids', () => {
    expect(readConfig({ STAFF_ADMINS: ' 4711, 4712 ' }).STAFF_ADMINS).toEqual([4711, 4712])
    expect(readConfig({}).STAFF_ADMINS).toEqual([])
  })

  it('take a secret from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'sapar-')), 'token')
    writeFileSync(file, `1:${'b'.repeat(35)}\n`)
    expect(readConfig({ BOT_TOKEN_FILE: file }).BOT_TOKEN).toBe(`1:${'b'.repeat(35)}`)
    expect(messageOf({ BOT_TOKEN_FILE: '/nowhere/token' })).toContain(
      'BOT_TOKEN_FILE: /nowhere/token cannot be read (ENOENT)',
    )
  })
})

function messageOf(env: NodeJS.ProcessEnv): string {
  try {
    readConfig(env)
  } catch (error) {
    return error instanceof Error ? error.message : ''
  }
  return ''
}
