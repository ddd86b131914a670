import { moveDays } from '../campaign/days.ts'
import { isOverdue } from '../content/facts.ts'
import type { Due } from '../flow/content-state.ts'
import { cardId } from '../flow/places.ts'
import type { EachNode } from '../flow/rules/graph.ts'
import type { Script } from '../flow/script.ts'
import { cardHref } from './content-names.ts'
import { botText } from './namings.ts'
import { Tallies } from './tallies.tsx'
import { Way } from './way.tsx'
import { useWords } from './words.ts'

type Props = { script: Script; due: readonly Due[]; today: string }

const soonDays = 30
const dueHref = '/staff/content/due'

function byUrgency(due: readonly Due[], today: string) {
  const soon = moveDays(today, soonDays)
  return {
    overdue: due.filter((each) => isOverdue(each, today)),
    next: due.filter((each) => !isOverdue(each, today) && each.recheck <= soon),
    later: due.filter((each) => each.recheck > soon),
  }
}

/** The month, such as 2027-01, in which something is to be checked again. */
export function monthOf({ recheck }: Due): string {
  return recheck.slice(0, 7)
}

/** How many facts and contacts are to be checked again, and how soon. */
export function DueSummary({ due, today }: Omit<Props, 'script'>) {
  const { t } = useWords()
  const { overdue, next, later } = byUrgency(due, today)
  return (
    <section class="card" aria-labelledby="due">
      <h2 id="due">{t('content.due')}</h2>
      <Tallies
        rows={[
          { n: overdue.length, name: t('content.due.overdue'), href: `${dueHref}#overdue`, bad: true },
          { n: next.length, name: t('content.due.soon', { days: soonDays }), href: `${dueHref}#soon` },
          { n: later.length, name: t('content.due.later'), href: `${dueHref}#months` },
        ]}
      />
      <p>
        <a href={dueHref}>{t('content.due.all')}</a>
      </p>
    </section>
  )
}

/** Facts and contacts by the day for checking them again: overdue ones, those of the next days, and all by month. */
export function DuePage({ script, due, today }: Props) {
  const { t } = useWords()
  const { overdue, next } = byUrgency(due, today)
  return (
    <>
      <Way steps={[]} />
      <section class="card" aria-labelledby="overdue">
        <h2 id="overdue">{t('content.due.overdue')}</h2>
        {overdue.length === 0 ? (
          <p class="quiet">{t('content.due.overdue.none')}</p>
        ) : (
          <>
            <p class="says">{t('content.due.overdue.says')}</p>
            <DueList script={script} due={overdue} today={today} />
          </>
        )}
      </section>
      <section class="card" aria-labelledby="soon">
        <h2 id="soon">{t('content.due.soon', { days: soonDays })}</h2>
        {next.length === 0 ? (
          <p class="quiet">{t('content.none')}</p>
        ) : (
          <DueList script={script} due={next} today={today} />
        )}
      </section>
      <Months due={due} />
    </>
  )
}

/** Most are due in months: each month has a page of its own. */
function Months({ due }: { due: readonly Due[] }) {
  const { t, month } = useWords()
  const counts = new Map<string, number>()
  for (const id of due.map(monthOf)) counts.set(id, (counts.get(id) ?? 0) + 1)
  return (
    <section class="card" aria-labelledby="months">
      <h2 id="months">{t('content.due.months')}</h2>
      {due.length === 0 ? (
        <p class="quiet">{t('content.none')}</p>
      ) : (
        <>
          <p class="says">{t('content.due.months.says', { n: due.length })}</p>
          <Tallies
            rows={[...counts].map(([id, n]) => ({ n, name: month(`${id}-01`), href: `${dueHref}/${id}` }))}
          />
        </>
      )}
    </section>
  )
}

/** What is to be checked again in one month. */
export function DueMonthPage({ script, due, today }: Props) {
  const { t } = useWords()
  return (
    <>
      <Way steps={[{ name: { text: t('content.due') }, href: dueHref }]} />
      <section class="card" aria-labelledby="month">
        <h2 id="month">{t('content.due.month')}</h2>
        <DueList script={script} due={due} today={today} />
      </section>
    </>
  )
}

function DueList({ script, due, today }: Props) {
  const { day } = useWords()
  return (
    <ul class="due">
      {due.map((each) => (
        <li>
          <p>
            <span class={isOverdue(each, today) ? 'badge bad' : 'badge calm'}>{day(each.recheck)}</span>{' '}
            <span class="id">{each.id}</span>
          </p>
          <WhatIsDue script={script} each={each} />
          <CardLinks nodes={each.nodes} />
        </li>
      ))}
    </ul>
  )
}

function WhatIsDue({ script, each }: { script: Script; each: Due }) {
  const words = useWords()
  if (each.kind === 'fact') return <p lang="en">{each.fact.says}</p>
  const name = botText(`contacts.${each.id}`, words, script)
  return (
    <p>
      <b>{each.contact.number ?? each.contact.site}</b> <span lang={name?.lang}>{name?.text}</span>
    </p>
  )
}

/** The cards that show or rest on something; folded away when they are many. */
export function CardLinks({ nodes, none }: { nodes: readonly EachNode[]; none?: string }) {
  const { t } = useWords()
  if (nodes.length === 0) return <p class="quiet">{none ?? t('content.due.unused')}</p>
  const links = nodes.map(({ place }) => (
    <a class="id" href={cardHref(place)}>
      {cardId(place)}
    </a>
  ))
  if (links.length <= 4) return <p class="links">{links}</p>
  return (
    <details>
      <summary class="unfold">{t('content.due.cards', { n: links.length })}</summary>
      <p class="links">{links}</p>
    </details>
  )
}
