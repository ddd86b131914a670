import { beforeEach, expect, inject, it } from 'vitest'
import { verifyAudit } from '../../src/access/audit.ts'
import { openSession, whoHas } from '../../src/access/sessions.ts'
import {
  acceptInvite,
  changeOther,
  type Deed,
  inviteStaff,
  recoverStaff,
  renewInvite,
  seatAdmins,
  staffName,
} from '../../src/access/staff.ts'
import { type Db, openPostgres } from '../../src/store/db.ts'
import { retireDemo } from '../../src/store/invites.ts'
import { addStaff, changeStaff, findStaff, listStaff, staffOf } from '../../src/store/staff.ts'
import { writeGroup } from '../../src/store/turns.ts'
import { freshPostgres, onEachDatabase } from '../databases.ts'
import { keys, now } from '../staff/rig.ts'
import { addBound, audited } from './staff-rig.ts'

const later = (hours: number) => new Date(now().getTime() + hours * 3_600_000)
const accept = (db: Db, token: string, chat: number, at = now()) =>
  acceptInvite(db, keys, { token, chat, tongue: 'ky', now: at })

async function invite(db: Db, name: string) {
  const invited = await inviteStaff(db, { by: null, name, role: 'editor', now: now() })
  if (invited === 'name taken') throw new Error('taken')
  return invited
}

onEachDatabase('an invitation', (db) => {
  beforeEach(() => db().run('delete from staff_account', []))

  it('binds a Telegram account once, and says the same again when it comes again', async () => {
    const { staff, token } = await invite(db(), 'Айгүл')
    expect(await accept(db(), token, 5001)).toMatchObject({ name: 'Айгүл', tongue: 'ky' })
    expect(await accept(db(), token, 5001)).toMatchObject({ name: 'Айгүл' })
    expect(await accept(db(), token, 5002)).toBe('gone')
    const row = await staffOf(db().run, keys.lookup(5001))
    expect(row).toMatchObject({ id: staff, role: 'editor', tongue: 'ky' })
    const [{ chat } = {}] = await db().run(`select encode(chat, 'base64') as chat from staff_account`, [])
    expect(keys.open(String(chat), keys.lookup(5001))).toBe('5001')
    expect((await audited(db())).at(-1)).toEqual({ staff, action: 'staff.bind', what: {} })
  })

  it('opens nothing after 24 hours, nor with another token, nor for a disabled account', async () => {
    const { staff, token } = await invite(db(), 'Late')
    expect(await accept(db(), token, 5003, later(24))).toBe('gone')
    expect(await accept(db(), `${token}x`, 5003)).toBe('gone')
    expect(await accept(db(), '', 5003)).toBe('gone')
    await changeStaff(db().run, staff, { disabledAt: now().toISOString() })
    expect(await accept(db(), token, 5003)).toBe('gone')
  })

  it('gives nobody a second account, and stays good for the right one', async () => {
    const [first, second] = [await invite(db(), 'One'), await invite(db(), 'Two')]
    await accept(db(), first.token, 5004)
    expect(await accept(db(), second.token, 5004)).toBe('taken')
    expect(await accept(db(), second.token, 5005)).toMatchObject({ name: 'Two' })
  })

  it('is made anew only for who has not come; the old link is dead then', async () => {
    const { staff, token } = await invite(db(), 'Lost')
    const renewed = await renewInvite(db(), { by: 1, staff, now: now() })
    if (renewed === 'refused') throw new Error('refused')
    expect(await accept(db(), token, 5006)).toBe('gone')
    expect(await accept(db(), renewed.token, 5006)).toMatchObject({ name: 'Lost' })
    expect(await renewInvite(db(), { by: 1, staff, now: now() })).toBe('refused')
    expect(await renewInvite(db(), { by: 1, staff: 999_999, now: now() })).toBe('refused')
  })

  it('is refused for a name that somebody has, whatever its case', async () => {
    await invite(db(), 'Nurlan')
    expect(await inviteStaff(db(), { by: null, name: 'nurlan', role: 'admin', now: now() })).toBe(
      'name taken',
    )
  })

  it('keeps no token', async () => {
    const { token } = await invite(db(), 'Secret')
    for (const table of ['staff_invite', 'staff_account', 'audit']) {
      const rows = await db().run(`select to_jsonb(t)::text as row from ${table} t`, [])
      expect(JSON.stringify(rows)).not.toContain(token)
    }
  })

  it('takes no name of nothing, of two lines, or without end', () => {
    for (const name of ['', '  ', 'a\nb', 'a\0b', 'a\u{d800}', 'x'.repeat(81)])
      expect([name, staffName.safeParse(name).success]).toEqual([name, false])
    expect(staffName.parse(' =HYPERLINK("x") <script> ')).toBe('=HYPERLINK("x") <script>')
  })
})

onEachDatabase('a campaign account of staff', (db) => {
  const turn = (update: number, account: number, chat: number, fresh: boolean) => ({
    update,
    account,
    fresh,
    version: fresh ? 0 : 1,
    lookup: keys.lookup(chat),
    chat: '',
    state: {},
    language: 'ky',
    counting: 'counted',
    stopped: false,
    source: null,
    secrets: null,
    secrets_until: null,
    at: now().toISOString(),
    cards: [],
    reachable: 'yes' as const,
    forget: false,
    uncount: false,
  })
  const event = (update: number, account: number) => ({
    update,
    account,
    at: now().toISOString(),
    kind: 4,
    item: 'help.start',
    value: null,
    segment: '',
  })
  const empty = { requests: [], tallies: [], outcomes: [] }
  const rows = async (statement: string) => db().run(statement, [])

  it('loses its events with the binding, as with “Don’t count me”, and others keep theirs', async () => {
    await writeGroup(db(), {
      ...empty,
      turns: [turn(1, 71, 6001, true), turn(2, 72, 6002, true)],
      events: [event(1, 71), event(2, 72)],
    })
    const { token } = await invite(db(), 'Counted before')
    await accept(db(), token, 6001)
    expect(await rows('select id::int, staff from account order by id')).toEqual([
      { id: 71, staff: true },
      { id: 72, staff: false },
    ])
    expect(await rows('select account::int from event')).toEqual([{ account: 72 }])
    expect(await rows('select count(*)::int as n from event_removed')).toEqual([{ n: 1 }])
    expect(await rows('select account::int from departed')).toEqual([{ account: 71 }])
  })

  it('is known as staff when it is made later', async () => {
    const { token } = await invite(db(), 'Comes later')
    await accept(db(), token, 6003)
    await writeGroup(db(), { ...empty, turns: [turn(3, 73, 6003, true)], events: [] })
    expect(await rows('select staff from account where id = 73')).toEqual([{ staff: true }])
  })
})

onEachDatabase('an admin', (db) => {
  const change = (by: number, staff: number, deed: Deed) => changeOther(db(), { by, staff, deed, now: now() })
  const session = (staff: number) => openSession(db(), { staff, browser: '', now: now() })
  const isOpen = async (token: string) => (await whoHas(db(), token, now())) !== undefined

  it('changes the role of somebody else, who feels it at once', async () => {
    const [admin, other] = [await addBound(db(), 'admin'), await addBound(db(), 'viewer')]
    const token = await session(other.id)
    expect(await change(admin.id, other.id, { kind: 'role', role: 'editor' })).toBe('done')
    expect(await whoHas(db(), token, now())).toMatchObject({ role: 'editor' })
    expect((await audited(db())).at(-1)).toEqual({
      staff: admin.id,
      action: 'staff.role',
      what: { staff: other.id, from: 'viewer', to: 'editor' },
    })
  })

  it('ends the sessions of who must bring a second factor now and has none', async () => {
    const [admin, other] = [await addBound(db(), 'admin'), await addBound(db(), 'viewer')]
    const token = await session(other.id)
    await change(admin.id, other.id, { kind: 'role', role: 'admin' })
    expect(await isOpen(token)).toBe(false)
  })

  it.each(['disable', 'sign-out', 'reset-factor'] as const)('ends all sessions with %s', async (kind) => {
    const [admin, other] = [await addBound(db(), 'admin'), await addBound(db(), 'viewer')]
    await changeStaff(db().run, other.id, { totp: 'AAAA' })
    const token = await session(other.id)
    expect(await change(admin.id, other.id, { kind })).toBe('done')
    expect(await isOpen(token)).toBe(false)
    const row = await findStaff(db().run, other.id)
    expect([row?.disabled, row?.totp === null]).toEqual([kind === 'disable', kind === 'reset-factor'])
    await change(admin.id, other.id, { kind: 'enable' })
    expect((await findStaff(db().run, other.id))?.disabled).toBe(false)
    expect(await isOpen(token)).toBe(false)
  })

  it('does none of it to oneself: so the last admin stays one', async () => {
    const admin = await addBound(db(), 'admin')
    const deeds: Deed[] = [
      { kind: 'role', role: 'viewer' },
      ...(['disable', 'enable', 'sign-out', 'reset-factor'] as const).map((kind) => ({ kind })),
    ]
    for (const deed of deeds) expect(await change(admin.id, admin.id, deed)).toBe('yourself')
    expect(await findStaff(db().run, admin.id)).toMatchObject({ role: 'admin', disabled: false })
  })

  it('is asked for in the very moment: nobody else raises himself or others', async () => {
    const [editor, other] = [await addBound(db(), 'editor'), await addBound(db(), 'viewer')]
    for (const staff of [editor.id, other.id])
      expect(await change(editor.id, staff, { kind: 'role', role: 'admin' })).toBe('no admin')
    expect(await change((await addBound(db(), 'admin')).id, 999_999, { kind: 'disable' })).toBe('nobody')
  })

  it('who is recovered by the operator loses sessions, factor and Telegram account, and comes anew', async () => {
    const admin = await addBound(db(), 'admin')
    await changeStaff(db().run, admin.id, { totp: 'AAAA' })
    const token = await session(admin.id)
    const recovered = await recoverStaff(db(), { name: admin.name, now: now() })
    if (typeof recovered === 'string') throw new Error(recovered)
    expect(await isOpen(token)).toBe(false)
    expect(await findStaff(db().run, admin.id)).toMatchObject({ lookup: null, totp: null, role: 'admin' })
    expect((await audited(db())).at(-1)).toEqual({
      staff: null,
      action: 'staff.recover',
      what: { staff: admin.id },
    })
    expect(await accept(db(), recovered.token, 7001)).toMatchObject({ name: admin.name })
    expect(await recoverStaff(db(), { name: 'Nobody at all', now: now() })).toBe('nobody')
    await changeStaff(db().run, (await addBound(db(), 'viewer')).id, { name: admin.name })
    expect(await recoverStaff(db(), { name: admin.name, now: now() })).toBe('several')
  })

  it('of the settings is there from the start, once, and stays as it was changed', async () => {
    await seatAdmins(db(), keys, [8001, 8002], now())
    const row = await staffOf(db().run, keys.lookup(8001))
    await changeStaff(db().run, row?.id ?? 0, { name: 'Айгүл', disabledAt: now().toISOString() })
    await seatAdmins(db(), keys, [8001, 8002], now())
    expect(await staffOf(db().run, keys.lookup(8001))).toMatchObject({ name: 'Айгүл', disabled: true })
    expect((await audited(db())).filter(({ action }) => action === 'staff.seat')).toHaveLength(2)
  })

  it('of the demonstration opens nothing where there is a real bot', async () => {
    const demo = await addStaff(db(), { name: 'Demo', role: 'admin', demo: true, at: now().toISOString() })
    const token = await session(demo)
    await retireDemo(db())
    expect(await isOpen(token)).toBe(false)
    expect((await listStaff(db())).find(({ id }) => id === demo)).toMatchObject({
      demo: true,
      disabled: true,
    })
  })
})

it.skipIf(inject('postgres') === null)(
  'of two admins who lower each other in one moment, one stays',
  async () => {
    const url = await freshPostgres()
    const [one, two] = [await openPostgres(url), await openPostgres(url)]
    await one.migrate()
    for (let round = 0; round < 10; round++) {
      const [a, b] = [await addBound(one, 'admin'), await addBound(one, 'admin')]
      const lower = (db: Db, by: number, staff: number) =>
        changeOther(db, { by, staff, deed: { kind: 'role', role: 'viewer' }, now: now() })
      const done = await Promise.all([lower(one, a.id, b.id), lower(two, b.id, a.id)])
      expect(done.sort()).toEqual(['done', 'no admin'])
    }
    expect(await verifyAudit(one)).toMatchObject({ kind: 'whole' })
    await Promise.all([one.close(), two.close()])
  },
)
