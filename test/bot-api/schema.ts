import { Ajv, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv'
import { takeCaption, takeText } from '../../src/simulator/formatting.ts'
import { takeKeyboard } from '../../src/simulator/keyboard.ts'
import { isRecord, type Params } from '../../src/simulator/params.ts'
import { Refusal } from '../../src/simulator/refusal.ts'
import { loadSchema } from './schema-source.ts'

interface Check {
  ajv: Ajv
  methods: Set<string>
  validators: Map<string, ValidateFunction>
}

type Rule = [methods: RegExp, breaks: (params: Params) => string | undefined]

const longer = (field: string, limit: number) => (params: Params) => {
  const value = params[field]
  return typeof value === 'string' && value.length > limit ? `${field} is longer than ${limit}` : undefined
}

const refused = (take: (params: Params) => unknown) => (params: Params) => {
  try {
    take(params)
  } catch (error) {
    if (error instanceof Refusal) return error.message
    throw error
  }
  return undefined
}

/** What Telegram refuses although its types allow it. */
const RULES: Rule[] = [
  [/^(sendMessage|editMessageText)$/, refused(takeText)],
  [/^(send(Photo|Document|Voice)|editMessageCaption)$/, refused(takeCaption)],
  [/^(send|edit)/, refused(takeKeyboard)],
  [/^answerCallbackQuery$/, longer('text', 200)],
  [/^setMyName$/, longer('name', 64)],
  [/^setMyDescription$/, longer('description', 512)],
  [/^setMyShortDescription$/, longer('short_description', 120)],
  [/^setMyCommands$/, badCommand],
]

let check: Check | undefined

/** Tells in words what is wrong with calls of the Bot API; nothing when all are right. */
export function checkCalls(calls: { method: string; payload: unknown }[]): string[] {
  check ??= openCheck(loadSchema())
  const problems: string[] = []
  for (const [index, { method, payload }] of calls.entries()) {
    const found = check.methods.has(method) ? problemsOf(check, method, payload ?? {}) : ['unknown method']
    problems.push(...found.map((problem) => `call ${index} ${method}: ${problem}`))
  }
  return problems
}

function openCheck(schema: AnySchemaObject): Check {
  const ajv = new Ajv({ allErrors: false, allowUnionTypes: true, strict: false })
  ajv.addSchema(schema, 'bot-api')
  const methods = Object.keys(schema.definitions.Calls.properties)
  return { ajv, methods: new Set(methods), validators: new Map() }
}

function problemsOf(open: Check, method: string, payload: unknown): string[] {
  const validate = validatorOf(open, method)
  const problems = validate(payload) ? [] : [wordsOf(validate.errors ?? [])]
  if (!isRecord(payload)) return problems
  for (const [methods, breaks] of RULES) {
    const problem = methods.test(method) ? breaks(payload) : undefined
    if (problem !== undefined) problems.push(problem)
  }
  return problems
}

function validatorOf({ ajv, validators }: Check, method: string): ValidateFunction {
  const known = validators.get(method)
  if (known) return known
  const made = ajv.compile({ $ref: `bot-api#/definitions/Calls/properties/${method}` })
  validators.set(method, made)
  return made
}

/** Of the many branches of a union the first complaint at the deepest place says the most. */
function wordsOf(errors: ErrorObject[]): string {
  const deepest = errors.reduce<ErrorObject | undefined>(
    (best, error) => (best && best.instancePath.length >= error.instancePath.length ? best : error),
    undefined,
  )
  if (!deepest) return 'does not match the schema'
  const extra = deepest.keyword === 'additionalProperties' ? ` (${deepest.params.additionalProperty})` : ''
  return `${deepest.instancePath || 'parameters'} ${deepest.message ?? 'is wrong'}${extra}`
}

function badCommand({ commands }: Params): string | undefined {
  if (!Array.isArray(commands)) return undefined
  if (commands.length > 100) return 'more than 100 commands'
  const bad = commands.find(({ command, description }) => {
    const words = String(description)
    return !/^[a-z0-9_]{1,32}$/.test(String(command)) || words.length === 0 || words.length > 256
  })
  return bad ? `bad command ${JSON.stringify(bad)}` : undefined
}
