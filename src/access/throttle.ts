import type { Db } from '../store/db.ts'
import { countTry } from '../store/throttle.ts'

const minutes = 15
const most = 10

/**
 * Notes a try of something that is to be slow for whoever guesses: 10 in 15 minutes. Answers 0 when it may go on, else
 * in how many seconds to come back.
 */
export async function secondsToWait(db: Db, name: string, now: Date): Promise<number> {
  const { tries, wait } = await countTry(db, { name, at: now.toISOString(), minutes })
  return tries <= most ? 0 : Math.max(1, wait)
}
