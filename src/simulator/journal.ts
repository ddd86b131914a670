import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'

type Line = [table: string, key: string, value?: unknown]

const COMPACT_AFTER = 1_000_000
const CHUNK = 2_000

/**
 * Named tables of JSON values, kept in memory and appended line by line to one file.
 * A line is written before the call that made it is answered, so a killed process loses nothing it told of.
 */
export class Journal {
  readonly #path: string
  readonly #tables = new Map<string, Map<string, unknown>>()
  #file: number
  #lines = 0

  constructor(dataDir: string) {
    mkdirSync(dataDir, { recursive: true })
    this.#path = join(dataDir, 'journal.jsonl')
    this.#load()
    this.#file = this.#compact()
  }

  table<V>(name: string): Table<V> {
    const rows = this.#rows(name) as Map<string, V>
    return new Table<V>(rows, (key, value) =>
      this.#append(value === undefined ? [name, key] : [name, key, value]),
    )
  }

  close(): void {
    closeSync(this.#file)
  }

  #rows(name: string): Map<string, unknown> {
    const found = this.#tables.get(name)
    if (found) return found
    const made = new Map<string, unknown>()
    this.#tables.set(name, made)
    return made
  }

  #append(line: Line): void {
    writeSync(this.#file, `${JSON.stringify(line)}\n`)
    this.#lines += 1
    if (this.#lines < COMPACT_AFTER) return
    closeSync(this.#file)
    this.#file = this.#compact()
  }

  #load(): void {
    if (!existsSync(this.#path)) return
    const bytes = readFileSync(this.#path)
    let from = 0
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
      this.#replay(JSON.parse(bytes.toString('utf8', from, end)) as Line)
      from = end + 1
    }
  }

  #replay([name, key, value]: Line): void {
    const rows = this.#rows(name)
    if (value === undefined) rows.delete(key)
    else rows.set(key, value)
  }

  #compact(): number {
    const fresh = `${this.#path}.new`
    const file = openSync(fresh, 'w')
    let chunk: string[] = []
    for (const [name, rows] of this.#tables) {
      for (const [key, value] of rows) {
        chunk.push(`${JSON.stringify([name, key, value])}\n`)
        if (chunk.length < CHUNK) continue
        writeSync(file, chunk.join(''))
        chunk = []
      }
    }
    writeSync(file, chunk.join(''))
    renameSync(fresh, this.#path)
    this.#lines = 0
    return file
  }
}

export class Table<V> {
  readonly #rows: Map<string, V>
  readonly #write: (key: string, value: V | undefined) => void

  constructor(rows: Map<string, V>, write: (key: string, value: V | undefined) => void) {
    this.#rows = rows
    this.#write = write
  }

  get size(): number {
    return this.#rows.size
  }

  get(key: string): V | undefined {
    return this.#rows.get(key)
  }

  set(key: string, value: V): void {
    this.#rows.set(key, value)
    this.#write(key, value)
  }

  delete(key: string): void {
    if (this.#rows.delete(key)) this.#write(key, undefined)
  }

  entries(): IterableIterator<[string, V]> {
    return this.#rows.entries()
  }

  values(): IterableIterator<V> {
    return this.#rows.values()
  }
}
