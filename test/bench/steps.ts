import postgres from 'postgres'
import { until } from '../bot/rig.ts'
import { type Contestant, type Sample, startRival, startSapar } from './contestants.ts'
import type { Ground } from './ground.ts'
import type { Running } from './processes.ts'
import { type Goal, median, spread, table } from './table.ts'
import { people, Traffic } from './traffic.ts'

const warmUp = 3000
/** A repetition is made of slices in which the bots take turns: what disturbs the machine disturbs all of them. */
const slices = 4
const sliceUpdates = 1000
const updates = slices * sliceUpdates

export type Measured = { text: string; goals: Goal[] }
/** `events`: how many synthetic ones the reach page is measured with. */
export type Options = { repeats: number; profile?: string; events?: number }

/** A flow step through the webhook, three bots in turn. */
export async function measureSteps(ground: Ground, { repeats, profile }: Options): Promise<Measured> {
  const traffic = new Traffic(ground.script)
  const database = await ground.database()
  const sapar = await startSapar(ground, database, profile)
  const bare = await startRival(ground, 'bare')
  const session = await startRival(ground, 'session')
  const all = [sapar, bare, session]
  await traffic.greetAll(sapar.target)
  for (const each of all) await traffic.taps(each.target, warmUp)
  for (let n = 0; n < repeats; n++) {
    const parts = new Map(all.map((each) => [each, [] as Sample[]]))
    for (let slice = 0; slice < slices; slice++) {
      for (const each of turned(all, n + slice)) parts.get(each)?.push(await sample(ground, each, traffic))
    }
    for (const each of all) each.samples.push(meanOf(parts.get(each) ?? []))
  }
  await checkSaved(database, people * 4 + warmUp + updates * repeats)
  const text = report(all)
  for (const { running, target } of all) {
    await target.pool.close()
    await running.stop()
  }
  return { text, goals: goalsOf(sapar, bare, session) }
}

function turned<T>(all: readonly T[], by: number): T[] {
  const at = by % all.length
  return [...all.slice(at), ...all.slice(0, at)]
}

/** One bot at work for a while. A tap may be answered by a call or within the webhook's response. */
async function sample({ telegram }: Ground, who: Contestant, traffic: Traffic): Promise<Sample> {
  const calls = await countsOf(telegram)
  const before = calls.answers + who.target.answered
  const trips = await tripsOf(who.running)
  const cpu = who.running.cpuMicroseconds()
  const start = performance.now()
  await traffic.taps(who.target, sliceUpdates)
  const seconds = (performance.now() - start) / 1000
  await until(async () => {
    const { answers } = await countsOf(telegram)
    return answers + who.target.answered - before >= sliceUpdates ? true : undefined
  }, `${who.name} to answer every tap`)
  const spent = who.running.cpuMicroseconds() - cpu
  const made = await countsOf(telegram)
  if (made.edits - calls.edits !== sliceUpdates) throw new Error(`${who.name} did not edit each message once`)
  return {
    cpu: spent / sliceUpdates,
    trips: ((await tripsOf(who.running)) - trips) / sliceUpdates,
    rate: sliceUpdates / seconds,
    bytes: (made.editBytes - calls.editBytes) / sliceUpdates,
  }
}

function meanOf(samples: readonly Sample[]): Sample {
  const mean = (of: (sample: Sample) => number) =>
    samples.reduce((sum, each) => sum + of(each), 0) / samples.length
  return {
    cpu: mean(({ cpu }) => cpu),
    trips: mean(({ trips }) => trips),
    rate: 1 / mean(({ rate }) => 1 / rate),
    bytes: mean(({ bytes }) => bytes),
  }
}

async function countsOf(telegram: Running) {
  const answer = await fetch(`${telegram.url}/counts`)
  return (await answer.json()) as { edits: number; answers: number; editBytes: number }
}

async function tripsOf({ url }: Running): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text()
  const trips = /^sapar_database_round_trips_total (\d+)/m.exec(text)?.[1]
  if (trips === undefined) throw new Error('The round trips are not told')
  return Number(trips)
}

/** Speed that loses something is no speed: every update is saved, and every card that was shown is counted. */
async function checkSaved(database: string, expected: number): Promise<void> {
  const sql = postgres(database, { max: 1 })
  const [saved] = await sql<{ seen: number; delivered: number; shown: number }[]>`
    select count(*)::int as seen, count(*) filter (where delivered)::int as delivered,
      (select count(*)::int from event where kind = 4) as shown from seen_update`
  await sql.end()
  const shown = expected - people * 3
  if (saved?.seen !== expected || saved.delivered !== expected || saved.shown !== shown)
    throw new Error(`Of ${expected} updates and ${shown} cards the database has ${JSON.stringify(saved)}`)
}

function report(all: readonly Contestant[]): string {
  const head = ['A flow step', 'CPU µs/update', 'updates/s', 'round trips/update', 'bytes/edit', 'MB']
  const rows = all.map(({ name, running, samples }) => [
    name,
    spread(samples.map(({ cpu }) => cpu)),
    spread(samples.map(({ rate }) => rate)),
    spread(
      samples.map(({ trips }) => trips),
      3,
    ),
    median(samples.map(({ bytes }) => bytes)).toFixed(0),
    running.residentMegabytes().toFixed(0),
  ])
  return table([head, ...rows])
}

/** Ratios are taken within a repetition: what slows the machine down slows both. */
function goalsOf(sapar: Contestant, bare: Contestant, session: Contestant): Goal[] {
  const ratio = (to: Contestant) =>
    median(sapar.samples.map(({ cpu }, n) => cpu / (to.samples[n]?.cpu ?? Number.NaN)))
  const trips = median(sapar.samples.map((each) => each.trips))
  return [
    { what: 'CPU of a flow step, to bare grammY', value: ratio(bare), most: 2, unit: ' times', digits: 2 },
    {
      what: 'CPU of a flow step, to grammY with a session',
      value: ratio(session),
      most: 0.5,
      unit: ' times',
      digits: 2,
    },
    { what: 'database round trips an update', value: trips, most: 0.2, unit: '', digits: 3 },
  ]
}
