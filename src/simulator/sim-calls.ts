import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { World } from './world.ts'

const PIECE = 500

/** Writes the log in pieces, since all of it may be longer than one string can be. */
export async function sendCalls(world: World, res: ServerResponse, query: URLSearchParams): Promise<void> {
  const since = Number(query.get('since') ?? 0) || 0
  const limit = Number(query.get('limit') ?? Number.POSITIVE_INFINITY) || Number.POSITIVE_INFINITY
  const calls = world.calls.since(since).slice(0, limit)
  res.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  try {
    await pipeline(Readable.from(pieces(calls)), res)
  } catch (error) {
    // Whoever asked has gone away: nobody is left to be told.
    if (!res.destroyed) throw error
  }
}

function* pieces(calls: readonly unknown[]): Generator<string> {
  yield '{"calls":['
  for (let from = 0; from < calls.length; from += PIECE) {
    const piece = calls.slice(from, from + PIECE).map((call) => JSON.stringify(call))
    yield (from > 0 ? ',' : '') + piece.join(',')
  }
  yield ']}'
}
