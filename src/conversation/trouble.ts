/** What a database's error means for a group. */
export type Trouble = 'away' | 'again' | 'data'

/** The database did not answer in time. */
export class TooSlow extends Error {
  override readonly name = 'TooSlow'
}

const sqlState = /^[0-9A-Z]{5}$/
/** Classes of SQLSTATE (PostgreSQL, appendix A) that say nothing about the statement: connection, resources, shutdown, system. */
const away = ['08', '53', '57', '58', 'XX']
const again = '40'

export function troubleOf(error: unknown): Trouble {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!sqlState.test(code)) return error instanceof TypeError || error instanceof RangeError ? 'data' : 'away'
  if (code.startsWith(again)) return 'again'
  return away.includes(code.slice(0, 2)) ? 'away' : 'data'
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
