import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Update } from 'grammy/types'
import { sameSecret } from '../privacy/compare.ts'
import { errorClass } from '../privacy/log.ts'
import { type Receiver, receive } from './receive.ts'

export const webhookPath = '/telegram/webhook'
const bodyMostBytes = 256 * 1024
const secretHeader = 'x-telegram-bot-api-secret-token'

/** Answers Telegram's webhook. The secret is checked before the body is read; 200 acknowledges, 500 asks for the update again. */
export async function answerWebhook(
  receiver: Receiver,
  secret: string,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  const refusal = refuse(req, secret)
  if (refusal !== undefined) return end(res, refusal)
  const body = await readBody(req)
  if (body === 'gone') return
  if (body === 'too large') return end(res, 413)
  const update = readJson(body)
  if (update === undefined) return end(res, 400)
  try {
    await receive(receiver, update)
    end(res, 200)
  } catch (error) {
    receiver.log('debug', 'an update will come again', { update: update.update_id, error: errorClass(error) })
    end(res, 500)
  }
}

function refuse(req: IncomingMessage, secret: string): number | undefined {
  if (req.method !== 'POST') return 405
  const given = req.headers[secretHeader]
  if (typeof given !== 'string' || !sameSecret(given, secret)) return 401
  if (!/^application\/json\b/.test(req.headers['content-type'] ?? '')) return 415
  return Number(req.headers['content-length'] ?? 0) > bodyMostBytes ? 413 : undefined
}

type Body = Buffer | 'too large' | 'gone'

/** The body; `gone` when the caller left in the middle of it. */
function readBody(req: IncomingMessage): Promise<Body> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    req.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > bodyMostBytes) resolve('too large')
      else chunks.push(chunk)
    })
    req.on('end', () => resolve(Buffer.concat(chunks)))
    req.on('close', () => resolve('gone'))
    req.on('error', () => resolve('gone'))
  })
}

function readJson(body: Buffer): Update | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    const isUpdate =
      typeof value === 'object' &&
      value !== null &&
      'update_id' in value &&
      Number.isSafeInteger(value.update_id)
    return isUpdate ? (value as Update) : undefined
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}

function end(res: ServerResponse, status: number): void {
  const headers = status === 413 ? { connection: 'close' } : {}
  res.writeHead(status, { ...headers, 'content-length': 0 }).end()
}
