export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

/** The median, and between which values it lies. */
export function spread(values: readonly number[], digits = 0): string {
  const [low, high] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits))
  return `${median(values).toFixed(digits)} (${low}–${high})`
}

/** Rows as a plain table: the first one is its head, the first column its names. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  const line = (row: readonly string[]) =>
    row.map((cell, n) => (n === 0 ? cell.padEnd(widths[n] ?? 0) : cell.padStart(widths[n] ?? 0))).join('  ')
  return `${rows.map(line).join('\n')}\n`
}

/** A number that should stay at or below another. */
export type Goal = { what: string; value: number; most: number; unit: string; digits?: number }

/** Met or missed, and by how much. */
export function goalLine({ what, value, most, unit, digits = 0 }: Goal): string {
  const met = value <= most
  const percent = Math.round((Math.abs(value - most) / most) * 100)
  const told = `${value.toFixed(digits)}${unit}, goal at most ${most}${unit}`
  return `${met ? 'met   ' : 'MISSED'}  ${what}: ${told} (${percent} % ${met ? 'below' : 'above'})\n`
}
