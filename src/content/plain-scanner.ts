const blank = /(?: *(?:#[^\n]*)?\n)*/y

/** Reads a text from its start to its end by patterns that stick to where it stands (flag y). */
export class Scanner {
  readonly #source: string
  /** Where it stands. Giving up moves it to the end, where nothing matches any more. */
  at = 0
  givenUp = false

  constructor(source: string) {
    this.#source = source
  }

  get char(): string | undefined {
    return this.#source[this.at]
  }

  get atEnd(): boolean {
    return this.at >= this.#source.length
  }

  /** Reads what a pattern matches here; undefined when it does not match. */
  match(pattern: RegExp): string | undefined {
    const start = this.at
    return this.skip(pattern) ? this.#source.slice(start, this.at) : undefined
  }

  skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.at
    if (!pattern.test(this.#source)) return false
    this.at = pattern.lastIndex
    return true
  }

  /** Skips lines without anything, and comments. */
  blank(): void {
    const char = this.char
    if (char === '\n' || char === ' ' || char === '#') this.skip(blank)
  }

  spaces(): void {
    while (this.char === ' ') this.at += 1
  }

  indent(): number {
    const start = this.at
    this.spaces()
    return this.at - start
  }

  giveUp(): undefined {
    this.givenUp = true
    this.at = this.#source.length
  }
}
