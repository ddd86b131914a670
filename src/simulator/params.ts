import type { IncomingMessage } from 'node:http'
import { readBody } from './http.ts'
import { parseMultipart } from './multipart.ts'
import { badRequest } from './refusal.ts'

export type Params = Record<string, unknown>

export interface Upload {
  name: string
  mime: string
  bytes: Uint8Array
}

export interface Input {
  params: Params
  files: Map<string, Upload>
}

const BODY_LIMIT = 52 * 1024 * 1024
const VERBATIM = new Set([
  'text',
  'caption',
  'name',
  'description',
  'short_description',
  'url',
  'secret_token',
  'callback_query_id',
  'language_code',
  'parse_mode',
  'file_id',
])

/** Reads the parameters of a call from its query string and from any kind of body that Telegram takes. */
export async function readInput(req: IncomingMessage, query: URLSearchParams): Promise<Input> {
  const body = await readBody(req, BODY_LIMIT)
  const kind = (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const params = fromPairs(query)
  if (body.length === 0) return { params, files: new Map() }
  if (kind === 'application/json') return { params: { ...params, ...fromJson(body) }, files: new Map() }
  if (kind === 'application/x-www-form-urlencoded') {
    return { params: { ...params, ...fromPairs(new URLSearchParams(body.toString())) }, files: new Map() }
  }
  if (kind !== 'multipart/form-data') return { params, files: new Map() }
  const form = fromMultipart(body, req.headers['content-type'] ?? '')
  return { params: { ...params, ...form.params }, files: form.files }
}

function fromJson(body: Buffer): Params {
  try {
    const parsed: unknown = JSON.parse(body.toString())
    if (isRecord(parsed)) return parsed
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw badRequest("can't parse JSON object")
}

function fromMultipart(body: Buffer, type: string): Input {
  const pairs: [string, string][] = []
  const files = new Map<string, Upload>()
  for (const { name, fileName, mime, bytes } of parseMultipart(body, type)) {
    if (fileName === undefined) pairs.push([name, bytes.toString()])
    else files.set(name, { name: fileName, mime, bytes })
  }
  return { params: withUploads(fromPairs(pairs), files), files }
}

/** A file sent under the parameter's own name is written in the log as one that is attached. */
function withUploads(params: Params, files: Map<string, Upload>): Params {
  const attached = new Set(Object.values(params).filter((value) => typeof value === 'string'))
  for (const name of files.keys()) {
    if (!attached.has(`attach://${name}`)) params[name] = `attach://${name}`
  }
  return params
}

function fromPairs(pairs: Iterable<[string, string]>): Params {
  const params: Params = {}
  for (const [name, value] of pairs) params[name] = VERBATIM.has(name) ? value : parsed(value)
  return params
}

function parsed(value: string): unknown {
  if (!/^(-?\d{1,15}|true|false|[[{].*)$/is.test(value)) return value
  try {
    return JSON.parse(value.toLowerCase() === 'true' ? 'true' : value)
  } catch {
    return value
  }
}

export const isRecord = (value: unknown): value is Params =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export function textOf(params: Params, name: string): string | undefined {
  const value = params[name]
  if (typeof value === 'string') return value
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

export function numberOf(params: Params, name: string): number | undefined {
  const value = params[name]
  if (typeof value === 'number' && Number.isInteger(value)) return value
  return typeof value === 'string' && /^-?\d{1,16}$/.test(value) ? Number(value) : undefined
}

export function truthOf(params: Params, name: string): boolean {
  const value = params[name]
  return value === true || value === 1 || (typeof value === 'string' && /^(true|yes|1)$/i.test(value))
}

/** A list or an object, which may also come as a JSON string. */
export function structureOf(params: Params, name: string): unknown {
  const value = params[name]
  if (typeof value !== 'string') return value
  try {
    return JSON.parse(value)
  } catch {
    throw badRequest(`can't parse ${name} JSON object`)
  }
}
