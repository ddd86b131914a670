/** What is known of an account when something happens, in the order in which it stands in a segment's key. */
export const dimensions = [
  'language',
  'origin',
  'destination',
  'source',
  'sex',
  'age',
  'disability',
  'status',
] as const
export type Dimension = (typeof dimensions)[number]

/** Those that counts of days, cards, topics and contacts keep apart too. */
export const coarseDimensions = dimensions.slice(0, 3)

export type Known = Readonly<Partial<Record<Dimension, string | null>>>

/** The one text of a segment: values joined by `|`, empty where nothing is known. No value has a `|` in it. */
export function segmentKey(known: Known): string {
  return dimensions.map((dimension) => known[dimension] ?? '').join('|')
}
