import type { Counted } from './account-counts.ts'
import { type Measure, measures } from './measures.ts'

/** First days, since 1970, whose counts can still change: of what is known at once, after 7 and after 30 days. */
export type LiveDays = Readonly<Record<0 | 7 | 30, number>>

/** How much more or fewer is counted of something. */
export type Change = Counted & { by: number }

/** What changes for one account: what it is no longer counted for, what it is (in its segment now), and by how much. */
export type AccountChanges = { gone: Counted[]; kept: Counted[]; changes: Change[] }

/** By their numbers. */
const rules: Measure[] = []
for (const measure of Object.values(measures)) rules[measure.number] = measure

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
  const standsFor = new Set<number>()
  const old = new Map<number, Counted>()
  for (const each of before) {
    if (each.day >= liveFrom(each.measure, live)) old.set(keyOf(each), each)
    else if (ruleOf(each.measure).ever === true) standsFor.add(each.measure)
  }
  const gone: Counted[] = []
  const kept: Counted[] = []
  const changes: Change[] = []
  for (const each of now) {
    if (each.day < liveFrom(each.measure, live) || standsFor.has(each.measure)) continue
    const key = keyOf(each)
    const was = old.get(key)
    old.delete(key)
    if (was?.segment === each.segment) continue
    kept.push(each)
    changes.push(change(each, 1))
    if (was !== undefined) changes.push(change(was, -1))
  }
  for (const each of old.values()) {
    gone.push(each)
    changes.push(change(each, -1))
  }
  return { gone, kept, changes }
}

function change({ measure, item, day, segment }: Counted, by: number): Change {
  return { measure, item, day, segment, by }
}

function ruleOf(measure: number): Measure {
  const rule = rules[measure]
  if (rule === undefined) throw new Error(`There is no measure ${measure}`)
  return rule
}

/** One exact number, many times cheaper than a text: measures are below 2^6, days below 2^16, items numbers of rows. */
function keyOf({ measure, item, day }: Counted): number {
  return (item * 2 ** 16 + day) * 2 ** 6 + measure
}
