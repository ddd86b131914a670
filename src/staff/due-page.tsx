import { mayBeShown } from '../content/contacts.ts'
import { isOverdue } from '../content/facts.ts'
import type { Due } from '../flow/content-state.ts'
import { cardId } from '../flow/places.ts'
import type { EachNode } from '../flow/rules/graph.ts'
import type { Script } from '../flow/script.ts'
import { cardHref, staffText } from './content-names.ts'
import { dayName, number } from './names.ts'

type Props = { script: Script; due: readonly Due[]; today: string }

const soonDays = 30

/** Facts and contacts by the day for checking them again: overdue ones, those of the next days, and the rest folded away. */
export function DueSection({ script, due, today }: Props) {
  const soon = new Date(Date.parse(`${today}T00:00:00Z`) + soonDays * 86_400_000).toISOString().slice(0, 10)
  const overdue = due.filter((each) => isOverdue(each, today))
  const next = due.filter((each) => !isOverdue(each, today) && each.recheck <= soon)
  const later = due.filter((each) => each.recheck > soon)
  return (
    <section class="card" aria-labelledby="due">
      <h2 id="due">To be checked again</h2>
      <h3>Overdue</h3>
      {overdue.length === 0 ? (
        <p class="quiet">Nothing. No card carries a caution.</p>
      ) : (
        <>
          <p class="says">Their cards carry a caution until they are checked.</p>
          <DueList script={script} due={overdue} late />
        </>
      )}
      <h3>{`In the next ${soonDays} days`}</h3>
      {next.length === 0 ? <p class="quiet">Nothing.</p> : <DueList script={script} due={next} />}
      {later.length > 0 && (
        <details>
          <summary class="unfold">{`${number(later.length)} later, from ${dayName(later[0]?.recheck ?? soon)} on`}</summary>
          <DueList script={script} due={later} />
        </details>
      )}
    </section>
  )
}

function DueList({ script, due, late }: { script: Script; due: readonly Due[]; late?: boolean }) {
  return (
    <ul class="due">
      {due.map((each) => (
        <li>
          <p>
            <span class={late === true ? 'badge bad' : 'badge calm'}>{dayName(each.recheck)}</span>{' '}
            <span class="id">{each.id}</span>
          </p>
          <p>{wordsOf(script, each)}</p>
          <CardLinks nodes={each.nodes} />
        </li>
      ))}
    </ul>
  )
}

function wordsOf(script: Script, each: Due) {
  if (each.kind === 'fact') return each.fact.says
  const name = staffText(script, `contacts.${each.id}`)
  return (
    <>
      <b>{each.contact.number ?? each.contact.site}</b> <span lang={name?.lang}>{name?.text}</span>
    </>
  )
}

/** The cards that show or rest on something; folded away when they are many. */
export function CardLinks({ nodes, none }: { nodes: readonly EachNode[]; none?: string }) {
  if (nodes.length === 0) return <p class="quiet">{none ?? 'No card needs it.'}</p>
  const links = nodes.map(({ place }) => (
    <a class="id" href={cardHref(place)}>
      {cardId(place)}
    </a>
  ))
  if (links.length <= 4) return <p class="links">{links}</p>
  return (
    <details>
      <summary class="unfold">{`${number(links.length)} cards`}</summary>
      <p class="links">{links}</p>
    </details>
  )
}

/** Numbers that nobody of the campaign has dialled: whether people see them anyway, and where. */
export function UndialledSection({ script, due }: { script: Script; due: readonly Due[] }) {
  const contacts = due.filter((each) => each.kind === 'contact')
  const undialled = contacts.filter(({ contact }) => contact.dialled === null && contact.number !== undefined)
  const shown = undialled.filter(({ contact }) => mayBeShown(contact))
  const hidden = undialled.filter(({ contact }) => !mayBeShown(contact))
  return (
    <section class="card" aria-labelledby="undialled">
      <h2 id="undialled">Numbers that nobody has dialled</h2>
      {undialled.length === 0 ? (
        <p class="quiet">
          {contacts.length === 0 ? 'There are no contacts yet.' : 'All numbers have been dialled.'}
        </p>
      ) : (
        <p class="says">
          Dial each from a phone in its country, write down who answers and in which languages, and set the
          day at “dialled” in <code>content/contacts.yaml</code>.
        </p>
      )}
      {shown.length > 0 && <h3>Shown to people on their source alone</h3>}
      {shown.length > 0 && <Numbers script={script} contacts={shown} />}
      {hidden.length > 0 && (
        <details>
          <summary class="unfold">{`${number(hidden.length)} hidden until somebody dials them`}</summary>
          <Numbers script={script} contacts={hidden} />
        </details>
      )}
    </section>
  )
}

function Numbers({
  script,
  contacts,
}: {
  script: Script
  contacts: readonly Extract<Due, { kind: 'contact' }>[]
}) {
  return (
    <ul class="due">
      {contacts.map(({ id, contact, nodes }) => {
        const name = staffText(script, `contacts.${id}`)
        return (
          <li>
            <p>
              <b>{contact.number}</b> <span lang={name?.lang}>{name?.text}</span> <span class="id">{id}</span>
            </p>
            <p class="says">{`${contact.source}, ${contact.dated}`}</p>
            {nodes.length > 0 && <CardLinks nodes={nodes} />}
          </li>
        )
      })}
    </ul>
  )
}
