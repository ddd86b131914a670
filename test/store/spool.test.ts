import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Spool, type SpoolRecord } from '../../src/store/spool.ts'

const record = (update: number): SpoolRecord => ({
  update,
  lookup: '00'.repeat(16),
  chat: 'AAAA',
  at: '2026-11-24T08:00:00.000Z',
  received: '2026-11-24T08:00:00.000Z',
  language: null,
  counting: null,
  stopped: null,
  source: null,
  segment: null,
  forget: false,
  blocked: false,
  delivered: true,
  events: [],
})
const fresh = () => mkdtempSync(join(tmpdir(), 'sapar-spool-'))
async function taken(spool: Spool): Promise<number[]> {
  const updates: number[] = []
  await spool.replay(async ({ update }) => void updates.push(update))
  return updates
}

describe('the spool', () => {
  it('gives back what was kept, in order, once', async () => {
    const spool = await Spool.open(fresh())
    await Promise.all([1, 2, 3].map((update) => spool.append(record(update))))
    expect(await taken(spool)).toEqual([1, 2, 3])
    expect(spool.isEmpty).toBe(true)
    expect(await taken(spool)).toEqual([])
  })

  it('survives its process, with a torn last line cut off', async () => {
    const folder = fresh()
    const before = await Spool.open(folder)
    await before.append(record(1))
    await before.close()
    appendFileSync(join(folder, 'spool.jsonl'), '{"update":2,"look')
    const spool = await Spool.open(folder)
    await spool.append(record(3))
    expect(await taken(spool)).toEqual([1, 3])
  })

  it('keeps everything when taking fails in the middle', async () => {
    const spool = await Spool.open(fresh())
    for (const update of [1, 2]) await spool.append(record(update))
    const fail = spool.replay(async ({ update }) => {
      if (update === 2) throw new Error('away again')
    })
    await expect(fail).rejects.toThrow('away again')
    expect(await taken(spool)).toEqual([1, 2])
  })

  it('loses nothing that comes while it is emptied', async () => {
    const spool = await Spool.open(fresh())
    await spool.append(record(1))
    const late: Promise<void>[] = []
    const updates: number[] = []
    await spool.replay(async ({ update }) => {
      updates.push(update)
      if (update < 5) late.push(spool.append(record(update + 1)))
    })
    await Promise.all(late)
    updates.push(...(await taken(spool)))
    expect(updates).toEqual([1, 2, 3, 4, 5])
  })

  it('refuses to grow over its cap', async () => {
    const folder = fresh()
    const spool = await Spool.open(folder, 300)
    await spool.append(record(1))
    await expect(spool.append(record(2))).rejects.toThrow('full')
    expect(statSync(join(folder, 'spool.jsonl')).size).toBe(readFileSync(join(folder, 'spool.jsonl')).length)
    expect(await taken(spool)).toEqual([1])
  })

  it('skips a line that cannot be read, and says so', async () => {
    const folder = fresh()
    appendFileSync(join(folder, 'spool.jsonl'), 'nonsense\n')
    const spool = await Spool.open(folder)
    await spool.append(record(1))
    expect(await spool.replay(async () => undefined)).toEqual({ taken: 1, unreadable: 1 })
  })

  it('loses nothing that it acknowledged when a write fails in between', async () => {
    const folder = fresh()
    const spool = await Spool.open(folder)
    await spool.append(record(1))
    // Now the file may grow by a few bytes only, as on a disk that is almost full.
    const limit = (bytes: string) =>
      execFileSync('prlimit', ['--pid', String(process.pid), `--fsize=${bytes}:unlimited`])
    limit(String(statSync(join(folder, 'spool.jsonl')).size + 60))
    try {
      await expect(spool.append(record(2))).rejects.toThrow()
    } finally {
      limit('unlimited')
    }
    await spool.append(record(3))
    expect(await taken(spool)).toEqual([1, 3])
  })

  it('puts a record aside that cannot be taken', async () => {
    const folder = fresh()
    const spool = await Spool.open(folder)
    await spool.setAside(record(7))
    expect(readFileSync(join(folder, 'spool.bad.jsonl'), 'utf8')).toContain('"update":7')
  })

  it('still takes what a person decided when it is full', async () => {
    const bytes = Buffer.byteLength(`${JSON.stringify(record(1))}\n`)
    const spool = await Spool.open(fresh(), bytes * 12 - 1)
    for (let update = 0; update < 11; update++) await spool.append(record(update))
    await expect(spool.append(record(11))).rejects.toThrow('full')
    await spool.append({ ...record(12), forget: true })
    expect((await taken(spool)).at(-1)).toBe(12)
  })

  it('does not open below a file', async () => {
    const folder = fresh()
    appendFileSync(join(folder, 'file'), '')
    await expect(Spool.open(join(folder, 'file'))).rejects.toThrow(/cannot be written.*DATA_DIR/)
  })
})
