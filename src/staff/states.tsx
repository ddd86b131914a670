import type { Language } from '../campaign/campaign.ts'
import { type TextState, textStates } from '../content/exchange/state.ts'
import type { ApprovalState } from '../flow/approval.ts'
import type { TextCounts } from '../flow/content-state.ts'
import { dayName, languageName, number } from './names.ts'

export const stateNames: Readonly<Record<TextState, string>> = {
  missing: 'Missing',
  stale: 'Outdated',
  draft: 'Machine draft',
  reviewed: 'Reviewed',
}

export type CountsByLanguage = ReadonlyMap<Language, TextCounts>

/** How far the translations are, one row a language. */
export function CountsTable({ counts }: { counts: CountsByLanguage }) {
  return (
    <table class="states">
      <thead>
        <tr>
          <th scope="col">Language</th>
          {textStates.map((state) => (
            <th scope="col" class="count">
              {stateNames[state]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...counts].map(([language, count]) => (
          <tr>
            <th scope="row">
              {languageName(language).text}
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
export function StateBar({ counts }: { counts: TextCounts }) {
  const all = textStates.reduce((sum, state) => sum + counts[state], 0)
  const parts = textStates.map((state, at) => {
    const before = textStates.slice(0, at).reduce((sum, each) => sum + counts[each], 0)
    return { state, from: percent(before, all), share: percent(counts[state], all) }
  })
  return (
    <svg class="state-bar" aria-hidden="true">
      <rect class="track" width="100%" height="100%" />
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

/** The language's code with its bar, and in words for who cannot see it. */
export function StateChips({ counts }: { counts: CountsByLanguage }) {
  return (
    <span class="chips">
      {[...counts].map(([language, count]) => (
        <span class="chip">
          <span class="code" aria-hidden="true">
            {language}
          </span>
          <StateBar counts={count} />
          <span class="unseen">{`${languageName(language).text}: ${inWords(count)}. `}</span>
        </span>
      ))}
    </span>
  )
}

function inWords(counts: TextCounts): string {
  return textStates
    .filter((state) => counts[state] > 0)
    .map((state) => `${counts[state]} ${stateNames[state].toLowerCase()}`)
    .join(', ')
}

const approvalNames: Readonly<Record<ApprovalState['state'], string>> = {
  stands: 'stands',
  void: 'void since the topic changed',
  gone: 'the topic is gone',
  replaced: 'replaced by a newer one',
}

export function Approvals({ states, topic }: { states: readonly ApprovalState[]; topic: string }) {
  if (states.length === 0) {
    return (
      <p class="quiet">
        Nobody has approved this topic. <code>{`sapar content approval-pack --topic ${topic}`}</code> makes
        the paper to sign.
      </p>
    )
  }
  return (
    <ul class="plain">
      {states.map(({ approval, state }) => (
        <li>
          <span class={`badge ${state === 'stands' ? 'good' : state === 'replaced' ? 'calm' : 'bad'}`}>
            {approvalNames[state]}
          </span>{' '}
          {approval.by}, {dayName(approval.on)}
          {approval.languages !== undefined &&
            `, also in ${approval.languages.map((language) => languageName(language).text).join(', ')}`}
        </li>
      ))}
    </ul>
  )
}
