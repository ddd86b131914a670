import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import type { Hidden, Script } from '../flow/script.ts'
import { errorClass, type Log } from '../privacy/log.ts'
import type { Db } from './db.ts'
import { type HiddenKind, type HiddenRow, type HiddenThing, hiddenKinds, readHidden } from './hidden.ts'
import { codeOf } from './lock.ts'

/** In the data folder. */
export const hiddenFile = 'hidden.json'
const everyMs = 2000
const thingsSchema = z.array(z.object({ kind: z.enum(hiddenKinds), id: z.string() }))

export type LiveParts = {
  db: Db
  log: Log
  /** Keeps on this replica's own disk what is hidden, for a start while the database is away. */
  file: string
}

/**
 * The script as it is now: the content as it was read at the start, less what staff hide. A new value when that changes;
 * while the database is away what was last known stays.
 */
export class LiveScript {
  readonly #parts: LiveParts
  #script: Script
  #rows: readonly HiddenRow[] = []
  #seen: string
  #looking: Promise<void> = Promise.resolve()

  constructor(script: Script, parts: LiveParts) {
    this.#parts = parts
    const kept = this.#kept()
    this.#seen = JSON.stringify(kept)
    this.#script = { ...script, hidden: hiddenOf(kept) }
  }

  get now(): Script {
    return this.#script
  }

  /** What is hidden, with its reasons, as the table last said; empty before it was read. */
  get rows(): readonly HiddenRow[] {
    return this.#rows
  }

  /** The bot's own address, once Telegram has told it. */
  nameBot(botLink: string): void {
    this.#script = { ...this.#script, botLink }
  }

  /** Reads what is hidden now. One statement at a time: on a slow database none piles up. Never throws. */
  look(): Promise<void> {
    this.#looking = this.#looking.then(() => this.#read())
    return this.#looking
  }

  /** Looks every 2 seconds, counted from the end of the look before. Answers what ends it. */
  watch(): () => Promise<void> {
    let ended = false
    let timer: NodeJS.Timeout | undefined
    const again = () => {
      timer = setTimeout(() => void this.look().then(() => ended || again()), everyMs)
      timer.unref()
    }
    again()
    return () => {
      ended = true
      clearTimeout(timer)
      return this.#looking
    }
  }

  /** A file that cannot be read must not keep the bot from starting. */
  #kept(): HiddenThing[] {
    try {
      return keptOnDisk(this.#parts.file)
    } catch (error) {
      this.#parts.log('error', 'what staff hid cannot be read from the disk', { error: errorClass(error) })
      return []
    }
  }

  async #read(): Promise<void> {
    try {
      this.#take(await readHidden(this.#parts.db))
    } catch (error) {
      this.#parts.log('debug', 'what staff hide could not be read', { error: errorClass(error) })
    }
  }

  #take(rows: readonly HiddenRow[]): void {
    this.#rows = rows
    const things = rows.map(({ kind, id }) => ({ kind, id }))
    const seen = JSON.stringify(things)
    if (seen === this.#seen) return
    this.#seen = seen
    this.#script = { ...this.#script, hidden: hiddenOf(things) }
    this.#parts.log('info', 'what staff hide changed', { count: rows.length })
    this.#keepOnDisk(seen)
  }

  #keepOnDisk(things: string): void {
    const { file, log } = this.#parts
    try {
      writeFileSync(`${file}.new`, things, { mode: 0o600 })
      renameSync(`${file}.new`, file)
    } catch (error) {
      log('error', 'what staff hide could not be kept on disk', { error: errorClass(error) })
    }
  }
}

/** What staff hid when this was last known here; nothing where nothing was kept. */
export function keptOnDisk(file: string): HiddenThing[] {
  try {
    return thingsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return []
    throw error
  }
}

/** Things that are hidden, as a script holds them. */
export function hiddenOf(things: readonly HiddenThing[]): Hidden {
  const of = (kind: HiddenKind) =>
    new Set(things.filter((thing) => thing.kind === kind).map((thing) => thing.id))
  return { cards: of('card'), facts: of('fact'), contacts: of('contact') }
}
