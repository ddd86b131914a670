import { featuresOf, weightOf } from './features.ts'

/** A linear model over marks of texts: which label a text likely has. */
export type Model = {
  labels: readonly string[]
  /** Row of each mark that is known. */
  rows: ReadonlyMap<string, number>
  /** How rare each mark is among the examples. */
  rarity: Float32Array
  /** One weight for each mark and label, a row a mark, in units of `scale`. */
  weights: Int16Array
  scale: number
  bias: Float32Array
}

/** A text as rows of marks and their sizes; the sizes have length 1 together. */
export type Vector = { rows: number[]; sizes: number[] }

export function vectorOf(text: string, { rows: known, rarity }: Pick<Model, 'rows' | 'rarity'>): Vector {
  const rows: number[] = []
  const sizes: number[] = []
  let sum = 0
  for (const [mark, times] of featuresOf(text)) {
    const row = known.get(mark)
    if (row === undefined) continue
    const size = (1 + Math.log(times)) * (rarity[row] ?? 0) * weightOf(mark)
    rows.push(row)
    sizes.push(size)
    sum += size * size
  }
  const length = Math.sqrt(sum) || 1
  return { rows, sizes: sizes.map((size) => size / length) }
}

export type Score = { label: string; p: number }

/** How likely each label is for a text, the likeliest first; together 1. */
export function scoresOf(model: Model, text: string): Score[] {
  const { labels, weights, scale, bias } = model
  const { rows, sizes } = vectorOf(text, model)
  const sums = Float64Array.from(bias)
  for (const [at, row] of rows.entries()) {
    const from = row * labels.length
    const size = (sizes[at] ?? 0) * scale
    for (let label = 0; label < labels.length; label += 1)
      sums[label] = (sums[label] ?? 0) + size * (weights[from + label] ?? 0)
  }
  const most = Math.max(...sums)
  const odds = sums.map((sum) => Math.exp(sum - most))
  const all = odds.reduce((a, b) => a + b, 0)
  return labels.map((label, at) => ({ label, p: (odds[at] ?? 0) / all })).sort((a, b) => b.p - a.p)
}
