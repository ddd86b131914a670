import { raw } from 'hono/html'
import type { Language } from '../campaign/campaign.ts'
import { textStates } from '../content/exchange/state.ts'
import type { ApprovalState } from '../flow/approval.ts'
import type { TextCounts } from '../flow/content-state.ts'
import { useWords, type Words } from './words.ts'

export type CountsByLanguage = ReadonlyMap<Language, TextCounts>

/** How far the translations are, one row a language. */
export function CountsTable({ counts, labelledBy }: { counts: CountsByLanguage; labelledBy: string }) {
  const { t, number, nameOf } = useWords()
  return (
    <table class="states" aria-labelledby={labelledBy}>
      <thead>
        <tr>
          <th scope="col">{t('content.languages.language')}</th>
          {textStates.map((state) => (
            <th scope="col" class="count">
              {t(`content.state.${state}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...counts].map(([language, count]) => (
          <tr>
            <th scope="row">
              {nameOf('language', language)}
              <StateBar counts={count} />
            </th>
            {textStates.map((state) => (
              <td class={count[state] === 0 ? 'count none' : `count ${state}`}>{number(count[state])}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The states as parts of a bar, the most urgent first. The numbers stand beside it as words. */
function StateBar({ counts }: { counts: TextCounts }) {
  const all = textStates.reduce((sum, state) => sum + counts[state], 0)
  const parts = textStates.map((state, at) => {
    const before = textStates.slice(0, at).reduce((sum, each) => sum + counts[each], 0)
    return { state, from: percent(before, all), share: percent(counts[state], all) }
  })
  return (
    <svg class="state-bar" aria-hidden="true">
      {parts
        .filter(({ share }) => share > 0)
        .map(({ state, from, share }) => (
          <rect class={`part ${state}`} x={`${from}%`} width={`${share}%`} height="100%" />
        ))}
    </svg>
  )
}

function percent(part: number, all: number): number {
  return all === 0 ? 0 : Math.round((part / all) * 1000) / 10
}

/** Languages that are equally far share a chip: their codes with a bar, and in words for who cannot see it. */
export function StateChips({ counts }: { counts: CountsByLanguage }) {
  const words = useWords()
  return (
    <span class="chips">
      {alike(counts).map(({ languages, count }) => (
        <span class="chip">
          <span class="code" aria-hidden="true">
            {languages.join(' ')}
          </span>
          <StateBar counts={count} />
          <span class="unseen">
            {`${languageNames(languages, words)}: ${textStates
              .filter((state) => count[state] > 0)
              .map((state) => words.t(`content.some.${state}`, { n: count[state] }))
              .join(', ')}. `}
          </span>
        </span>
      ))}
    </span>
  )
}

function languageNames(languages: readonly Language[], { nameOf }: Words): string {
  return languages.map((language) => nameOf('language', language)).join(', ')
}

function alike(counts: CountsByLanguage): { languages: Language[]; count: TextCounts }[] {
  const groups = new Map<string, { languages: Language[]; count: TextCounts }>()
  for (const [language, count] of counts) {
    const key = textStates.map((state) => count[state]).join()
    const group = groups.get(key) ?? { languages: [], count }
    groups.set(key, { ...group, languages: [...group.languages, language] })
  }
  return [...groups.values()]
}

/** What the colours of the bars mean. */
export function StateKey() {
  const { t } = useWords()
  return (
    <p class="key">
      {textStates.map((state) => (
        <span>
          <svg class="dot" aria-hidden="true">
            <rect class={`part ${state}`} width="100%" height="100%" rx="3" />
          </svg>{' '}
          {t(`content.state.${state}`)}
        </span>
      ))}
    </p>
  )
}

const signs = { stands: 'good', void: 'bad', gone: 'bad', replaced: 'calm' } as const

export function Approvals({ states, topic }: { states: readonly ApprovalState[]; topic: string }) {
  const { t, html } = useWords()
  if (states.length === 0) return <p class="quiet">{raw(html('content.approvals.none', { topic }))}</p>
  return (
    <ul class="plain">
      {states.map(({ approval, state }) => (
        <li>
          <span class={`badge ${signs[state]}`}>{t(`content.approvals.${state}`)}</span>{' '}
          <Approved approval={approval} />
        </li>
      ))}
    </ul>
  )
}

function Approved({ approval: { by, on, languages } }: { approval: ApprovalState['approval'] }) {
  const words = useWords()
  const said = { by, day: words.day(on) }
  if (languages === undefined) return <span>{words.t('content.approvals.by', said)}</span>
  return (
    <span>{words.t('content.approvals.also', { ...said, languages: languageNames(languages, words) })}</span>
  )
}

/** Whether an approval of a topic stands, in one sign. */
export function ApprovalSign({ states }: { states: readonly ApprovalState[] }) {
  const { t } = useWords()
  if (states.some(({ state }) => state === 'void'))
    return <span class="badge bad">{t('content.approval.void')}</span>
  const stands = states.some(({ state }) => state === 'stands')
  return stands ? <span class="badge good">{t('content.approved')}</span> : null
}
