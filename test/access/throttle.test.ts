import { expect, inject, it } from 'vitest'
import { secondsToWait } from '../../src/access/throttle.ts'
import { openPostgres } from '../../src/store/db.ts'
import { freshPostgres, onEachDatabase } from '../databases.ts'

const at = (seconds: number) => new Date(Date.parse('2026-11-24T08:00:10Z') + seconds * 1000)

onEachDatabase('the throttle', (db) => {
  const tries = async (name: string, seconds: number[]) => {
    const waits: number[] = []
    for (const second of seconds) waits.push(await secondsToWait(db(), name, at(second)))
    return waits
  }

  it('lets ten tries in 15 minutes pass, says how long to wait, and lets pass again', async () => {
    const ten = Array.from({ length: 10 }, (_, i) => i * 60)
    expect(await tries('a', ten)).toEqual(Array(10).fill(0))
    const [wait = 0] = await tries('a', [660])
    expect(wait).toBe(890 - 660)
    expect(await tries('a', [660 + wait + 60])).toEqual([0])
  })

  it('has no edge between two spans at which twice as much would pass', async () => {
    expect(await tries('b', Array(10).fill(14 * 60))).toEqual(Array(10).fill(0))
    expect((await tries('b', Array(10).fill(16 * 60))).every((wait) => wait > 0)).toBe(true)
  })

  it('keeps who hammers away', async () => {
    await tries('c', Array(30).fill(0))
    await tries(
      'c',
      Array.from({ length: 14 }, (_, i) => 60 + i * 60),
    )
    expect((await tries('c', [15 * 60 + 30]))[0]).toBeGreaterThan(0)
  })

  it('keeps one apart from another', async () => {
    await tries('d', Array(20).fill(0))
    expect(await tries('e', [0])).toEqual([0])
  })
})

it.skipIf(inject('postgres') === null)(
  'lets no more pass when many come at the same moment to two replicas',
  async () => {
    const url = await freshPostgres()
    const replicas = await Promise.all([openPostgres(url), openPostgres(url)])
    await replicas[0]?.migrate()
    const waits = await Promise.all(
      Array.from({ length: 40 }, (_, i) => secondsToWait(replicas[i % 2] ?? replicas[0], 'x', at(0))),
    )
    expect(waits.filter((wait) => wait === 0)).toHaveLength(10)
    await Promise.all(replicas.map((replica) => replica.close()))
  },
)
