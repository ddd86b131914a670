import { join } from 'node:path'
import { freePort } from '../postgres-server.ts'
import { projectRoot } from '../walker.ts'
import { type Ground, installationSecret, token, webhookSecret } from './ground.ts'
import { Running } from './processes.ts'
import { type Target, targetAt } from './traffic.ts'

/** What one repetition measured: microseconds and round trips an update, updates a second. */
export type Sample = { cpu: number; trips: number; rate: number; bytes: number }
export type Contestant = { name: string; running: Running; target: Target; samples: Sample[] }

/** The compiled program itself. */
export async function startSapar(ground: Ground, database: string, profile?: string): Promise<Contestant> {
  const port = String(await freePort())
  const url = `http://127.0.0.1:${port}`
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const running = await Running.start({
    args: [...profiling, join(projectRoot, 'dist', 'main.js')],
    env: { ...saparSettings(ground, database), PORT: port, PUBLIC_URL: url },
  })
  return contestant('Sapar', running, '/telegram/webhook')
}

export function saparSettings({ telegram, folder }: Ground, database: string): Record<string, string> {
  return {
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: telegram.url,
    WEBHOOK_SECRET: webhookSecret,
    DATABASE_URL: database,
    SAPAR_SECRET: installationSecret,
    DATA_DIR: folder(),
    LOG_LEVEL: 'warn',
  }
}

const rivalNames = { bare: 'bare grammY', session: 'grammY, session and event' } as const

export async function startRival(ground: Ground, kind: keyof typeof rivalNames): Promise<Contestant> {
  const env = {
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: ground.telegram.url,
    WEBHOOK_SECRET: webhookSecret,
    DATABASE_URL: await ground.database(),
    CARDS: ground.cards,
  }
  return contestant(rivalNames[kind], await Running.start({ args: [ground.compiled(kind)], env }), '/')
}

function contestant(name: string, running: Running, path: string): Contestant {
  return { name, running, target: targetAt(running.url, path, webhookSecret), samples: [] }
}
