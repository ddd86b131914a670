/** A setting that the benchmark gives to the programs that it starts. */
export function setting(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: this program is started by the benchmark`)
  return value
}
