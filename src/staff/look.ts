import { dayIn } from '../campaign/campaign.ts'
import { isOverdue } from '../content/facts.ts'
import { countsOf } from '../flow/content-state.ts'
import type { Script } from '../flow/script.ts'
import { type HealthReads, rememberHealth } from '../store/health-reads.ts'
import type { HiddenRow } from '../store/hidden.ts'
import type { LiveScript } from '../store/live-script.ts'
import { orAway, within } from '../store/trouble.ts'
import type { StaffParts } from './app.tsx'
import type { HiddenSeen, Look } from './health-signs.ts'
import { isKnown } from './hideable.ts'

const patienceMs = 5_000

/** What staff hide, each with whether the files still have it. */
export function hiddenSeen(script: Script, rows: readonly HiddenRow[]): HiddenSeen[] {
  return rows.map((row) => ({ ...row, gone: !isKnown(script, row) }))
}

/** Gathers what the state of the bot is told from; what the content says of itself does not change while it runs. */
export function makeLook(parts: Pick<StaffParts, 'db' | 'health' | 'now'> & { live: LiveScript }) {
  const { live, now } = parts
  const read = rememberHealth(parts.db, now)
  let stale: number | undefined
  return async (): Promise<Look> => {
    const health = parts.health()
    const at = now()
    stale ??= staleIn(live.now)
    return {
      health,
      reads: health.databaseAway ? undefined : await readIn(read),
      hidden: hiddenSeen(live.now, live.rows),
      overdue: overdueIn(live.now, at),
      stale,
      now: at,
    }
  }
}

async function readIn(read: () => Promise<HealthReads>): Promise<HealthReads | undefined> {
  const found = await orAway(within(patienceMs, read()))
  return found === 'away' ? undefined : found
}

function overdueIn({ content }: Script, at: Date): number {
  const today = dayIn(content.campaign.time_zone, at)
  const due = [...content.facts.values(), ...content.contacts.values()]
  return due.filter((each) => isOverdue(each, today)).length
}

function staleIn({ content }: Script): number {
  const keys = [...(content.texts.get(content.campaign.source_language)?.keys() ?? [])]
  return [...countsOf(content, keys).values()].reduce((sum, { stale }) => sum + stale, 0)
}
