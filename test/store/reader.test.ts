import { createHmac } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { scramVerifier } from '../../src/privacy/scram.ts'
import { type Db, openPostgres } from '../../src/store/db.ts'
import { makeReader, readerRole, removeReader } from '../../src/store/reader.ts'
import { startPostgres } from '../postgres-server.ts'

describe.skipIf(inject('postgres') === null)('the role for other programs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sapar-reader-'))
  const password = "a password, with ' and $ in it".replaceAll(' ', '-')
  let db: Db
  let stop: () => Promise<void>
  let address: (password: string) => string

  /** The server asks this role for its password, as a real one does; the tests' other connections are trusted. */
  beforeAll(async () => {
    const server = await startPostgres(undefined, folder)
    if (server === undefined) throw new Error('PostgreSQL is not installed')
    stop = server.stop
    const rules = join(folder, 'data', 'pg_hba.conf')
    writeFileSync(rules, `host all ${readerRole} all scram-sha-256\n${readFileSync(rules, 'utf8')}`)
    db = await openPostgres(server.url)
    await db.run('select pg_reload_conf()', [])
    await db.migrate()
    await db.run(
      `insert into activity (day, district, kind, partner, people, remark, at)
      values ('2026-09-12', 'Osh', 'training', '', '{}', 'remark of staff', now())`,
      [],
    )
    address = (secret) => server.url.replace('sapar@', `${readerRole}:${encodeURIComponent(secret)}@`)
    expect(await makeReader(db, scramVerifier(password))).toEqual([])
  })

  afterAll(async () => {
    await db?.close()
    await stop?.()
    rmSync(folder, { recursive: true, force: true })
  })

  const asReader = async (statement: string, secret = password) => {
    const client = postgres(address(secret), { max: 1, onnotice: () => undefined })
    try {
      return await client.unsafe(statement)
    } finally {
      await client.end()
    }
  }
  const relations = (schema: string) =>
    db.run(
      `select relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = '${schema}' and relkind in ('r', 'v', 'm', 'p') order by 1`,
      [],
    )

  it('reads every view', async () => {
    const views = await relations('open_numbers')
    expect(views.length).toBe(13)
    for (const { name } of views) await asReader(`select * from open_numbers.${name}`)
    expect((await asReader('select district from activity'))[0]?.district).toBe('Osh')
  })

  it('reads no table: not accounts, events, audit, sessions, nor what the views are made of', async () => {
    const tables = await relations('public')
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['account', 'audit', 'event', 'open_count', 'reach_count', 'staff_session']),
    )
    for (const { name } of tables)
      await expect(asReader(`select * from public.${name}`), String(name)).rejects.toThrow(
        /permission denied/,
      )
    await expect(asReader('select * from drizzle.__drizzle_migrations')).rejects.toThrow(/permission denied/)
  })

  it('writes and makes nothing, also when it ends its own read-only setting', async () => {
    await expect(asReader('create table public.mine (n int)')).rejects.toThrow()
    const free = (statement: string) =>
      asReader(`set default_transaction_read_only = off; begin; ${statement}; commit`)
    for (const statement of [
      `insert into public.setting values ('a', '1')`,
      'delete from open_numbers.annotation',
      `update open_numbers.annotation set text = 'x'`,
      'create table public.mine (n int)',
      'create view open_numbers.mine as select 1',
      'drop view open_numbers.state',
    ])
      await expect(free(statement), statement).rejects.toThrow(/permission denied|must be owner|cannot/)
  })

  it('needs its password; another one takes the place of the first', async () => {
    await expect(asReader('select 1', 'not-the-password-at-all')).rejects.toThrow(
      /password authentication failed/,
    )
    await db.run(`grant select on public.account to ${readerRole}`, [])
    await makeReader(db, scramVerifier('another-password-of-it'))
    await expect(asReader('select 1')).rejects.toThrow(/password authentication failed/)
    await expect(asReader('select * from public.account', 'another-password-of-it')).rejects.toThrow(
      /permission denied/,
    )
    await makeReader(db, scramVerifier(password))
  })

  it('is gone when it is taken away, once', async () => {
    expect(await removeReader(db)).toBe(true)
    expect(await removeReader(db)).toBe(false)
    await expect(asReader('select 1')).rejects.toThrow()
    await makeReader(db, scramVerifier(password))
    await asReader('select * from open_numbers.state')
  })
})

it('a password is kept as RFC 7677 says', () => {
  const nonce = 'rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0'
  const salt = 'W22ZaJ0SNY7soEsUEjb6gQ=='
  const exchange = `n=user,r=rOprNGfwEbeRWgbNEkqO,r=${nonce},s=${salt},i=4096,c=biws,r=${nonce}`
  const server = scramVerifier('pencil', Buffer.from(salt, 'base64')).split(':').at(-1) ?? ''
  const signature = createHmac('sha256', Buffer.from(server, 'base64')).update(exchange).digest('base64')
  expect(signature).toBe('6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=')
})
