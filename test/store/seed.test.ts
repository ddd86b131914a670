import { beforeEach, expect, it } from 'vitest'
import { stateSchema } from '../../src/flow/state.ts'
import type { Db } from '../../src/store/db.ts'
import { hasSynthetic, seed, seededRandom } from '../../src/store/seed.ts'
import { onEachDatabase } from '../databases.ts'
import { clear } from '../report/events.ts'

const now = new Date('2026-11-24T08:00:00Z')
const request = (start: number) => ({
  accounts: 1200,
  days: 60,
  now,
  cards: ['papers.start', 'ban.start', 'help.start'],
  topics: ['papers'],
  languages: ['ky', 'ru', 'en'],
  random: seededRandom(start),
})
const contents = async (db: Db) => [
  await db.run('select id, lookup, chat, state, created_at from account order by id', []),
  await db.run('select at, account, kind, language from event order by at, account, kind', []),
]
async function number(db: Db, question: string): Promise<number> {
  return Number((await db.run(`select (${question})::int as n`, []))[0]?.n)
}

onEachDatabase('synthetic accounts', (db) => {
  beforeEach(() => clear(db()))

  it('are there after seeding, marked, as many as asked for', async () => {
    expect(await hasSynthetic(db())).toBe(false)
    const told: number[] = []
    const made = await seed(db(), { ...request(1), progress: ({ accounts }) => told.push(accounts) })
    expect(made.accounts).toBe(1200)
    expect(await number(db(), 'select count(*) from account where synthetic and not staff')).toBe(1200)
    expect(await number(db(), 'select count(*) from event')).toBe(made.events)
    expect(told.at(-1)).toBe(1200)
    expect(await hasSynthetic(db())).toBe(true)
  })

  it('are the same for the same chance, and others for another', async () => {
    await seed(db(), request(5))
    const first = await contents(db())
    await clear(db())
    await seed(db(), request(5))
    expect(await contents(db())).toEqual(first)
    await clear(db())
    await seed(db(), request(6))
    expect(await contents(db())).not.toEqual(first)
  })

  it('are joined by more when seeding again', async () => {
    await seed(db(), request(5))
    await seed(db(), request(5))
    expect(await number(db(), 'select count(*) from account')).toBe(2400)
  })

  it('can be nobody: neither the number nor the lookup is one that a person could get', async () => {
    await seed(db(), request(2))
    expect(
      await number(db(), `select count(*) from account where id < ${2 ** 47} or length(lookup) = 16`),
    ).toBe(0)
  })

  it('have states that the flow can read', async () => {
    await seed(db(), request(2))
    for (const { state } of await db().run('select state from account limit 50', [])) {
      expect(stateSchema.safeParse({ ...Object(state), version: 1 }).success).toBe(true)
    }
  })

  it('live in the order of the script, never after now, and grow', async () => {
    await seed(db(), request(3))
    expect(await number(db(), `select count(*) from event where at > '${now.toISOString()}'`)).toBe(0)
    expect(
      await number(
        db(),
        `select count(*) from event e where kind <> 1
         and not exists (select from event s where s.account = e.account and s.kind = 1 and s.at < e.at)`,
      ),
    ).toBe(0)
    const half = new Date(now.getTime() - 30 * 86_400_000).toISOString()
    const late = await number(db(), `select count(*) from event where kind = 1 and at > '${half}'`)
    expect(late).toBeGreaterThan(650)
    const [ky, ru] = await Promise.all(
      ['ky', 'ru'].map((language) =>
        number(db(), `select count(*) from account where language = '${language}'`),
      ),
    )
    expect(ky).toBeGreaterThan(ru ?? 0)
  })
})
