import cron from 'node-cron'
import { errorClass, type Log } from './privacy/log.ts'

/** One thing that is done at set times. What is due lives in tables: a run that is missed is made up by the next. */
export type Duty = {
  name: string
  times: string
  /** Whose clock `times` are of; without it that of the machine. */
  timeZone?: string
  run: () => Promise<void>
}

/** Starts a table of duties. A duty that still runs is not started again. Returns what stops them. */
export function startSchedule(duties: readonly Duty[], log: Log): () => Promise<void> {
  const tasks = duties.map(({ name, times, timeZone, run }) =>
    cron.schedule(times, () => attempt(name, run, log), {
      name,
      noOverlap: true,
      ...(timeZone === undefined ? {} : { timezone: timeZone }),
    }),
  )
  return async () => {
    for (const task of tasks) await task.destroy()
  }
}

async function attempt(name: string, run: () => Promise<void>, log: Log): Promise<void> {
  try {
    await run()
  } catch (error) {
    log('warn', 'a duty failed', { where: name, error: errorClass(error) })
  }
}
