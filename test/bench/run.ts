import { parseArgs } from 'node:util'
import { measureAnswers } from './answers.ts'
import { measureBoot } from './boot.ts'
import { measureContent } from './content.ts'
import { type Ground, openGround } from './ground.ts'
import { measureReach } from './reach.ts'
import { type Measured, measureSteps, type Options } from './steps.ts'
import { goalLine } from './table.ts'

/*
 * The benchmark. The machine may be slow and shared: what counts is how numbers of one run stand to each other.
 * A goal that is missed is a result, not a failure.
 */
type Part = (ground: Ground, options: Options) => Promise<Measured>
const parts: Readonly<Record<string, Part>> = {
  boot: measureBoot,
  content: measureContent,
  steps: measureSteps,
  reach: measureReach,
  answers: measureAnswers,
}
/** Longer than any machine should take: what hangs is ended. */
const mostMs = 8 * 60_000
/** As many more for each million of events that were asked for. */
const mostMsAMillion = 3 * 60_000

function readArgs(): { names: string[]; options: Options } {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      repeats: { type: 'string', default: '3' },
      profile: { type: 'string' },
      events: { type: 'string' },
    },
  })
  const names = values.only === undefined ? Object.keys(parts) : values.only.split(',')
  const { profile, events } = values
  const options: Options = { repeats: Number(values.repeats) }
  if (profile !== undefined) options.profile = profile
  if (events !== undefined) options.events = Number(events)
  return { names, options }
}

async function main(): Promise<void> {
  const { names, options } = readArgs()
  const ground = await openGround()
  const leave = (why: string) => {
    process.stderr.write(`${why}\n`)
    void ground.close().finally(() => process.exit(1))
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => leave('Stopped'))
  const most = mostMs + ((options.events ?? 0) / 1e6) * mostMsAMillion
  setTimeout(() => leave('It takes too long'), most).unref()
  const goals: string[] = []
  try {
    for (const name of names) {
      const measured = await parts[name]?.(ground, options)
      if (measured === undefined) throw new Error(`There is no part ${name}`)
      process.stdout.write(`${measured.text}\n`)
      goals.push(...measured.goals.map(goalLine))
    }
  } finally {
    await ground.close()
  }
  process.stdout.write(goals.join(''))
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
  process.exitCode = 1
})
