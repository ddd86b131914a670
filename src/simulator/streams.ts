import type { ServerResponse } from 'node:http'

const HEARTBEAT_MS = 20_000

/** Server-sent events: one stream may follow several people, since a browser opens few connections. */
export class Streams {
  readonly #open = new Map<ServerResponse, Set<number>>()
  readonly #heartbeat: NodeJS.Timeout

  constructor() {
    this.#heartbeat = setInterval(() => this.#write(': still here\n\n'), HEARTBEAT_MS)
    this.#heartbeat.unref()
  }

  add(res: ServerResponse, people: number[]): void {
    res.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    })
    res.write('retry: 1000\n\n')
    this.#open.set(res, new Set(people))
    res.on('close', () => this.#open.delete(res))
  }

  send(person: number, event: string, data: Record<string, unknown>): void {
    for (const [res, people] of this.#open) {
      if (people.has(person)) res.write(frame(event, { user: person, ...data }))
    }
  }

  sendAll(event: string): void {
    this.#write(frame(event, {}))
  }

  close(): void {
    clearInterval(this.#heartbeat)
    for (const res of this.#open.keys()) res.end()
  }

  #write(text: string): void {
    for (const res of this.#open.keys()) res.write(text)
  }
}

const frame = (event: string, data: Record<string, unknown>) =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`
