import { type Look, type Sign, signsOf } from './health-signs.ts'
import { useWords } from './words.ts'

/** Near the head of every page: whether anything needs attention; the foot tells what. */
export function Attention({ look }: { look: Look }) {
  const words = useWords()
  const n = signsOf(look, words).filter(({ well }) => !well).length
  return (
    <p class="attention">
      <a href="#health">
        <Mark well={n === 0} /> {n === 0 ? words.t('health.all.well') : words.t('health.attention', { n })}
      </a>
    </p>
  )
}

/** The foot of every page: what needs attention stays open, what is well is folded into one line. */
export function HealthStrip({ look }: { look: Look }) {
  const words = useWords()
  const signs = signsOf(look, words)
  const unwell = signs.filter(({ well }) => !well)
  const well = signs.filter((sign) => sign.well)
  const summary =
    unwell.length === 0 ? words.t('health.all.well') : words.t('health.more.well', { n: well.length })
  return (
    <section class="health" aria-labelledby="health">
      <h2 id="health">{words.t('health.title')}</h2>
      {unwell.length > 0 && <SignList signs={unwell} />}
      {well.length > 0 && (
        <details>
          <summary>
            <Mark well /> {summary}
          </summary>
          <SignList signs={well} />
        </details>
      )}
    </section>
  )
}

function SignList({ signs }: { signs: readonly Sign[] }) {
  return (
    <ul>
      {signs.map(({ name, says, well, href }) => (
        <li class={well ? 'well' : 'unwell'}>
          <Mark well={well} />
          <span>
            <span class="what">{name}:</span> {href === undefined ? says : <a href={href}>{says}</a>}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Mark({ well }: { well: boolean }) {
  const { t } = useWords()
  return (
    <span class={well ? 'well' : 'unwell'}>
      <span class="sign" aria-hidden="true">
        {well ? '✓' : '!'}
      </span>
      <span class="unseen">{t(well ? 'health.well' : 'health.unwell')}</span>
    </span>
  )
}
