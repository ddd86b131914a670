import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'
import { readOptions, UsageError, wholeNumber } from './usage.ts'

const options = {
  only: { type: 'string' },
  repeats: { type: 'string', default: '3' },
  profile: { type: 'string' },
  events: { type: 'string' },
} as const
const parts = ['boot', 'content', 'steps', 'reach', 'answers']

/** `sapar bench`: measures the compiled program beside plain grammY. It lies with the tests and needs what they need. */
export async function benchCommand(args: string[]): Promise<number> {
  const { only, repeats, profile, events } = readOptions(args, options).values
  const count = wholeNumber('repeats', repeats, { min: 1, max: 20 })
  if (only?.split(',').some((part) => !parts.includes(part)))
    throw new UsageError(`--only takes some of ${parts.join(',')}`)
  if (events !== undefined) wholeNumber('events', events, { min: 10_000, max: 200_000_000 })
  const program = join(root, 'test', 'bench', 'run.ts')
  if (!existsSync(program))
    throw new UsageError('The benchmark is not installed here: it is part of the sources')
  const given = [
    `--repeats=${count}`,
    ...option('only', only),
    ...option('profile', profile),
    ...option('events', events),
  ]
  const child = spawn(process.execPath, ['--import', 'tsx', program, ...given], {
    cwd: root,
    stdio: 'inherit',
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

function option(name: string, value: string | undefined): string[] {
  return value === undefined ? [] : [`--${name}=${value}`]
}
