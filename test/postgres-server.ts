import { execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Address of the test server's maintenance database, or null where PostgreSQL is not installed. */
    postgres: string | null
  }
}

type Server = { url: string; stop: () => Promise<void> }
type Ids = { uid?: number; gid?: number }

/** Starts one PostgreSQL server for the whole run, where its binaries are found. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres()
  project.provide('postgres', server?.url ?? null)
  return async () => server?.stop()
}

/** PostgreSQL on a free port in a temporary folder, as a user who is not root; undefined where it is not installed. */
export async function startPostgres(port?: number, folder?: string): Promise<Server | undefined> {
  const binaries = findBinaries()
  if (binaries === undefined) return undefined
  const user: Ids = process.getuid?.() === 0 ? (idsOf('postgres') ?? idsOf('nobody') ?? {}) : {}
  const home = folder ?? mkdtempSync(join(tmpdir(), 'sapar-postgres-'))
  const data = join(home, 'data')
  if (!existsSync(data)) {
    if (user.uid !== undefined) chownSync(home, user.uid, user.gid ?? user.uid)
    execFileSync(
      join(binaries, 'initdb'),
      ['-D', data, '-U', 'sapar', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
      { ...user, cwd: home },
    )
  }
  const chosen = port ?? (await freePort())
  const args = [
    '-D',
    data,
    '-p',
    String(chosen),
    '-k',
    home,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'fsync=off',
    '-c',
    'max_connections=200',
  ]
  const child = spawn(join(binaries, 'postgres'), args, {
    ...user,
    cwd: home,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  await untilReady(child)
  return {
    url: `postgres://sapar@127.0.0.1:${chosen}/postgres`,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const gone = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGQUIT')
      await gone
      if (folder === undefined) rmSync(home, { recursive: true, force: true })
    },
  }
}

function findBinaries(): string | undefined {
  const root = '/usr/lib/postgresql'
  const versions = existsSync(root) ? readdirSync(root).sort((a, b) => Number(b) - Number(a)) : []
  return versions
    .map((version) => join(root, version, 'bin'))
    .find((folder) => existsSync(join(folder, 'postgres')))
}

function idsOf(name: string): Ids | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString())
    return { uid: id('-u'), gid: id('-g') }
  } catch (error) {
    if (error instanceof Error && 'status' in error) return undefined
    throw error
  }
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      )
    })
  })
}

function untilReady(child: ReturnType<typeof spawn>): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.once('exit', (code) => reject(new Error(`PostgreSQL ended with ${code}: ${said}`)))
    child.stderr?.on('data', (chunk) => {
      said += chunk
      if (said.includes('ready to accept connections')) resolve()
    })
  })
}
