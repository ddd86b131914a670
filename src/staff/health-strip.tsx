import { number } from './names.ts'

/** How the running bot is, as far as staff need to know. */
export type StaffHealth = {
  databaseAway: boolean
  /** Bytes that wait on disk until the database answers again. */
  spoolBytes: number
  /** Updates that failed every try. */
  setAside: number
  /** Turns that were answered but could not be counted. */
  lost: number
}

type Sign = { name: string; says: string; well: boolean }

export function HealthStrip({ health }: { health: StaffHealth }) {
  return (
    <section class="health" aria-labelledby="health">
      <h2 id="health">State of the bot</h2>
      <ul>
        {signsOf(health).map(({ name, says, well }) => (
          <li class={well ? 'well' : 'unwell'}>
            <span class="sign" aria-hidden="true">
              {well ? '✓' : '!'}
            </span>
            <span>
              <span class="what">{name}:</span> {says}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function signsOf({ databaseAway, spoolBytes, setAside, lost }: StaffHealth): Sign[] {
  return [
    { name: 'Database', says: databaseAway ? 'does not answer' : 'answers', well: !databaseAway },
    {
      name: 'Waiting on disk',
      says: spoolBytes === 0 ? 'nothing' : `${size(spoolBytes)}, counted later`,
      well: spoolBytes === 0,
    },
    {
      name: 'Set aside after failing',
      says: setAside === 0 ? 'nothing' : plural(setAside, 'message'),
      well: setAside === 0,
    },
    {
      name: 'Answered but not counted',
      says: lost === 0 ? 'nothing' : plural(lost, 'message'),
      well: lost === 0,
    },
  ]
}

function plural(n: number, word: string): string {
  return `${number(n)} ${word}${n === 1 ? '' : 's'}`
}

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
