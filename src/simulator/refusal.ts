/** An answer with which Telegram refuses a call. */
export class Refusal extends Error {
  readonly code: number
  readonly retryAfter: number | undefined

  constructor(code: number, description: string, retryAfter?: number) {
    super(description)
    this.code = code
    this.retryAfter = retryAfter
  }
}

export const badRequest = (words: string) => new Refusal(400, `Bad Request: ${words}`)
export const forbidden = (words: string) => new Refusal(403, `Forbidden: ${words}`)
export const conflict = (words: string) => new Refusal(409, `Conflict: ${words}`)
export const floodWait = (seconds: number) =>
  new Refusal(429, `Too Many Requests: retry after ${seconds}`, seconds)

const STATUS_WORDS: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden: bot was blocked by the user',
  404: 'Not Found',
  409: 'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  413: 'Request Entity Too Large',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
}

export function refusalOf(status: number, retryAfter: number | undefined): Refusal {
  if (status === 429) return floodWait(retryAfter ?? 1)
  return new Refusal(status, STATUS_WORDS[status] ?? 'Error', retryAfter)
}

export function refusalBody(refusal: Refusal) {
  const body = { ok: false, error_code: refusal.code, description: refusal.message }
  return refusal.retryAfter === undefined
    ? body
    : { ...body, parameters: { retry_after: refusal.retryAfter } }
}
