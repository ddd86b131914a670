import type { Config } from '../config.ts'
import { findSecret } from '../secret.ts'
import { type Db, openDb } from '../store/db.ts'
import { lockFolder } from '../store/lock.ts'

/**
 * Opens the database that the settings name for one command, with its tables up to date. The embedded one is for one
 * process: the bot must be stopped. A folder that is used for the first time gets its secret, as at a start.
 */
export async function withDatabase<T>(config: Config, work: (db: Db) => Promise<T>): Promise<T> {
  const unlock = config.DATABASE_URL === undefined ? lockFolder(config.DATA_DIR) : () => undefined
  try {
    findSecret(config)
    const db = await openDb(config)
    try {
      await db.migrate()
      return await work(db)
    } finally {
      await db.close()
    }
  } finally {
    unlock()
  }
}
