import type { Db } from '../../src/store/db.ts'

/** How long at least one query is under way. */
export class Watch {
  readonly db: Db
  #under = 0
  #since = 0
  #taken = 0

  constructor(db: Db) {
    this.db = { ...db, run: (statement, params) => this.#watch(() => db.run(statement, params)) }
  }

  async time(work: () => Promise<unknown>): Promise<number> {
    this.#taken = 0
    await work()
    return this.#taken
  }

  async #watch<T>(run: () => Promise<T>): Promise<T> {
    if (this.#under++ === 0) this.#since = performance.now()
    try {
      return await run()
    } finally {
      if (--this.#under === 0) this.#taken += performance.now() - this.#since
    }
  }
}
