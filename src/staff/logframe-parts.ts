import type { Context } from 'hono'
import { record } from '../access/audit.ts'
import { dayIn } from '../campaign/campaign.ts'
import type { Logframe } from '../campaign/logframe.ts'
import type { Run } from '../store/db.ts'
import type { PageParts } from './app.tsx'
import type { StaffEnv } from './env.ts'

/** What a page of the logframe needs. */
export type LogframeParts = PageParts & { plan: Logframe }

/** The day in the campaign's time zone, YYYY-MM-DD. */
export function today({ content, now }: Pick<PageParts, 'content' | 'now'>): string {
  return dayIn(content.campaign.time_zone, now())
}

/** Runs a change of the logframe and notes it; answers what the change answers, and notes nothing when that is undefined. */
export async function noting<T>(
  { db, now }: LogframeParts,
  c: Context<StaffEnv>,
  action: string,
  change: (
    run: Run,
    by: { staff: number; at: Date },
  ) => Promise<{ answer: T; what: Readonly<Record<string, unknown>> } | undefined>,
): Promise<T | undefined> {
  const by = { staff: c.var.who.staff, at: now() }
  return await db.transaction(async (run) => {
    const done = await change(run, by)
    if (done === undefined) return undefined
    await record(run, { ...by, action, what: done.what })
    return done.answer
  })
}
