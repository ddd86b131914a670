import { readFileSync } from 'node:fs'
import postgres from 'postgres'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { type Db, type EmbeddedDb, openEmbedded, openPostgres } from '../src/store/db.ts'

/** Runs the same tests on the embedded database and, where it is installed, on PostgreSQL; each gets a fresh database. */
export function onEachDatabase(name: string, tests: (db: () => Db) => void): void {
  describe(`${name} (embedded)`, () => withDatabase(openMemory, tests))
  describe.skipIf(inject('postgres') === null)(`${name} (PostgreSQL)`, () =>
    withDatabase(async () => openPostgres(await freshPostgres()), tests),
  )
}

function withDatabase(open: () => Promise<Db>, tests: (db: () => Db) => void): void {
  let db: Db | undefined
  beforeAll(async () => {
    db = await open()
    await db.migrate()
  })
  afterAll(() => db?.close())
  tests(() => {
    if (db === undefined) throw new Error('The database is not open yet')
    return db
  })
}

/** A fresh embedded database in memory, with its tables. */
export async function openMemory(): Promise<EmbeddedDb> {
  return openEmbedded('memory://', new Blob([readFileSync(inject('embedded'))]))
}

let made = 0

/** Makes an empty database on the test server and answers its address. */
export async function freshPostgres(): Promise<string> {
  const server = inject('postgres')
  if (server === null) throw new Error('PostgreSQL is not installed')
  const name = `t${process.pid}_${Date.now().toString(36)}_${made++}`
  const client = postgres(server, { max: 1 })
  await client.unsafe(`create database ${name}`)
  await client.end()
  return server.replace(/\/postgres$/, `/${name}`)
}
