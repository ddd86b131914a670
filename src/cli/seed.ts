import { dayIn } from '../campaign/campaign.ts'
import { seededRandom } from '../campaign/random.ts'
import { readConfig } from '../config.ts'
import { ContentError } from '../content/finding.ts'
import { topicsOfCards } from '../counting.ts'
import { lint } from '../flow/lint.ts'
import type { Db } from '../store/db.ts'
import { publishCounts } from '../store/open-numbers.ts'
import { Rollup } from '../store/rollup.ts'
import { seed } from '../store/seed.ts'
import { seedContent } from '../store/seed-content.ts'
import { withDatabase } from './database.ts'
import { root, today } from './root.ts'
import { readOptions, wholeNumber } from './usage.ts'

const options = {
  accounts: { type: 'string', default: '3000' },
  days: { type: 'string', default: '365' },
} as const

/** `sapar seed`: a year of synthetic people and what they did, marked as such on every page. */
export async function seedCommand(args: string[]): Promise<number> {
  const { values } = readOptions(args, options)
  const accounts = wholeNumber('accounts', values.accounts, { min: 1, max: 2_000_000 })
  const days = wholeNumber('days', values.days, { min: 1, max: 1000 })
  const { script, findings } = lint(root, today())
  if (script === undefined || findings.length > 0) throw new ContentError(findings)
  return await withDatabase(readConfig(process.env), async (db) => {
    const content = seedContent(script, topicsOfCards(script))
    const now = new Date()
    const request = { accounts, days, now, content, random: seededRandom(20_261_124) }
    const made = await seed(db, {
      ...request,
      progress: (written) => tell(`${written.accounts} accounts, ${written.events} events written`),
    })
    await count(db, made.events, content.timeZone, now)
    await publishCounts(db)
    process.stdout.write(`\r${made.accounts} synthetic accounts, ${made.events} events in ${days} days\n`)
    return 0
  })
}

/** The roll-ups take in all events; then months that are over are closed. */
async function count(db: Db, all: number, timeZone: string, now: Date): Promise<void> {
  const rollup = new Rollup(db)
  const question = { timeZone, today: dayIn(timeZone, now), now }
  let counted = 0
  for (let more = true; more; ) {
    const step = await rollup.step(question)
    counted += step.events
    more = step.more
    tell(
      counted < all
        ? `${counted} of ${all} events counted   `
        : `${all} events counted; closing months that are over   `,
    )
  }
}

function tell(words: string): void {
  process.stderr.write(`\r${words}`)
}
