import { typed } from './plain-scalar.ts'
import { Scanner } from './plain-scanner.ts'

/*
 * A reader of the plain part of YAML that content and scripts are written in, several times faster than the package
 * `yaml`, which reads everything else. It is exact by giving up: whatever it does not know for certain (anchors,
 * folded texts, several documents, doubled keys, mistakes) it leaves to the package. A test holds the two together.
 */

const lineEnd = /(?:#[^\n]*)?\n/y
const rest = /(?: +#[^\n]*| *)\n/y
const key = /(?:[A-Za-z\d][\w.-]{0,199}|"[^"\\\n_][^"\\\n]{0,199}"|'[^'\n_][^'\n]{0,199}'):(?=[ \n,}])/y
const doubleQuoted = /"[^"\\\n]*"/y
const escaped = /"(?:[^"\\\n]|\\["\\/nt])*"/y
const singleQuoted = /'(?:[^'\n]|'')*'/y
const plainLine = /-?[^\s"'#&*!|>%@`?:,[\]{}-][^\n]*/y
const plainInside = /-?[^\s"'#&*!|>%@`?:,[\]{}-](?:[^\n:#,[\]{}]*[^\s:#,[\]{}])?/y
const literal = /\|-?\n +(?=[^ \n])/y
const dash = /- +(?=[^ \n])/y

/** Characters that mean something else, or may, wherever they stand. */
const unusual = ['\t', '\r', '\ufeff']
const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t' }

/** The value of a YAML document, or undefined when it is not plain enough to be read here. */
export function readPlainYaml(source: string): { value: unknown } | undefined {
  if (!source.endsWith('\n') || unusual.some((char) => source.includes(char))) return undefined
  return new PlainReader(source).document()
}

class PlainReader extends Scanner {
  document(): { value: unknown } | undefined {
    this.blank()
    const value = this.char === '{' ? this.#lineOf(this.#mapInside()) : this.#nested(-1)
    this.blank()
    return this.givenUp || !this.atEnd ? undefined : { value }
  }

  /** What stands below a key that has nothing on its own line. */
  #nested(parent: number): unknown {
    const start = this.at
    const indent = this.indent()
    if (this.atEnd || indent <= parent) {
      this.at = start
      return null
    }
    return this.char === '-' ? this.#list(indent) : this.#map(indent)
  }

  #map(indent: number): unknown {
    const map: Record<string, unknown> = {}
    do {
      const name = this.#key()
      if (name === undefined || Object.hasOwn(map, name)) return this.giveUp()
      map[name] = this.#value(indent)
    } while (this.#goesOn(indent))
    return map
  }

  #list(indent: number): unknown {
    const list: unknown[] = []
    do {
      if (!this.skip(dash)) return this.giveUp()
      list.push(this.#inLine())
    } while (this.#goesOn(indent))
    return list
  }

  /** Whether the next line belongs to the same map or list; then the reader stands behind its spaces. */
  #goesOn(indent: number): boolean {
    this.blank()
    const start = this.at
    const next = this.indent()
    if (this.atEnd) return false
    if (next > indent) this.giveUp()
    if (next < indent) this.at = start
    return next === indent
  }

  #key(): string | undefined {
    const found = this.match(key)?.slice(0, -1)
    if (found === undefined) return undefined
    if (found.startsWith('"') || found.startsWith("'")) return found.slice(1, -1)
    const value = typed(found)
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
  }

  #value(indent: number): unknown {
    this.spaces()
    const char = this.char
    if (char === '|') return this.#literal(indent)
    if (char !== '\n' && char !== '#') return this.#inLine()
    this.skip(lineEnd)
    this.blank()
    return this.#nested(indent)
  }

  /** A value that ends with its line. */
  #inLine(): unknown {
    const char = this.char
    const marked = char === '"' || char === "'" || char === '[' || char === '{'
    return marked ? this.#lineOf(this.#inside()) : this.#plainLine()
  }

  #lineOf(value: unknown): unknown {
    return this.skip(rest) ? value : this.giveUp()
  }

  #plainLine(): unknown {
    const line = this.match(plainLine)
    if (line === undefined) return this.giveUp()
    this.at += 1
    const comment = line.indexOf(' #')
    const text = (comment < 0 ? line : line.slice(0, comment)).replace(/ +$/, '')
    return text.includes(': ') || text.endsWith(':') ? this.giveUp() : this.#typed(text)
  }

  #literal(indent: number): unknown {
    const head = this.match(literal)
    const margin = head?.slice(head.indexOf('\n') + 1) ?? ''
    if (head === undefined || margin.length <= indent) return this.giveUp()
    const body = this.match(bodyOf(margin.length)) ?? ''
    // Lines of spaces alone count or not by their number: that is left to the package.
    if (body.includes(' \n') && /\n +\n/.test(body)) return this.giveUp()
    let end = body.length
    while (body[end - 1] === '\n') end -= 1
    const text = body.slice(0, end).replaceAll(`\n${margin}`, '\n')
    return head.startsWith('|-') ? text : `${text}\n`
  }

  #listInside(): unknown {
    const list: unknown[] = []
    this.at += 1
    while (!this.#closes(']', list.length === 0)) list.push(this.#inside())
    return list
  }

  #mapInside(): unknown {
    const map: Record<string, unknown> = {}
    this.at += 1
    for (let first = true; !this.#closes('}', first); first = false) {
      const name = this.#key()
      if (name === undefined || Object.hasOwn(map, name)) return this.giveUp()
      this.spaces()
      const char = this.char
      map[name] = char === ',' || char === '}' ? null : this.#inside()
    }
    return map
  }

  /** Whether a bracket ends here; else the reader stands before the next entry. */
  #closes(bracket: string, first: boolean): boolean {
    this.spaces()
    const char = this.char
    if (char === bracket || (char === ',' && !first)) this.at += 1
    else if (!first) this.giveUp()
    this.spaces()
    return char === bracket || this.givenUp
  }

  #inside(): unknown {
    switch (this.char) {
      case '"':
        return this.#doubleQuoted()
      case "'":
        return this.#singleQuoted()
      case '[':
        return this.#listInside()
      case '{':
        return this.#mapInside()
      default: {
        const text = this.match(plainInside)
        return text === undefined ? this.giveUp() : this.#typed(text)
      }
    }
  }

  #singleQuoted(): unknown {
    const text = this.match(singleQuoted)
    return text === undefined ? this.giveUp() : text.slice(1, -1).replaceAll("''", "'")
  }

  #doubleQuoted(): unknown {
    const text = this.match(doubleQuoted)
    if (text !== undefined) return text.slice(1, -1)
    const more = this.match(escaped)
    if (more === undefined) return this.giveUp()
    return more.slice(1, -1).replace(/\\(.)/g, (_, char: string) => escapes[char] ?? char)
  }

  #typed(text: string): unknown {
    const value = typed(text)
    return value === undefined ? this.giveUp() : value
  }
}

const bodies = new Map<number, RegExp>()

/** The lines of a literal text with a margin: they begin with it or are empty. */
function bodyOf(margin: number): RegExp {
  const known = bodies.get(margin) ?? new RegExp(`[^\\n]*\\n(?: {${margin}}[^\\n]*\\n|\\n)*`, 'y')
  bodies.set(margin, known)
  return known
}
