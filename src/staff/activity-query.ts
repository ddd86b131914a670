import { z } from 'zod'
import { activityKinds, tidy } from '../campaign/activity.ts'
import { endOfMonth } from '../campaign/days.ts'
import type { ActivityFilter } from '../report/activities.ts'

const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)

const shape = z.strictObject({
  kind: z.enum(activityKinds).optional(),
  district: z.string().transform(tidy).pipe(z.string().max(80)).optional(),
  from: month.optional(),
  to: month.optional(),
  page: z
    .string()
    .regex(/^[1-9]\d{0,4}$/)
    .transform(Number)
    .optional(),
  removed: z.literal('1').optional(),
  done: z.enum(['added', 'changed', 'removed', 'restored', 'imported']).optional(),
  id: z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .optional(),
})

export type ActivityQuery = z.infer<typeof shape>

/**
 * Reads the address of the list. An empty field of the form asks for all; what is not known is refused by its name, so
 * that nobody takes the whole list for a part of it.
 */
export function readQuery(query: Record<string, string>): ActivityQuery | { unknown: string } {
  const given = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== ''))
  const read = shape.safeParse(given)
  if (!read.success) {
    const [issue] = read.error.issues
    const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0]
    return { unknown: String(unknown) }
  }
  const { from, to } = read.data
  return from !== undefined && to !== undefined && from > to ? { unknown: 'to' } : read.data
}

export function filterOf({ kind, district, from, to, removed }: ActivityQuery): ActivityFilter {
  return {
    kinds: kind === undefined ? undefined : [kind],
    district,
    from: from === undefined ? undefined : `${from}-01`,
    until: to === undefined ? undefined : endOfMonth(to),
    removed: removed === '1',
  }
}

/** The same list with something else in its address, from its first page; undefined takes a part out. */
export function listHref(
  query: ActivityQuery,
  changes: Partial<Record<keyof ActivityQuery, unknown>>,
): string {
  const { kind, district, from, to, removed } = query
  const all = { kind, district, from, to, removed, ...changes }
  const params = new URLSearchParams(
    Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
  return params.size === 0 ? '/staff/activities' : `/staff/activities?${params}`
}
