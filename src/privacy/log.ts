import { pino } from 'pino'

/** All that a log line may hold. Never a text, a name, a token, a chat id, or an error object of the messenger's client. */
export type LogFields = {
  update?: number
  method?: string
  status?: number
  error?: string
  where?: string
  ms?: number
  count?: number
  bytes?: number
  tries?: number
  seconds?: number
  port?: number
  reason?: string
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export type Log = (level: LogLevel, message: string, fields?: LogFields) => void

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** JSON lines on stderr, so that stdout stays for what a command prints. */
export function openLog(level: (typeof logLevels)[number]): Log {
  const logger = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2))
  return (lineLevel, message, fields = {}) => logger[lineLevel](fields, message)
}

/** The class of an error, and its code where it has one: enough to find it, nothing of what it carried. */
export function errorClass(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name
}
