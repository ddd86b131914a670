import { Environment, EvaluationError, type ParseResult } from '@marcbachmann/cel-js'
import type { Scalar } from './script.ts'

/** Conditions of scripts, in the Common Expression Language: parsed once, never evaluated as code. */
export class Conditions {
  readonly #environment = new Environment({ homogeneousAggregateLiterals: false })
  readonly #names: readonly string[]
  readonly #parsed = new Map<string, ParseResult>()

  /** @param names every variable that a script asks or sets; in conditions an unknown one is null */
  constructor(names: Iterable<string>) {
    this.#names = [...new Set(names)]
    for (const name of this.#names) this.#environment.registerVariable(name, 'dyn')
  }

  /** What is wrong with a condition, or undefined. */
  problem(condition: string): string | undefined {
    try {
      const result = this.#parse(condition).check()
      if (!result.valid) return firstLine(result.error)
      return result.type === 'bool' || result.type === 'dyn'
        ? undefined
        : `gives ${result.type}, not true or false`
    } catch (error) {
      return firstLine(error)
    }
  }

  /** Whether a condition holds. Comparing with a variable that is still unknown does not hold. */
  holds(condition: string, vars: Readonly<Record<string, Scalar>>): boolean {
    const known = Object.fromEntries(this.#names.map((name) => [name, vars[name] ?? null]))
    try {
      return this.#parse(condition)(known) === true
    } catch (error) {
      if (error instanceof EvaluationError) return false
      throw error
    }
  }

  #parse(condition: string): ParseResult {
    let parsed = this.#parsed.get(condition)
    if (parsed === undefined) {
      parsed = this.#environment.parse(condition)
      this.#parsed.set(condition, parsed)
    }
    return parsed
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
