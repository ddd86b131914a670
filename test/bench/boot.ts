import { join } from 'node:path'
import { freePort } from '../postgres-server.ts'
import { projectRoot } from '../walker.ts'
import { saparSettings } from './contestants.ts'
import type { Ground } from './ground.ts'
import { type Program, Running } from './processes.ts'
import type { Measured, Options } from './steps.ts'
import { median, spread, table } from './table.ts'

const main = join(projectRoot, 'dist', 'main.js')
/** Memory is read when what goes on behind a start is over. */
const settleMs = 1000

type Boot = { ms: number; megabytes: number }
/** `changed`: content that this data folder has not seen, on empty tables. */
type Boots = {
  changed: Boot[]
  postgres: Boot[]
  first: Boot[]
  again: Boot[]
  empty: number[]
  imports: number[]
}

/** From the start of a process to `ready`, and its memory a second later. */
export async function measureBoot(ground: Ground, { repeats }: Options): Promise<Measured> {
  const boots: Boots = { changed: [], postgres: [], first: [], again: [], empty: [], imports: [] }
  const settings = saparSettings(ground, await ground.database())
  boots.changed.push(await bootPostgres(settings))
  for (let n = 0; n < repeats; n++) {
    boots.empty.push(await timeOf(['-e', '0']))
    boots.imports.push(await timeOf(['--input-type=module', '-e', imports]))
    boots.postgres.push(await bootPostgres(settings))
    const embedded = { args: [main], env: { DATA_DIR: ground.folder(), PORT: '0', LOG_LEVEL: 'warn' } }
    boots.first.push(await boot(embedded))
    boots.again.push(await boot(embedded))
  }
  return { text: report(boots), goals: goalsOf(boots) }
}

const imports = ['grammy', 'drizzle-orm/postgres-js', 'postgres', 'hono', 'pino', 'zod']
  .map((name) => `import '${name}'`)
  .join('\n')

async function timeOf(args: string[]): Promise<number> {
  const start = performance.now()
  // From the project's folder, where the packages are.
  await Running.run({ args, cwd: projectRoot })
  return performance.now() - start
}

async function bootPostgres(settings: Record<string, string>): Promise<Boot> {
  const port = String(await freePort())
  const env = { ...settings, PORT: port, PUBLIC_URL: `http://127.0.0.1:${port}` }
  return boot({ args: [main], env })
}

async function boot(program: Program): Promise<Boot> {
  const start = performance.now()
  const running = await Running.start(program)
  const ms = performance.now() - start
  await new Promise((resolve) => setTimeout(resolve, settleMs))
  const megabytes = running.residentMegabytes()
  await running.stop()
  return { ms, megabytes }
}

function report({ changed, postgres, first, again, empty, imports: parts }: Boots): string {
  const times = (name: string, values: number[]) => [name, spread(values), '']
  const both = (name: string, boots: Boot[]) => [
    name,
    spread(boots.map(({ ms }) => ms)),
    spread(boots.map(({ megabytes }) => megabytes)),
  ]
  return table([
    ['Boot', 'ms to ready', 'MB'],
    both('Sapar with PostgreSQL, first start', changed),
    both('Sapar with PostgreSQL, again', postgres),
    both('Sapar embedded, first start', first),
    both('Sapar embedded, again', again),
    times('yardstick: an empty node', empty),
    times('yardstick: a node that imports the parts', parts),
  ])
}

function goalsOf({ postgres, first, again }: Boots): Measured['goals'] {
  const ms = (boots: Boot[]) => median(boots.map((each) => each.ms))
  const megabytes = median(postgres.map((each) => each.megabytes))
  return [
    { what: 'boot with PostgreSQL', value: ms(postgres), most: 1500, unit: ' ms' },
    { what: 'resident memory with PostgreSQL', value: megabytes, most: 160, unit: ' MB' },
    { what: 'embedded, first start', value: ms(first), most: 15_000, unit: ' ms' },
    { what: 'embedded, again', value: ms(again), most: 5000, unit: ' ms' },
  ]
}
