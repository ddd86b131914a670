import type { Table } from './journal.ts'

/** Numbers that never repeat: a block is reserved on disk before the first of it is used. */
export class Counters {
  readonly #reserved: Table<number>
  readonly #next = new Map<string, number>()
  readonly #block: number

  constructor(reserved: Table<number>, block = 1_000) {
    this.#reserved = reserved
    this.#block = block
  }

  next(name: string, first = 1): number {
    const value = this.#next.get(name) ?? this.#reserved.get(name) ?? first
    if (value >= (this.#reserved.get(name) ?? 0)) this.#reserved.set(name, value + this.#block)
    this.#next.set(name, value + 1)
    return value
  }

  /** Makes sure that a number given from outside is not given again. */
  passOver(name: string, used: number, first = 1): void {
    const value = this.#next.get(name) ?? this.#reserved.get(name) ?? first
    if (used < value) return
    this.#next.set(name, used + 1)
    if (used + 1 > (this.#reserved.get(name) ?? 0)) this.#reserved.set(name, used + 1 + this.#block)
  }

  /** A clean end gives the unused rest of the blocks back. */
  settle(): void {
    for (const [name, value] of this.#next) this.#reserved.set(name, value)
  }
}
