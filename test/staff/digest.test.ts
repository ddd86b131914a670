import { beforeAll, beforeEach, expect, it } from 'vitest'
import { type DigestSending, digestText, lastWeeksView, sendDigests } from '../../src/digest.ts'
import { deriveKeys } from '../../src/privacy/keys.ts'
import type { Db } from '../../src/store/db.ts'
import { addStaff } from '../../src/store/staff.ts'
import { onEachDatabase } from '../databases.ts'
import { seedCounted } from './counted.ts'
import { now, phrases, script, well } from './rig.ts'

const keys = deriveKeys('a secret of the tests')
const monday = () => new Date('2026-11-23T03:00:00Z')

type Sent = { chat: number; html: string }

async function wantsDigest(db: Db, chat: number, tongue = 'en', digest = true): Promise<number> {
  const lookup = keys.lookup(chat)
  const staff = await addStaff(db, { name: `Reader ${chat}`, role: 'editor', at: now().toISOString() })
  await db.run(
    `update staff_account set tongue = j->>'tongue', digest = (j->>'digest')::boolean,
       lookup = decode(j->>'lookup', 'hex'), chat = decode(j->>'chat', 'base64')
     from (select $1::text::jsonb as j) p where id = (j->>'staff')::int`,
    [JSON.stringify({ staff, tongue, digest, lookup, chat: keys.seal(String(chat), lookup) })],
  )
  return staff
}

onEachDatabase('the weekly message', (db) => {
  beforeAll(() => seedCounted(db(), { accounts: 400, days: 80 }))
  beforeEach(async () => {
    await db().run('delete from staff_account', [])
    await db().run(`delete from setting where name like 'digest %'`, [])
  })
  const sending = (sent: Sent[], over: Partial<DigestSending> = {}): DigestSending => ({
    db: db(),
    script,
    phrases,
    keys,
    health: () => well,
    publicUrl: 'https://bot.example.org',
    now: monday,
    log: () => undefined,
    send: async (chat, html) => {
      sent.push({ chat, html })
      return 'delivered'
    },
    ...over,
  })

  it('has the numbers of the last whole week in it, in the language of who reads it', async () => {
    await wantsDigest(db(), 101, 'en')
    await wantsDigest(db(), 102, 'ru')
    await wantsDigest(db(), 103, 'en', false)
    const sent: Sent[] = []
    await sendDigests(sending(sent))
    expect(sent.map(({ chat }) => chat)).toEqual([101, 102])
    const [english, russian] = sent.map(({ html }) => html)
    expect(english).toContain('16 Nov 2026 – 22 Nov 2026 (week 47)')
    expect(english).toContain('Synthetic data.')
    const view = await lastWeeksView(sending([]))
    const reached = view?.headlines.find(({ indicator }) => indicator === 'reached')
    if (reached?.value.kind !== 'exact' || reached.before?.kind !== 'exact')
      throw new Error('too few accounts')
    const [n, before] = [reached.value.count, reached.before.count]
    expect(english).toContain(`Reached: ${n} accounts. The week before: ${before}.`)
    expect(english).toContain('https://bot.example.org/staff?period=2026-W47')
    expect(russian).toContain(`Охвачено аккаунтов: ${n}.`)
    expect(english?.length).toBeLessThan(1000)
  })

  it('is sent once a week to each, whatever the number of replicas', async () => {
    await wantsDigest(db(), 101)
    const sent: Sent[] = []
    await Promise.all([sendDigests(sending(sent)), sendDigests(sending(sent)), sendDigests(sending(sent))])
    expect(sent.length).toBe(1)
    await sendDigests(sending(sent, { now: () => new Date('2026-11-30T03:00:00Z') }))
    expect(sent.length).toBe(2)
    await sendDigests(sending(sent))
    expect(sent.length).toBe(2)
  })

  it('ends when the bot was blocked, and is not repeated after a failure', async () => {
    const staff = await wantsDigest(db(), 101)
    const sent: Sent[] = []
    const send = async (chat: number, html: string) => {
      sent.push({ chat, html })
      return 'failed' as const
    }
    await sendDigests(sending(sent, { send }))
    await sendDigests(sending(sent, { send }))
    expect(sent.length).toBe(1)
    const next = () => new Date('2026-11-30T03:00:00Z')
    await sendDigests(sending(sent, { send: async () => 'blocked', now: next }))
    const [row] = await db().run('select digest from staff_account where id = $1::text::int', [String(staff)])
    expect(row?.digest).toBe(false)
  })

  it('goes to nobody who is disabled or has no chat, and one that cannot be sent keeps no other back', async () => {
    const gone = await wantsDigest(db(), 101)
    const wrong = await wantsDigest(db(), 102)
    await wantsDigest(db(), 103)
    await db().run('update staff_account set disabled_at = now() where id = $1::text::int', [String(gone)])
    await db().run(`update staff_account set chat = '\\x00' where id = $1::text::int`, [String(wrong)])
    const sent: Sent[] = []
    await sendDigests(sending(sent))
    expect(sent.map(({ chat }) => chat)).toEqual([103])
  })

  it('tells what is broken, and waits while the database is away', async () => {
    await wantsDigest(db(), 101)
    const sent: Sent[] = []
    await sendDigests(sending(sent, { health: () => ({ ...well, databaseAway: true }) }))
    expect(sent).toEqual([])
    await sendDigests(sending(sent, { health: () => ({ ...well, setAside: 2, spoolBytes: 10 }) }))
    expect(sent[0]?.html).toContain('2 messages were set aside after failing')
    expect(sent[0]?.html).toContain('what happened waits on disk')
  })

  it('is nothing but words in a terminal', async () => {
    const view = await lastWeeksView(sending([]))
    if (view === null) throw new Error('There is no week')
    const text = digestText(view, sending([]), { tongue: 'ky', as: 'plain' })
    expect(text).toContain('Камтылган аккаунттар')
    expect(text).not.toMatch(/<b>|&lt;/)
  })
})

onEachDatabase('the weekly message of a campaign that has not begun', (db) => {
  it('is not sent', async () => {
    await wantsDigest(db(), 101)
    const never = { keys, log: () => undefined, health: () => well, publicUrl: undefined, now: monday }
    const send = () => Promise.reject(new Error('sent'))
    await sendDigests({ db: db(), script, phrases, ...never, send })
    const rows = await db().run(`select 1 from setting where name like 'digest %'`, [])
    expect(rows).toEqual([])
  })
})
