import type { State } from '../flow/state.ts'
import { segmentKey } from '../reach/segment.ts'

/** What a person has told so far, and where they came from, as events keep it. Who skips a question tells nothing. */
export function segmentOf({ language, source, vars }: State): string {
  const told = (name: string) => known(vars[name])
  return segmentKey({
    language,
    source: known(source),
    origin: told('citizenship'),
    destination: told('destination'),
    sex: told('sex'),
    age: told('age'),
    disability: told('disability'),
    status: told('status'),
  })
}

function known(value: unknown): string | null {
  return typeof value === 'string' && value !== 'unknown' ? value : null
}
