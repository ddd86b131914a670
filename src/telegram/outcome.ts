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
export function outcomeOf(error: unknown): Delivered['outcome'] {
  if (error instanceof HttpError) return 'unknown'
  if (!(error instanceof GrammyError)) throw error
  if (error.error_code === 403) return error.description.includes('deactivated') ? 'deactivated' : 'blocked'
  return 'refused'
}
