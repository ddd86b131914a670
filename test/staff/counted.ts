import { seededRandom } from '../../src/campaign/random.ts'
import { topicsOfCards } from '../../src/counting.ts'
import type { Db } from '../../src/store/db.ts'
import { Rollup } from '../../src/store/rollup.ts'
import { seed } from '../../src/store/seed.ts'
import { seedContent } from '../../src/store/seed-content.ts'
import { now, script } from './rig.ts'

/** Fills a database with synthetic accounts of the days before a test's time, counted as the running bot counts. */
export async function seedCounted(
  db: Db,
  { accounts, days }: { accounts: number; days: number },
): Promise<void> {
  const content = seedContent(script, topicsOfCards(script))
  await seed(db, { accounts, days, now: now(), content, random: seededRandom(5) })
  await new Rollup(db).catchUp({
    timeZone: script.content.campaign.time_zone,
    today: now().toISOString().slice(0, 10),
    now: now(),
  })
}
