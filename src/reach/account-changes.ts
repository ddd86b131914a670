import type { Counted } from './account-counts.ts'
import { type Measure, measures } from './measures.ts'

/** First days, since 1970, whose counts can still change: of what is known at once, after 7 and after 30 days. */
export type LiveDays = Readonly<Record<0 | 7 | 30, number>>

/** How much more or fewer is counted of something. */
export type Change = Counted & { by: number }

/** What changes for one account: what it is no longer counted for, what it is (in its segment now), and by how much. */
export type AccountChanges = { gone: Counted[]; kept: Counted[]; changes: Change[] }

const rules: ReadonlyMap<number, Measure> = new Map(
  Object.values(measures).map((measure: Measure) => [measure.number, measure]),
)

/** The first day whose counts of a measure can still change. A week is live as long as one of its days is. */
export function liveFrom(measure: number, live: LiveDays): number {
  const { lag = 0, span } = ruleOf(measure)
  return live[lag] - (span === 'week' ? 6 : 0)
}

/** What an account was counted for before against what it counts for now; frozen days stand. */
export function changesOf(
  before: readonly Counted[],
  now: readonly Counted[],
  live: LiveDays,
): AccountChanges {
  const isLive = ({ measure, day }: Counted) => day >= liveFrom(measure, live)
  const standsFor = new Set(
    before
      .filter((each) => ruleOf(each.measure).ever === true && !isLive(each))
      .map(({ measure }) => measure),
  )
  const due = new Map(
    now.filter((each) => isLive(each) && !standsFor.has(each.measure)).map((each) => [keyOf(each), each]),
  )
  const old = new Map(before.filter(isLive).map((each) => [keyOf(each), each]))
  const gone = [...old].flatMap(([key, each]) => (due.has(key) ? [] : [each]))
  const moved = [...old].flatMap(([key, each]) => {
    const segment = due.get(key)?.segment
    return segment === undefined || segment === each.segment ? [] : [each]
  })
  const kept = [...due].flatMap(([key, each]) => (old.get(key)?.segment === each.segment ? [] : [each]))
  const changes = [
    ...[...gone, ...moved].map((each) => ({ ...each, by: -1 })),
    ...kept.map((each) => ({ ...each, by: 1 })),
  ]
  return { gone, kept, changes }
}

function ruleOf(measure: number): Measure {
  const rule = rules.get(measure)
  if (rule === undefined) throw new Error(`There is no measure ${measure}`)
  return rule
}

function keyOf({ measure, item, day }: Counted): string {
  return `${measure} ${item} ${day}`
}
