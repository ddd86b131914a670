import { type Chance, seededRandom } from '../campaign/random.ts'
import { featuresOf } from './features.ts'
import { type Model, type Vector, vectorOf } from './model.ts'

export type Example = { label: string; text: string }

const rounds = 6
const firstStep = 4
/** Labels that are already told apart so well are left alone, which saves nine tenths of the work. */
const settled = 0.001

/**
 * Learns a multinomial logistic regression by stochastic gradient descent (Bishop, Pattern Recognition and Machine
 * Learning, 4.3.4). The same examples in the same order give the same model.
 */
export function learn(examples: readonly Example[]): Model {
  const { rows, rarity } = marksOf(examples)
  const labels = [...new Set(examples.map(({ label }) => label))].sort()
  const vectors = examples.map(({ text }) => vectorOf(text, { rows, rarity }))
  const right = examples.map(({ label }) => labels.indexOf(label))
  const weights = new Float32Array(rows.size * labels.length)
  const bias = new Float32Array(labels.length)
  const order = examples.map((_, at) => at)
  const random = seededRandom(1)
  for (let round = 0; round < rounds; round += 1) {
    shuffle(order, random)
    const step = firstStep / (1 + 0.7 * round)
    for (const at of order) {
      const vector = vectors[at]
      if (vector !== undefined) correct({ weights, bias }, vector, { right: right[at] ?? 0, step })
    }
  }
  return { labels, rows, rarity, bias, ...packed(weights) }
}

/** Marks of at least three examples, and words of any; how rare each is (inverse document frequency). */
function marksOf(examples: readonly Example[]): Pick<Model, 'rows' | 'rarity'> {
  const often = new Map<string, number>()
  for (const { text } of examples)
    for (const mark of featuresOf(text).keys()) often.set(mark, (often.get(mark) ?? 0) + 1)
  const kept = [...often].filter(([mark, n]) => n > 2 || mark.startsWith('w'))
  return {
    rows: new Map(kept.map(([mark], row) => [mark, row])),
    rarity: Float32Array.from(kept, ([, n]) => Math.log((1 + examples.length) / (1 + n)) + 1),
  }
}

type Learning = { weights: Float32Array; bias: Float32Array }

/** Moves the weights a step towards the right label of one example. */
function correct(
  { weights, bias }: Learning,
  vector: Vector,
  { right, step }: { right: number; step: number },
): void {
  const errors = errorsOf({ weights, bias }, vector, right)
  const wrong = [...errors.keys()].filter((label) => Math.abs(errors[label] ?? 0) > settled)
  for (const [at, row] of vector.rows.entries()) {
    const from = row * bias.length
    const move = (vector.sizes[at] ?? 0) * step
    for (const label of wrong)
      weights[from + label] = (weights[from + label] ?? 0) - move * (errors[label] ?? 0)
  }
  for (const label of wrong) bias[label] = (bias[label] ?? 0) - 0.1 * step * (errors[label] ?? 0)
}

/** How far the likelihood of each label is from what it should be: 1 for the right one, 0 for the others. */
function errorsOf({ weights, bias }: Learning, { rows, sizes }: Vector, right: number): Float32Array {
  const errors = Float32Array.from(bias)
  for (const [at, row] of rows.entries()) {
    const from = row * bias.length
    const size = sizes[at] ?? 0
    for (let label = 0; label < bias.length; label += 1)
      errors[label] = (errors[label] ?? 0) + (weights[from + label] ?? 0) * size
  }
  likelihoods(errors)
  errors[right] = (errors[right] ?? 0) - 1
  return errors
}

/** Sums of weights as likelihoods, in place. */
function likelihoods(sums: Float32Array): void {
  let most = Number.NEGATIVE_INFINITY
  for (const sum of sums) if (sum > most) most = sum
  let all = 0
  for (let at = 0; at < sums.length; at += 1) {
    const odds = Math.exp((sums[at] ?? 0) - most)
    sums[at] = odds
    all += odds
  }
  for (let at = 0; at < sums.length; at += 1) sums[at] = (sums[at] ?? 0) / all
}

function packed(weights: Float32Array): Pick<Model, 'weights' | 'scale'> {
  let most = 0
  for (const weight of weights) most = Math.max(most, Math.abs(weight))
  const scale = most === 0 ? 1 : most / 32_767
  return { weights: Int16Array.from(weights, (weight) => Math.round(weight / scale)), scale }
}

function shuffle(list: number[], random: Chance): void {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1))
    const [a = 0, b = 0] = [list[at], list[other]]
    list[at] = b
    list[other] = a
  }
}
