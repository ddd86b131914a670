import { appendFile, type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { codeOf, FolderError } from './lock.ts'

const eventSchema = z.object({
  kind: z.number().int(),
  item: z.string().nullable(),
  value: z.number().int().nullable(),
})

/** What a turn without a database leaves behind: ids, events, and the four choices that must not be lost. No text, no state. */
export const recordSchema = z.object({
  update: z.number().int(),
  lookup: z.string(),
  chat: z.string(),
  at: z.string(),
  received: z.string(),
  /** The four choices: null where this turn did not make one. */
  language: z.string().nullable(),
  counting: z.string().nullable(),
  stopped: z.boolean().nullable(),
  source: z.string().nullable(),
  /** What was known of the account then; a spool of an older version says nothing of it. */
  segment: z.string().nullable().default(null),
  forget: z.boolean(),
  blocked: z.boolean(),
  /** Whether its reply was delivered: a turn that was saved after all still needs its exposures. */
  delivered: z.boolean(),
  events: z.array(eventSchema),
})
export type SpoolRecord = z.infer<typeof recordSchema>

/** The spool is as large as it may get: what comes is answered, but can no longer be counted. */
export class SpoolFull extends Error {
  override readonly name = 'SpoolFull'
}

type Opened = { file: FileHandle; badPath: string; capBytes: number; size: number }

/** Turns that wait on this replica's own disk for the database: one JSON line each, fsynced before it counts as kept. */
export class Spool {
  readonly #file: FileHandle
  readonly #capBytes: number
  #size: number
  #waiting: { line: string; done: () => void; failed: (error: unknown) => void }[] = []
  #working: Promise<void> | null = null
  #torn = false
  readonly #badPath: string

  private constructor({ file, badPath, capBytes, size }: Opened) {
    this.#file = file
    this.#badPath = badPath
    this.#capBytes = capBytes
    this.#size = size
  }

  /** Opens the spool in a folder. A torn last line, left by a crash, is cut off. Throws when it cannot be written. */
  static async open(folder: string, capBytes = 256 * 1024 * 1024): Promise<Spool> {
    const path = join(folder, 'spool.jsonl')
    try {
      const file = await open(path, 'a+', 0o600)
      const whole = await file.readFile('utf8')
      const kept = whole.slice(0, whole.lastIndexOf('\n') + 1)
      const size = Buffer.byteLength(kept)
      await file.truncate(size)
      await file.appendFile(' ')
      await file.truncate(size)
      await file.sync()
      return new Spool({ file, badPath: join(folder, 'spool.bad.jsonl'), capBytes, size })
    } catch (error) {
      throw new FolderError(
        `The spool ${path} cannot be written (${codeOf(error)}). Set DATA_DIR to a folder that this user may write.`,
      )
    }
  }

  get bytes(): number {
    return this.#size
  }

  get isEmpty(): boolean {
    return this.#size === 0 && this.#waiting.length === 0
  }

  /** Resolves when the record is on the disk. Records that come while one is being written share the next fsync. */
  append(record: SpoolRecord): Promise<void> {
    const line = `${JSON.stringify(record)}\n`
    // What a person decided must still find room when mere counts do not.
    const cap = isDecision(record) ? this.#capBytes * 1.1 : this.#capBytes
    if (this.#size + Buffer.byteLength(line) > cap) return Promise.reject(new SpoolFull('The spool is full'))
    return new Promise((done, failed) => {
      this.#waiting.push({ line, done, failed })
      this.#start(() => this.#write())
    })
  }

  /** One thing at a time happens to the file; what waits when it is over is written next. */
  #start(work: () => Promise<void>): Promise<void> {
    this.#working ??= work().finally(() => {
      this.#working = null
      if (this.#waiting.length > 0) void this.#start(() => this.#write())
    })
    return this.#working
  }

  async #write(): Promise<void> {
    const batch = this.#waiting.splice(0)
    const lines = batch.map(({ line }) => line).join('')
    try {
      await this.#mend()
      this.#torn = true
      await this.#file.appendFile(lines)
      await this.#file.datasync()
      this.#torn = false
      this.#size += Buffer.byteLength(lines)
      for (const { done } of batch) done()
    } catch (error) {
      for (const { failed } of batch) failed(error)
    }
  }

  /** After a failed write unknown bytes may stand behind what counts as kept: nothing is ever written behind them. */
  async #mend(): Promise<void> {
    if (!this.#torn) return
    await this.#file.truncate(this.#size)
    await this.#file.datasync()
    this.#torn = false
  }

  /**
   * Hands every record to `take`, oldest first, and empties the spool when all are taken. Stops at the first that
   * throws and keeps everything: taking a record twice must do no harm. Answers how many lines could not be read.
   */
  async replay(take: (record: SpoolRecord) => Promise<void>): Promise<{ taken: number; unreadable: number }> {
    const count = { taken: 0, unreadable: 0 }
    let from = 0
    while (!(await this.#emptyAt(from))) {
      const lines = (await this.#text(from)).split('\n').filter((line) => line !== '')
      from = this.#size
      for (const line of lines) {
        const record = recordSchema.safeParse(parse(line))
        if (record.success) await take(record.data)
        count[record.success ? 'taken' : 'unreadable']++
      }
    }
    return count
  }

  /** Empties the file when nothing came behind what was read; appends wait meanwhile. */
  async #emptyAt(read: number): Promise<boolean> {
    while (this.#working !== null) await this.#working
    if (this.#size > read) return false
    await this.#start(() => this.#truncate())
    return true
  }

  async #truncate(): Promise<void> {
    await this.#file.truncate(0)
    await this.#file.datasync()
    this.#torn = false
    this.#size = 0
  }

  /** Puts a record that cannot be taken aside for a person to look at: it must not hold up the others. */
  async setAside(record: SpoolRecord): Promise<void> {
    await appendFile(this.#badPath, `${JSON.stringify(record)}\n`, { mode: 0o600 })
  }

  async #text(from: number): Promise<string> {
    const bytes = Buffer.alloc(this.#size - from)
    const { bytesRead } = await this.#file.read(bytes, 0, bytes.length, from)
    return bytes.toString('utf8', 0, bytesRead)
  }

  async close(): Promise<void> {
    while (this.#working !== null) await this.#working
    await this.#file.close()
  }
}

/** Whether a person decided something in this turn that must not be lost: to be forgotten, to stop, not to be counted. */
export function isDecision({ forget, counting, stopped }: SpoolRecord): boolean {
  return forget || counting !== null || stopped !== null
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
