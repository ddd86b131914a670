import { beforeAll, expect, it } from 'vitest'
import { openSession, ownSessions, whoHas } from '../../src/access/sessions.ts'
import { endSessions } from '../../src/store/sessions.ts'
import { addStaff, changeStaff } from '../../src/store/staff.ts'
import { onEachDatabase } from '../databases.ts'
import { now } from '../staff/rig.ts'

const later = (hours: number) => new Date(now().getTime() + hours * 3_600_000)

onEachDatabase('a session', (db) => {
  let staff: number
  beforeAll(async () => {
    staff = await addStaff(db(), { name: 'Айгүл', role: 'viewer', at: now().toISOString() })
  })
  const open = (at = now()) => openSession(db(), { staff, browser: 'Chrome, Android', now: at })

  it('says whose it is, and its token stands nowhere', async () => {
    const token = await open()
    expect(token).toMatch(/^[\w-]{22}$/)
    expect(await whoHas(db(), token, now())).toMatchObject({ staff, name: 'Айгүл', role: 'viewer' })
    expect(
      JSON.stringify(await db().run('select to_jsonb(s)::text as row from staff_session s', [])),
    ).not.toContain(token)
    expect(await whoHas(db(), `${token}x`, now())).toBeUndefined()
    expect(await whoHas(db(), '', now())).toBeUndefined()
  })

  it('ends after 8 hours in which nobody used it', async () => {
    const token = await open()
    expect(await whoHas(db(), token, later(7.9))).toBeDefined()
    expect(await whoHas(db(), token, later(15.8))).toBeDefined()
    expect(await whoHas(db(), token, later(24))).toBeUndefined()
  })

  it('ends after 72 hours, however much it was used', async () => {
    const token = await open()
    for (let hours = 0; hours < 72; hours += 6) expect(await whoHas(db(), token, later(hours))).toBeDefined()
    expect(await whoHas(db(), token, later(72.1))).toBeUndefined()
  })

  it('is noted as seen at most once a minute', async () => {
    const token = await open()
    const trips = async (at: Date) => {
      const before = db().roundTrips()
      await whoHas(db(), token, at)
      return db().roundTrips() - before
    }
    expect([
      await trips(later(59 / 3600)),
      await trips(later(61 / 3600)),
      await trips(later(62 / 3600)),
    ]).toEqual([1, 2, 1])
  })

  it('changes with its account at once: another role, and no way in once it is disabled', async () => {
    const token = await open()
    await changeStaff(db().run, staff, { role: 'auditor' })
    expect(await whoHas(db(), token, now())).toMatchObject({ role: 'auditor' })
    await changeStaff(db().run, staff, { disabledAt: now().toISOString() })
    expect(await whoHas(db(), token, now())).toBeUndefined()
    await changeStaff(db().run, staff, { disabledAt: null, role: 'viewer' })
  })

  it('is listed while it is open, and ended alone or with all others', async () => {
    await endSessions(db().run, { staff, at: now().toISOString() })
    const tokens = [await open(), await open(later(1)), await open(later(2))]
    const listed = await ownSessions(db(), staff, later(2))
    expect(listed.map(({ begunAt }) => begunAt)).toEqual([later(2), later(1), now()])
    const [newest, middle] = listed
    await endSessions(db().run, { staff, at: later(2).toISOString(), only: middle?.id ?? 0 })
    await endSessions(db().run, { staff, at: later(2).toISOString(), except: newest?.id ?? 0 })
    const open2 = await Promise.all(tokens.map((token) => whoHas(db(), token, later(2))))
    expect(open2.map((who) => who !== undefined)).toEqual([false, false, true])
    expect(await ownSessions(db(), staff, later(11))).toEqual([])
  })
})
