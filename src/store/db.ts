import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export type Row = Record<string, unknown>

/** Runs a statement and answers its rows. */
export type Run = (statement: string, params: readonly string[]) => Promise<Row[]>

/** One database, embedded or PostgreSQL: nothing above knows which. */
export type Db = {
  kind: 'embedded' | 'postgres'
  /** Runs a hot statement; PostgreSQL keeps it prepared. Counted, for the round trips an update costs. */
  run: Run
  /**
   * Runs several statements as one: all of them happen or none. Each sees what was committed before it began. On the
   * embedded database everything else waits meanwhile: keep it short.
   */
  transaction<T>(work: (run: Run) => Promise<T>): Promise<T>
  roundTrips(): number
  /** Brings the tables up to date. Safe when several replicas start at once. */
  migrate(): Promise<void>
  close(): Promise<void>
}

const migrationsFolder = fileURLToPath(new URL('../../drizzle', import.meta.url))
/** Any number, as long as nothing else on the server locks it: replicas that start together migrate one after another. */
const migrationLock = 728_611

/** The database that the settings name: PostgreSQL, or the embedded one in the data folder. */
export function openDb({
  DATABASE_URL: url,
  DATA_DIR: folder,
}: {
  DATABASE_URL?: string | undefined
  DATA_DIR: string
}): Promise<Db> {
  return url === undefined ? openEmbedded(folder) : openPostgres(url)
}

/** The embedded database, which can also make a copy of itself: one file (.tar.gz). */
export type EmbeddedDb = Db & { copy(): Promise<Uint8Array> }

/**
 * Opens the embedded database in a folder (`memory://` for none). The folder must be locked by this process.
 *
 * @param copy a copy of one, to begin with; the folder must not hold a database yet
 */
export async function openEmbedded(folder: string, copy?: Blob): Promise<EmbeddedDb> {
  const { PGlite } = await import('@electric-sql/pglite')
  const { drizzle } = await import('drizzle-orm/pglite')
  const { migrate } = await import('drizzle-orm/pglite/migrator')
  const path = folder.startsWith('memory:') ? folder : join(folder, 'database')
  const client = await PGlite.create(path, {
    relaxedDurability: false,
    ...(copy === undefined ? {} : { loadDataDir: copy }),
  })
  let trips = 0
  return {
    kind: 'embedded',
    migrate: () => migrate(drizzle(client), { migrationsFolder }),
    async run(statement, params) {
      trips++
      return (await client.query<Row>(statement, [...params])).rows
    },
    transaction: (work) =>
      client.transaction((inside) =>
        work(async (statement, params) => {
          trips++
          return (await inside.query<Row>(statement, [...params])).rows
        }),
      ),
    roundTrips: () => trips,
    close: () => client.close(),
    copy: async () => new Uint8Array(await (await client.dumpDataDir('gzip')).arrayBuffer()),
  }
}

/** Opens PostgreSQL. Connects at the first statement, so that a bot can start while the database is away. */
export async function openPostgres(url: string, connections = 8): Promise<Db> {
  const { default: postgres } = await import('postgres')
  const client = postgres(url, {
    max: connections,
    connect_timeout: 5,
    idle_timeout: 60,
    onnotice: () => undefined,
    connection: { application_name: 'sapar', statement_timeout: 30_000 },
  })
  let trips = 0
  return {
    kind: 'postgres',
    migrate: () => migratePostgres(url),
    async run(statement, params) {
      trips++
      return await client.unsafe<Row[]>(statement, [...params], { prepare: true })
    },
    async transaction<T>(work: (run: Run) => Promise<T>): Promise<T> {
      let done: { value: T } | undefined
      await client.begin(async (inside) => {
        const value = await work(async (statement, params) => {
          trips++
          return await inside.unsafe<Row[]>(statement, [...params], { prepare: true })
        })
        done = { value }
      })
      if (done === undefined) throw new Error('A transaction ended without its work')
      return done.value
    },
    roundTrips: () => trips,
    close: () => client.end({ timeout: 5 }),
  }
}

async function migratePostgres(url: string): Promise<void> {
  const { default: postgres } = await import('postgres')
  const { drizzle } = await import('drizzle-orm/postgres-js')
  const { migrate } = await import('drizzle-orm/postgres-js/migrator')
  const client = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => undefined })
  try {
    await client`select pg_advisory_lock(${migrationLock})`
    await migrate(drizzle(client), { migrationsFolder })
  } finally {
    await client.end({ timeout: 5 })
  }
}
