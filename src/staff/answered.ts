import { orAway, within } from '../store/trouble.ts'
import { QuestionError } from './reach-question.ts'

/** Longer than any query of a page should take, in milliseconds: then the database counts as away. */
export const pagePatienceMs = 15_000

/** What a page reads, or why it cannot be told: the address asks for what there is not, or the database is away. */
export async function answered<T>(read: () => Promise<T>): Promise<T | 'away' | QuestionError> {
  return await orAway(within(pagePatienceMs, read().catch(wrongQuestion)))
}

function wrongQuestion(error: unknown): QuestionError {
  if (error instanceof QuestionError) return error
  throw error
}
