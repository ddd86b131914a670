import { showDate } from '../content/message.ts'
import type { Args } from '../content/texts.ts'
import { fieldsOf, varsOf } from './known-vars.ts'
import { flowAt } from './places.ts'
import type { Scene } from './scene.ts'
import type { Scalar } from './script.ts'

/** A line to fill by hand, where an answer was not given. */
const forThePen = '____________'

/** The last quiz, and what this flow asked, for texts with {variables}; a choice is its id, to `select` by. */
export function argsOf({ script, state, place }: Scene): Args {
  const vars = varsOf(script, state)
  const args: Record<string, string | number> = { score: 0, total: 0, ...state.result }
  for (const node of Object.values(flowAt(script, place).nodes)) {
    if (node.kind === 'ask') args[node.var] = forThePen
    if (node.kind === 'pick') for (const name of fieldsOf(script, node)) args[name] = forThePen
  }
  for (const [name, value] of Object.entries(vars)) if (value !== 'unknown') args[name] = shown(value)
  return args
}

/** Days as they are written here, and numbers in groups of three. */
export function shown(value: Scalar): string {
  if (typeof value === 'number') return String(value).replace(/\B(?=(\d{3})+(?!\d))/g, '\u00a0')
  const text = String(value)
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? showDate(text) : text
}
