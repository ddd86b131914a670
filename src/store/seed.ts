import type { Chance } from '../campaign/random.ts'
import type { Db } from './db.ts'
import { saveCardTopics } from './reach-upkeep.ts'
import { arrivals, broadcastDay, midnight } from './seed-arrivals.ts'
import type { SeedContent } from './seed-content.ts'
import { countAnew, hasClosedMonths } from './seed-counts.ts'
import { writeFieldWork } from './seed-field.ts'
import { live } from './seed-life.ts'
import { makePerson } from './seed-person.ts'
import { Reachable } from './seed-reachable.ts'
import { type MadeAccount, writeLives } from './seed-write.ts'
import { tellPlanner } from './upkeep.ts'

export type SeedRequest = {
  accounts: number
  /** How many days they came in, ending with `now`. */
  days: number
  now: Date
  content: SeedContent
  /** The only source of chance. */
  random: Chance
  /** Told after every chunk. */
  progress?: (written: { accounts: number; events: number }) => void
}

/** Accounts of people are random below this (see `randomAccount`): the ranges never meet. */
const firstSynthetic = 2 ** 47
/** Accounts that are written, and then counted, together. */
const accountsAtOnce = 250

/** A database that holds a campaign's closed months must not be seeded. */
export class SeedError extends Error {
  override readonly name = 'SeedError'
}

/**
 * Fills a database with synthetic accounts, what happened to them over the last `days` days, and what staff would have
 * typed in meanwhile. The same `random` makes the same rows. Seeding again adds more. Roll-ups begin anew: run
 * `Rollup.catchUp` afterwards. Accounts are written one after another with all of their events, not in the order of
 * time: then the roll-ups look at each of them once.
 */
export async function seed(db: Db, request: SeedRequest): Promise<{ accounts: number; events: number }> {
  if (await hasClosedMonths(db))
    throw new SeedError(
      'This database holds closed months of a real campaign, which made-up accounts would change: seed another one',
    )
  const { content, random, now } = request
  await db.run(
    `insert into setting (name, value) values ('synthetic', 'true') on conflict (name) do nothing`,
    [],
  )
  await saveCardTopics(db, content.topicOf)
  const days = arrivals({ ...request, timeZone: content.timeZone }, random)
  const written = { accounts: 0, events: 0 }
  const reachable = new Reachable(content.timeZone)
  for (const made of groups(request, days, await nextAccount(db))) {
    written.events += await writeLives(db, made, content.timeZone)
    written.accounts += made.length
    reachable.add(made)
    request.progress?.({ ...written })
  }
  await reachable.save(db, midnight(now, content.timeZone))
  await writeFieldWork(db, { days, now, random, broadcast: broadcastDay(days) })
  await countAnew(db)
  await tellPlanner(db)
  return written
}

/** Whether a database holds synthetic accounts: whoever shows its numbers must say so. */
export async function hasSynthetic(db: Db): Promise<boolean> {
  const rows = await db.run(`select from setting where name = 'synthetic'`, [])
  return rows.length > 0
}

function* groups(
  { content, random, now }: SeedRequest,
  days: ReturnType<typeof arrivals>,
  first: number,
): Generator<MadeAccount[]> {
  let id = first
  let made: MadeAccount[] = []
  for (const { begins, starts, broadcast } of days) {
    for (let nth = 0; nth < starts + broadcast; nth++) {
      const person = makePerson(content, nth >= starts, random)
      const life = live({ person, day: begins, now: now.getTime(), content, random })
      made.push({ id: id++, person, life, seal: random() })
      if (made.length < accountsAtOnce) continue
      yield made
      made = []
    }
  }
  if (made.length > 0) yield made
}

async function nextAccount(db: Db): Promise<number> {
  const rows = await db.run('select max(id) as id from account where synthetic', [])
  const last = rows[0]?.id
  return last === null || last === undefined ? firstSynthetic : Number(last) + 1
}
