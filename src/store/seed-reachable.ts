import { dayIn } from '../campaign/campaign.ts'
import { dayMs } from '../campaign/days.ts'
import type { Db } from './db.ts'
import type { MadeAccount } from './seed-write.ts'

const write = `
insert into reachable_day as r (day, language, n)
select day, language, n from jsonb_to_recordset($1::text::jsonb) as x(day date, language text, n int)
on conflict (day, language) do update set n = r.n + excluded.n`

/** How many of the made-up accounts could be written to on each day, by language. */
export class Reachable {
  readonly #timeZone: string
  /** By language, then day: how many more or fewer than on the day before. */
  readonly #changes = new Map<string, Map<string, number>>()

  constructor(timeZone: string) {
    this.#timeZone = timeZone
  }

  add(made: readonly MadeAccount[]): void {
    for (const { person, life } of made) {
      const language = life.known.language ?? ''
      const first = life.happened[0]
      if (person.fate === 'forgotten' || first === undefined) continue
      this.#change(language, first.at, 1)
      const ends = [life.stoppedAt, life.blockedAt].filter((at) => at !== null)
      if (ends.length > 0) this.#change(language, Math.min(...ends), -1)
    }
  }

  /** Up to the day that begins at `today`. */
  async save(db: Db, today: number): Promise<void> {
    const rows = [...this.#changes].flatMap(([language, changes]) => {
      const first = [...changes.keys()].sort()[0]
      let n = 0
      return this.#days(first, today).map((day) => {
        n += changes.get(day) ?? 0
        return { day, language, n }
      })
    })
    await db.run(write, [JSON.stringify(rows)])
  }

  #days(first: string | undefined, today: number): string[] {
    const last = dayIn(this.#timeZone, new Date(today))
    const days: string[] = []
    for (
      let at = Date.parse(`${first ?? last}T00:00:00Z`);
      at <= Date.parse(`${last}T00:00:00Z`);
      at += dayMs
    )
      days.push(new Date(at).toISOString().slice(0, 10))
    return days
  }

  #change(language: string, at: number, by: number): void {
    const days = this.#changes.get(language) ?? new Map<string, number>()
    this.#changes.set(language, days)
    const day = dayIn(this.#timeZone, new Date(at))
    days.set(day, (days.get(day) ?? 0) + by)
  }
}
