import type { Child } from 'hono/jsx'
import type { Mistake } from '../campaign/activity.ts'
import { useWords } from './words.ts'

type Area = 'activities' | 'logframe'
type Props = { area: Area; mistakes: readonly Mistake[] }

/** Everything that is wrong, before the form: a screen reader hears it first. */
export function Mistakes({ area, mistakes }: Props) {
  const { t, day } = useWords()
  if (mistakes.length === 0) return null
  return (
    <div class="wrong" role="alert">
      <p>
        <strong>{t(`${area}.wrong.nothing`)}</strong>
      </p>
      <ul>
        {mistakes.map(({ field, key, args }) => (
          <li>
            <a href={`#${field}`}>{t(`${area}.field.${field}`)}</a>
            {`: ${t(`${area}.wrong.${key}`, withDays(args, day))}`}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The arguments of a mistake as they are read: days as the language writes them. */
export function withDays(args: Mistake['args'], day: (day: string) => string): Mistake['args'] & object {
  return args?.begins === undefined ? { ...args } : { ...args, begins: day(String(args.begins)) }
}

/** A field with its name above it. */
export function Field({ area, name, mistakes, children }: Props & { name: string; children?: Child }) {
  const { t } = useWords()
  const wrong = mistakes.some(({ field }) => field === name)
  return (
    <p class={wrong ? 'field is-wrong' : 'field'}>
      <label for={name}>{t(`${area}.field.${name}`)}</label>
      {children}
    </p>
  )
}
