import type { Db } from './db.ts'

const find = `select file_id from sent_file, (select $1::text::jsonb as j) p where key = j->>'key'`
const keep = `
insert into sent_file (key, file_id, at) select j->>'key', j->>'id', now() from (select $1::text::jsonb as j) p
on conflict (key) do update set file_id = excluded.file_id, at = excluded.at`

/** Telegram's ids of files that everybody gets alike, remembered in memory too. */
export class SentFiles {
  readonly #db: Db
  readonly #bot: string
  readonly #known = new Map<string, string>()

  /** @param bot whose ids they are: another bot cannot use them */
  constructor(db: Db, bot: string) {
    this.#db = db
    this.#bot = bot
  }

  async find(file: string): Promise<string | undefined> {
    const key = `${this.#bot}:${file}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const [row] = await this.#db.run(find, [JSON.stringify({ key })])
    if (row === undefined) return undefined
    const id = String(row.file_id)
    this.#known.set(key, id)
    return id
  }

  async keep(file: string, id: string): Promise<void> {
    const key = `${this.#bot}:${file}`
    this.#known.set(key, id)
    await this.#db.run(keep, [JSON.stringify({ key, id })])
  }
}
