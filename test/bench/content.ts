import { projectRoot } from '../walker.ts'
import type { Ground } from './ground.ts'
import { Running } from './processes.ts'
import type { Measured, Options } from './steps.ts'
import { median, spread, table } from './table.ts'

/** Loading all content and scripts, and the whole lint, each in a fresh process. */
export async function measureContent({ compiled }: Ground, { repeats }: Options): Promise<Measured> {
  const load: number[] = []
  const lint: number[] = []
  const run = async (what: string) =>
    Number(await Running.run({ args: [compiled('content')], env: { ROOT: projectRoot, WHAT: what } }))
  for (let n = 0; n < repeats; n++) {
    load.push(await run('load'))
    lint.push(await run('lint'))
  }
  const rows = [
    ['Content, in a fresh process', 'ms'],
    ['load content and scripts', spread(load)],
    ['lint: load and all rules', spread(lint)],
  ]
  const goals = [
    { what: 'Loading all content and scripts', value: median(load), most: 300, unit: ' ms' },
    { what: 'The whole lint at the start', value: median(lint), most: 700, unit: ' ms' },
  ]
  return { text: table(rows), goals }
}
