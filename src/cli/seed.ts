import { readConfig } from '../config.ts'
import { ContentError } from '../content/finding.ts'
import { lint } from '../flow/lint.ts'
import type { Script } from '../flow/script.ts'
import { openDb } from '../store/db.ts'
import { lockFolder } from '../store/lock.ts'
import { seed, seededRandom } from '../store/seed.ts'
import { root, today } from './root.ts'
import { readOptions, wholeNumber } from './usage.ts'

const options = {
  accounts: { type: 'string', default: '500' },
  days: { type: 'string', default: '90' },
} as const

/** `sapar seed`: synthetic people and what they did, marked as such on every page. */
export async function seedCommand(args: string[]): Promise<number> {
  const { values } = readOptions(args, options)
  const accounts = wholeNumber('accounts', values.accounts, { min: 1, max: 2_000_000 })
  const days = wholeNumber('days', values.days, { min: 1, max: 1000 })
  const { script, findings } = lint(root, today())
  if (script === undefined || findings.length > 0) throw new ContentError(findings)
  const config = readConfig(process.env)
  const unlock = config.DATABASE_URL === undefined ? lockFolder(config.DATA_DIR) : () => undefined
  const db = await openDb(config)
  try {
    await db.migrate()
    const { cards, topics } = contentIds(script)
    const { languages } = script.content.campaign
    const request = {
      accounts,
      days,
      now: new Date(),
      cards,
      topics,
      languages,
      random: seededRandom(20_261_124),
    }
    const made = await seed(db, { ...request, progress: tell })
    process.stdout.write(`\r${made.accounts} synthetic accounts, ${made.events} events in ${days} days\n`)
    return 0
  } finally {
    await db.close()
    unlock()
  }
}

function tell(written: { accounts: number; events: number }): void {
  process.stderr.write(`\r${written.accounts} accounts, ${written.events} events`)
}

function contentIds(script: Script): { cards: string[]; topics: string[] } {
  const flows = [...script.flows.values()].filter(({ topic, emergency }) => topic !== undefined || emergency)
  const cards = flows.flatMap(({ flow, nodes }) =>
    Object.entries(nodes).flatMap(([node, { kind }]) => (kind === 'card' ? [`${flow}.${node}`] : [])),
  )
  return { cards, topics: flows.flatMap(({ topic }) => (topic === undefined ? [] : [topic])) }
}
