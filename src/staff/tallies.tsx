import { useWords } from './words.ts'

export type Tally = {
  n: number
  name: string
  href: string
  /** Anything but none of it needs somebody. */
  bad?: boolean
}

/** Counts, each with the way to what is counted, if there is any. */
export function Tallies({ rows }: { rows: readonly Tally[] }) {
  const { number } = useWords()
  return (
    <ul class="tallies">
      {rows.map(({ n, name, href, bad }) => (
        <li>
          <span class={bad === true && n > 0 ? 'tally badge bad' : 'tally'}>{number(n)}</span>{' '}
          {n === 0 ? <span>{name}</span> : <a href={href}>{name}</a>}
        </li>
      ))}
    </ul>
  )
}
