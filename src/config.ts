import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { logLevels } from './privacy/log.ts'

/** Settings that may come from a file named by `<NAME>_FILE` instead. */
const secretNames = ['BOT_TOKEN', 'WEBHOOK_SECRET', 'SAPAR_SECRET', 'DATABASE_URL', 'OPENAI_API_KEY'] as const

const url = (protocols: RegExp, example: string) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && protocols.test(value), `must be an address such as ${example}`)

const settings = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]{20,}$/, 'is not a token as BotFather gives it (123456:ABC…)')
    .optional(),
  TELEGRAM_API_ROOT: url(
    /^https?:\/\/.*[^/]$/,
    'https://api.telegram.org, without a slash at its end',
  ).default('https://api.telegram.org'),
  DATABASE_URL: url(/^postgres(ql)?:\/\//, 'postgres://user:password@host:5432/sapar').optional(),
  DATA_DIR: z.string().min(1).default('./data'),
  PORT: z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(0, 'must be 0 to 65535')
    .max(65535, 'must be 0 to 65535')
    .default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  PUBLIC_URL: url(
    /^https:\/\/.*[^/]$|^http:\/\/(127\.0\.0\.1|localhost)[:/]?.*[^/]$/,
    'https://bot.example.org, without a slash at its end',
  ).optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{16,256}$/, 'must be 16 to 256 letters, digits, _ and -')
    .optional(),
  SAPAR_SECRET: z
    .string()
    .min(32, 'must be at least 32 characters: make one with `openssl rand -base64 32`')
    .optional(),
  STAFF_ADMINS: z
    .string()
    .regex(
      /^\s*\d{1,15}\s*(,\s*\d{1,15}\s*)*$/,
      'must be Telegram ids with commas between them, such as 4711,4712',
    )
    .transform((ids) => ids.split(',').map(Number))
    .default([]),
  OPENAI_API_KEY: z.string().optional(),
  OPENAI_BASE_URL: url(/^https?:\/\//, 'https://api.openai.com/v1').optional(),
  OPENAI_MODEL: z.string().optional(),
  LOG_LEVEL: z.enum(logLevels, `must be one of ${logLevels.join(', ')}`).default('info'),
})

export type Config = Readonly<z.infer<typeof settings>>

/** The environment cannot be used; the message lists every problem in plain words. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Names like ours that are none of ours: most likely a slip of the pen. */
const ours = /^(SAPAR|BOT|TELEGRAM|WEBHOOK|STAFF|OPENAI)_/

/** Reads the environment, once. All problems are told at once. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const problems: string[] = []
  const given: Record<string, string> = {}
  for (const name of Object.keys(settings.shape)) {
    const value = env[name] ?? fromFile(env, name, problems)
    if (value !== undefined && value !== '') given[name] = value
  }
  const read = settings.safeParse(given)
  if (!read.success)
    problems.push(...read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`))
  else problems.push(...together(read.data))
  problems.push(...unknownNames(env))
  if (read.success && problems.length === 0) return Object.freeze(read.data)
  throw new ConfigError(
    `The settings cannot be used:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
  )
}

function fromFile(env: NodeJS.ProcessEnv, name: string, problems: string[]): string | undefined {
  const file = env[`${name}_FILE`]
  if (file === undefined || !secretNames.some((secret) => secret === name)) return undefined
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    problems.push(
      `${name}_FILE: ${file} cannot be read (${error instanceof Error && 'code' in error ? error.code : error})`,
    )
    return undefined
  }
}

function together(config: Config): string[] {
  const problems: string[] = []
  if ((config.PUBLIC_URL === undefined) !== (config.WEBHOOK_SECRET === undefined)) {
    problems.push(
      'PUBLIC_URL and WEBHOOK_SECRET belong together: set both for a webhook, or neither for long polling',
    )
  }
  if (config.DATABASE_URL !== undefined && config.SAPAR_SECRET === undefined) {
    problems.push('SAPAR_SECRET must be set with DATABASE_URL: all replicas need the same one')
  }
  if (config.BOT_TOKEN === undefined && !['127.0.0.1', 'localhost', '::1'].includes(config.HOST)) {
    problems.push('HOST must be 127.0.0.1 without BOT_TOKEN: the demonstration is for this computer alone')
  }
  if (config.BOT_TOKEN === undefined && config.PUBLIC_URL !== undefined) {
    problems.push(
      'PUBLIC_URL needs BOT_TOKEN: without a token the bot talks to the simulator, by long polling',
    )
  }
  return problems
}

function unknownNames(env: NodeJS.ProcessEnv): string[] {
  const known = new Set<string>([
    ...Object.keys(settings.shape),
    ...secretNames.map((name) => `${name}_FILE`),
  ])
  return Object.keys(env)
    .filter((name) => ours.test(name) && !known.has(name))
    .map(
      (name) =>
        `${name} is not a setting of Sapar. The settings are: ${Object.keys(settings.shape).join(', ')}`,
    )
}
