import { fileURLToPath } from 'node:url'

/** The project's root: where `flows/` and `content/` are. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Today in UTC, YYYY-MM-DD: whether a fact is overdue does not hang on hours. */
export function today(): string {
  return new Date().toISOString().slice(0, 10)
}
