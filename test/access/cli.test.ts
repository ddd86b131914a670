import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { auditCommand, staffCommand } from '../../src/cli/staff.ts'
import { openEmbedded } from '../../src/store/db.ts'
import { lockFolder } from '../../src/store/lock.ts'
import { openTelegram, token } from '../bot/rig.ts'

const folder = mkdtempSync(join(tmpdir(), 'sapar-staff-'))

/** Runs a command in this process, as `sapar` does. */
async function sapar([name = '', ...args]: string[]) {
  let out = ''
  const write = (text: unknown) => {
    out += text
    return true
  }
  const spies = [process.stdout, process.stderr].map((stream) =>
    vi.spyOn(stream, 'write').mockImplementation(write),
  )
  try {
    const code = await (name === 'staff' ? staffCommand : auditCommand)(args)
    return { code, out }
  } catch (error) {
    return { code: 2, out: error instanceof Error ? error.message : '' }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

const invite = (name: string, role = 'viewer') => sapar(['staff', 'invite', '--name', name, '--role', role])

describe('sapar staff and sapar audit', () => {
  beforeAll(async () => {
    vi.stubEnv('DATA_DIR', folder)
    expect(await invite('Айгүл', 'admin')).toMatchObject({ code: 0 })
  })
  afterAll(() => vi.unstubAllEnvs())

  it('invite, and print the line for the chat where there is no bot', async () => {
    const { code, out } = await invite('=HYPERLINK("x") <script>')
    expect([code, /\n\/start staff-[\w-]{22}\n/.test(out)]).toEqual([0, true])
    expect(out).toContain('It works once, for 24 hours')
  })

  it('list who there is', async () => {
    expect((await sapar(['staff', 'list'])).out).toContain(
      '   1  admin       Айгүл  (no Telegram account, no second factor)\n',
    )
  })

  it('recover by name, and write it to the log, which is whole', async () => {
    expect((await sapar(['staff', 'recover', '--name', 'айгүл'])).out).toMatch(/\/start staff-[\w-]{22}/)
    const verified = await sapar(['audit', 'verify'])
    expect(verified).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^The audit log is whole: 3:[0-9a-f]{64}\n/),
    })
    const head = /\d+:[0-9a-f]{64}/.exec(verified.out)?.[0] ?? ''
    expect((await sapar(['audit', 'verify', '--expect', head])).code).toBe(0)
    expect(await sapar(['audit', 'verify', '--expect', `3:${'0'.repeat(64)}`])).toEqual({
      code: 1,
      out: 'The audit log is broken: row 3 is not the one expected.\n',
    })
  })

  it.each([
    [['staff'], 2, 'Usage'],
    [['staff', 'fire'], 2, 'Usage'],
    [['staff', 'invite', '--role', 'admin'], 2, '--name takes a name'],
    [['staff', 'invite', '--name', 'a\nb', '--role', 'admin'], 2, '--name takes a name'],
    [['staff', 'invite', '--name', 'Владелец', '--role', 'owner'], 2, '--role takes one of viewer'],
    [['staff', 'invite', '--name', 'АЙГҮЛ', '--role', 'viewer'], 1, 'is called АЙГҮЛ already'],
    [['staff', 'recover', '--name', 'Nobody'], 1, 'Nobody is called Nobody'],
    [['staff', 'list', '--all'], 2, '--all'],
    [['audit'], 2, 'Usage: sapar audit verify'],
    [['audit', 'verify', '--expect', '3'], 2, '--expect takes'],
  ])('say what is wrong with %j', async (args, code, says) => {
    expect(await sapar(args)).toMatchObject({ code, out: expect.stringContaining(says) })
  })

  it('say what to do while the bot runs on the same folder', async () => {
    const unlock = lockFolder(folder)
    const { out } = await sapar(['staff', 'recover', '--name', 'Айгүл'])
    unlock()
    expect(out).toContain('stop it, run this command, and start it again')
  })

  it('ask Telegram for the bot’s name', async () => {
    const telegram = await openTelegram()
    vi.stubEnv('BOT_TOKEN', token)
    vi.stubEnv('TELEGRAM_API_ROOT', telegram.url)
    expect((await invite('Linked')).out).toMatch(/https:\/\/t\.me\/\w+\?start=staff-[\w-]{22}\n/)
    await telegram.close()
    const alone = (await invite('Alone')).out
    expect(alone).toMatch(/NAME_OF_YOUR_BOT\?start=staff-[\w-]{22}\n/)
    expect(alone).not.toContain(token)
  })

  it('find in the log what somebody changed in the database', async () => {
    const db = await openEmbedded(folder)
    await db.run('alter table audit disable trigger audit_append_only', [])
    await db.run(`update audit set what = '{}' where id = 1`, [])
    await db.close()
    expect(await sapar(['audit', 'verify'])).toEqual({
      code: 1,
      out: 'The audit log is broken: row 1 is changed.\n',
    })
  })
})
