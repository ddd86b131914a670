import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { record, verifyAudit } from '../../src/access/audit.ts'
import { canonical } from '../../src/privacy/canonical.ts'
import { type Db, openPostgres } from '../../src/store/db.ts'
import { freshPostgres, onEachDatabase } from '../databases.ts'

const at = new Date('2026-11-24T08:02:00.123Z')
const write = (db: Db, what: Record<string, unknown> = {}) =>
  db.transaction((run) => record(run, { staff: 1, action: 'test.write', what, at }))

/** As somebody would who owns the database: the guard is put aside for a moment. */
async function tamper(db: Db, statement: string): Promise<void> {
  await db.run('alter table audit disable trigger audit_append_only', [])
  await db.run(statement, [])
  await db.run('alter table audit enable trigger audit_append_only', [])
}

onEachDatabase('the audit log', (db) => {
  beforeEach(async () => {
    await tamper(db(), 'delete from audit')
    await db().run(`delete from setting where name = 'audit_head'`, [])
  })
  const fill = async (n: number) => {
    for (let i = 1; i <= n; i++) await write(db(), { i })
  }

  it('is whole while it is empty, and after each row', async () => {
    expect(await verifyAudit(db())).toEqual({ kind: 'whole', rows: 0, hash: '' })
    await write(db(), {
      z: 1,
      a: { 'ключ "': ['<script>', '=HYPERLINK("x")', 1e21, -0, 0.1, null] },
      no: undefined,
    })
    await write(db())
    expect(await verifyAudit(db())).toMatchObject({ kind: 'whole', rows: 2 })
  })

  it('refuses UPDATE, DELETE and TRUNCATE', async () => {
    await fill(1)
    for (const statement of ['update audit set staff = 2', 'delete from audit', 'truncate audit'])
      await expect(db().run(statement, [])).rejects.toThrow('append only')
    expect(await verifyAudit(db())).toMatchObject({ kind: 'whole', rows: 1 })
  })

  it('happens with its change or not at all', async () => {
    await expect(
      db().transaction(async (run) => {
        await record(run, { staff: null, action: 'test.fail', what: {}, at })
        throw new Error('The change failed')
      }),
    ).rejects.toThrow('The change failed')
    expect(await verifyAudit(db())).toMatchObject({ rows: 0 })
  })

  it.each([
    ['who', 'update audit set staff = null where id = 3', 'changed'],
    ['when, by a microsecond', `update audit set at = at + interval '1 microsecond' where id = 3`, 'changed'],
    ['what', `update audit set what = '{"i": 4}' where id = 3`, 'changed'],
    ['the action', `update audit set action = 'test.other' where id = 3`, 'changed'],
    ['the hash', `update audit set hash = '\\x00' where id = 3`, 'changed'],
    ['that it was', 'delete from audit where id = 3', 'missing'],
    ['the end', 'delete from audit where id >= 3', 'missing'],
    [
      'the order',
      `update audit a set what = b.what, hash = b.hash from audit b where a.id + b.id = 7 and a.id in (3, 4)`,
      'changed',
    ],
  ])('finds the first broken row when somebody changes %s', async (_, statement, why) => {
    await fill(5)
    await tamper(db(), statement)
    expect(await verifyAudit(db())).toEqual({ kind: 'broken', id: 3, why })
  })

  it('finds a chain made anew, or cut with its note, only against a head that was kept elsewhere', async () => {
    await fill(3)
    const kept = await verifyAudit(db())
    if (kept.kind !== 'whole') throw new Error('It is broken')
    await tamper(db(), 'delete from audit')
    await db().run(`delete from setting where name = 'audit_head'`, [])
    await fill(2)
    await write(db(), { i: 'other' })
    expect(await verifyAudit(db())).toMatchObject({ kind: 'whole', rows: 3 })
    expect(await verifyAudit(db(), kept)).toEqual({ kind: 'broken', id: 3, why: 'not the one expected' })
    expect(await verifyAudit(db(), { ...kept, rows: 9 })).toEqual({ kind: 'broken', id: 4, why: 'missing' })
  })

  it('is read in chunks: more rows than one of them', async () => {
    await db().transaction(async (run) => {
      for (let i = 0; i < 1003; i++) await record(run, { staff: null, action: 'test.many', what: { i }, at })
    })
    expect(await verifyAudit(db())).toMatchObject({ kind: 'whole', rows: 1003 })
  })
})

describe.skipIf(inject('postgres') === null)('two replicas that write at once (PostgreSQL)', () => {
  let replicas: Db[]
  beforeAll(async () => {
    const url = await freshPostgres()
    replicas = await Promise.all([openPostgres(url), openPostgres(url)])
    await replicas[0]?.migrate()
  })
  afterAll(async () => {
    await Promise.all(replicas.map((replica) => replica.close()))
  })

  it('do not fork the chain', async () => {
    await Promise.all(Array.from({ length: 60 }, (_, i) => write(replicas[i % 2] as Db, { i })))
    expect(await verifyAudit(replicas[0] as Db)).toMatchObject({ kind: 'whole', rows: 60 })
  })
})

describe('canonical JSON', () => {
  it('is the same for the same value, in whatever order its keys stand', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const backwards = JSON.stringify(value, (_, each: unknown) =>
          typeof each === 'object' && each !== null && !Array.isArray(each)
            ? Object.fromEntries(Object.entries(each).reverse())
            : each,
        )
        expect(canonical(JSON.parse(backwards))).toBe(canonical(value))
      }),
    )
  })
})
