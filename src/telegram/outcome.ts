import { GrammyError, HttpError } from 'grammy'
import type { Delivered } from '../conversation/incoming.ts'

/** Telegram's answer to a card that is shown already: as good as a success. */
export function isUnchanged(error: unknown): boolean {
  return error instanceof GrammyError && error.description.includes('message is not modified')
}

/** The message is gone, too old, or of another kind: what would have been an edit must be a new message. */
export function cannotEdit(error: unknown): boolean {
  return (
    error instanceof GrammyError &&
    error.error_code === 400 &&
    /message to edit not found|can't be edited|no text in the message|message_id_invalid/i.test(
      error.description,
    )
  )
}

/** What a refusal means for the person; a network doubt is `unknown`. Anything else is a bug and thrown on. */
export function outcomeOf(error: unknown): Pick<Delivered, 'outcome' | 'waitSeconds'> {
  if (error instanceof HttpError) return { outcome: 'unknown', waitSeconds: 0 }
  if (!(error instanceof GrammyError)) throw error
  const { error_code: code, description, parameters } = error
  if (code === 429) return { outcome: 'wait', waitSeconds: parameters.retry_after ?? 1 }
  if (code === 403)
    return { outcome: description.includes('deactivated') ? 'deactivated' : 'blocked', waitSeconds: 0 }
  return { outcome: 'refused', waitSeconds: 0 }
}
