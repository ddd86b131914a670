import { type FileHandle, open } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { codeOf, FolderError } from './lock.ts'

const eventSchema = z.object({
  kind: z.number().int(),
  item: z.string().nullable(),
  value: z.number().nullable(),
  language: z.string().nullable(),
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
  forget: z.boolean(),
  uncount: z.boolean(),
  events: z.array(eventSchema),
})
export type SpoolRecord = z.infer<typeof recordSchema>

/** The spool is as large as it may get: what comes is answered, but can no longer be counted. */
export class SpoolFull extends Error {
  override readonly name = 'SpoolFull'
}

/** Turns that wait on this replica's own disk for the database: one JSON line each, fsynced before it counts as kept. */
export class Spool {
  readonly #file: FileHandle
  readonly #capBytes: number
  #size: number
  #waiting: { line: string; done: () => void; failed: (error: unknown) => void }[] = []
  #writing: Promise<void> | null = null

  private constructor(file: FileHandle, capBytes: number, size: number) {
    this.#file = file
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
      await file.sync()
      return new Spool(file, capBytes, size)
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
    if (this.#size + line.length > this.#capBytes) return Promise.reject(new SpoolFull('The spool is full'))
    return new Promise((done, failed) => {
      this.#waiting.push({ line, done, failed })
      this.#writing ??= this.#write()
    })
  }

  async #write(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0)
      const lines = batch.map(({ line }) => line).join('')
      try {
        await this.#file.appendFile(lines)
        await this.#file.datasync()
        this.#size += Buffer.byteLength(lines)
        for (const { done } of batch) done()
      } catch (error) {
        for (const { failed } of batch) failed(error)
      }
    }
    this.#writing = null
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
    await this.#writing
    if (this.#size > read) return false
    this.#writing = this.#truncate()
    await this.#writing
    return true
  }

  async #truncate(): Promise<void> {
    await this.#file.truncate(0)
    await this.#file.datasync()
    this.#size = 0
    await this.#write()
  }

  async #text(from: number): Promise<string> {
    const bytes = Buffer.alloc(this.#size - from)
    const { bytesRead } = await this.#file.read(bytes, 0, bytes.length, from)
    return bytes.toString('utf8', 0, bytesRead)
  }

  async close(): Promise<void> {
    await this.#writing
    await this.#file.close()
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
