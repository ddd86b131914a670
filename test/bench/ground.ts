import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import postgres from 'postgres'
import type { Script } from '../../src/flow/script.ts'
import { startPostgres } from '../postgres-server.ts'
import { projectRoot, realScript } from '../walker.ts'
import { cardsIn } from './cards.ts'
import { Running, stopAll } from './processes.ts'

export const token = '4242:benchmark-bot-of-this-computer'
export const webhookSecret = 'webhook-secret-of-the-benchmark'
export const installationSecret = 'a secret of the benchmark, long enough'

/** What every measurement stands on: a database server, a Bot API, and the other bots, compiled. */
export type Ground = {
  script: Script
  telegram: Running
  /** The compiled program of `rivals/` with this name. */
  compiled: (name: string) => string
  /** A file with all cards, for the rivals. */
  cards: string
  /** A fresh database: its address. */
  database: () => Promise<string>
  /** A fresh folder. */
  folder: () => string
  close: () => Promise<void>
}

export async function openGround(): Promise<Ground> {
  const home = mkdtempSync(join(tmpdir(), 'sapar-bench-'))
  // Beside the compiled program, so that packages are found.
  const build = mkdtempSync(join(projectRoot, 'dist', 'bench-'))
  const closing: (() => unknown)[] = [() => removeAll([home, build])]
  let closed: Promise<void> | undefined
  const close = () => {
    closed ??= endAll(closing)
    return closed
  }
  try {
    const server = await startPostgres()
    if (server === undefined) throw new Error('PostgreSQL is not installed: there is nothing to measure with')
    closing.push(() => server.stop())
    closing.push(stopAll)
    compile(build)
    const compiled = (name: string) => join(build, `${name}.js`)
    const script = realScript()
    const cards = join(home, 'cards.json')
    const all = script.content.campaign.languages.flatMap((language) => cardsIn(script, language))
    writeFileSync(cards, JSON.stringify(all))
    const telegram = await Running.start({ args: [compiled('telegram')] })
    const database = databases(server.url)
    return { script, telegram, compiled, cards, database, folder: folders(home), close }
  } catch (error) {
    await close()
    throw error
  }
}

/** In the opposite order. Whoever asks for it again waits for the same end. */
async function endAll(closing: (() => unknown)[]): Promise<void> {
  for (const end of closing.splice(0).reverse()) await end()
}

/** As tsc leaves them: a development loader would cost the rivals time that Sapar does not pay. */
function compile(folder: string): void {
  const names = ['telegram', 'bare', 'session', 'content']
  buildSync({
    entryPoints: names.map((name) => join(projectRoot, 'test', 'bench', 'rivals', `${name}.ts`)),
    outdir: folder,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
  })
}

function removeAll(paths: string[]): void {
  for (const path of paths) rmSync(path, { recursive: true, force: true })
}

function folders(home: string): () => string {
  let made = 0
  return () => {
    const folder = join(home, `data-${++made}`)
    mkdirSync(folder)
    return folder
  }
}

function databases(server: string): () => Promise<string> {
  let made = 0
  return async () => {
    const name = `bench_${++made}`
    const sql = postgres(server, { max: 1, onnotice: () => undefined })
    await sql.unsafe(`create database ${name}`)
    await sql.end()
    return server.replace(/\/postgres$/, `/${name}`)
  }
}
