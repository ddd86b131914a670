import { type ParseArgsConfig, parseArgs } from 'node:util'

/** A command was called with words that it does not take. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** Reads a command's options; what is wrong with them is told in plain words. */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  args: string[],
  options: T,
  positionals = false,
) {
  try {
    return parseArgs({ args, options, allowPositionals: positionals, strict: true })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

/** A whole number that an option gives, within bounds. */
export function wholeNumber(name: string, value: string, bounds: { min: number; max: number }): number {
  const number = Number(value)
  if (Number.isInteger(number) && number >= bounds.min && number <= bounds.max) return number
  throw new UsageError(`--${name} takes a whole number from ${bounds.min} to ${bounds.max}, not ${value}`)
}
