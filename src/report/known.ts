import { spokenBy } from '../campaign/campaign.ts'
import type { Script } from '../flow/script.ts'
import { type Dimension, dimensions } from '../reach/segment.ts'
import type { KnownValues } from './apart.ts'

/** The variable of a script that tells a dimension of an account. */
const variables: Readonly<Partial<Record<Dimension, string>>> = {
  origin: 'citizenship',
  destination: 'destination',
  sex: 'sex',
  age: 'age',
  disability: 'disability',
  status: 'status',
}

/** What can be known of accounts by a script: languages, answers to choose, and codes of links. */
export function knownValues(script: Script): KnownValues {
  return Object.fromEntries(dimensions.map((dimension) => [dimension, valuesOf(script, dimension)]))
}

function valuesOf(script: Script, dimension: Dimension): readonly string[] {
  const { campaign } = script.content
  if (dimension === 'language') return spokenBy(campaign)
  if (dimension === 'source') return ['none', ...Object.keys(campaign.entry_codes)]
  const nodes = [...script.flows.values()].flatMap((flow) => Object.values(flow.nodes))
  const asked = nodes.flatMap((node) =>
    node.kind === 'ask' && node.var === variables[dimension] ? Object.keys(node.options) : [],
  )
  // Who would rather not say is known as little as who was never asked.
  return [...new Set(asked)].filter((answer) => answer !== 'unknown')
}
