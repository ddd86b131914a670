/** What a database's error means for a group. */
export type Trouble = 'away' | 'again' | 'data'

/** The database did not answer in time. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow'
}

/** Classes of SQLSTATE (PostgreSQL, appendix A) that blame the data; class 40 only asks to try again. */
const blamesData = /^2[23][0-9A-Z]{3}$/
const asksAgain = /^40[0-9A-Z]{3}$/

/** Only what surely lies in the data is a row's own fault: a failover or a lost right must cost nobody an answer. */
export function troubleOf(error: unknown): Trouble {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (asksAgain.test(code)) return 'again'
  return blamesData.test(code) || error instanceof TypeError || error instanceof RangeError ? 'data' : 'away'
}

/** A statement that the database does not understand (class 42): a bug of ours, or tables that are not there yet. */
export function isMistake(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^42[0-9A-Z]{3}$/.test(String(error.code))
}

/** The promise's value, or that the database is away. A statement that it does not understand is thrown on: a bug of ours. */
export async function orAway<T>(answer: Promise<T>): Promise<T | 'away'> {
  try {
    return await answer
  } catch (error) {
    if (troubleOf(error) === 'away' && !isMistake(error)) return 'away'
    throw error
  }
}

/** The longest a person waits for the database before being answered without it. */
export const patienceMs = 1000

/** The promise's value, or {@link TooSlow} after a time. What comes later is of no use to anybody. */
export async function within<T>(ms: number, promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooSlow(`No answer in ${ms} ms`)), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
