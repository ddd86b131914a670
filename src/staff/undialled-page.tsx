import { raw } from 'hono/html'
import { mayBeShown } from '../content/contacts.ts'
import type { Due } from '../flow/content-state.ts'
import type { Script } from '../flow/script.ts'
import { ContactSource } from './card-facts.tsx'
import { CardLinks } from './due-page.tsx'
import { botText } from './namings.ts'
import { Tallies } from './tallies.tsx'
import { Way } from './way.tsx'
import { useWords } from './words.ts'

type DueContact = Extract<Due, { kind: 'contact' }>

const undialledHref = '/staff/content/undialled'

function undialledIn(due: readonly Due[]) {
  const contacts = due.filter((each) => each.kind === 'contact')
  const undialled = contacts.filter(({ contact }) => contact.dialled === null && contact.number !== undefined)
  return {
    /** What to say where there is nothing to dial. */
    none: contacts.length === 0 ? 'content.undialled.no.contacts' : 'content.undialled.none',
    shown: undialled.filter(({ contact }) => mayBeShown(contact)),
    hidden: undialled.filter(({ contact }) => !mayBeShown(contact)),
  }
}

/** How many numbers nobody has dialled, and whether people see them anyway. */
export function UndialledSummary({ due }: { due: readonly Due[] }) {
  const { t } = useWords()
  const { none, shown, hidden } = undialledIn(due)
  return (
    <section class="card" aria-labelledby="undialled">
      <h2 id="undialled">{t('content.undialled')}</h2>
      {shown.length + hidden.length === 0 ? (
        <p class="quiet">{t(none)}</p>
      ) : (
        <>
          <Tallies
            rows={[
              { n: shown.length, name: t('content.undialled.shown'), href: `${undialledHref}#shown` },
              { n: hidden.length, name: t('content.undialled.hidden'), href: `${undialledHref}#hidden` },
            ]}
          />
          <p>
            <a href={undialledHref}>{t('content.undialled.all')}</a>
          </p>
        </>
      )}
    </section>
  )
}

/** Numbers that nobody of the campaign has dialled: whether people see them anyway, and where. */
export function UndialledPage({ script, due }: { script: Script; due: readonly Due[] }) {
  const { t, html } = useWords()
  const { none, shown, hidden } = undialledIn(due)
  return (
    <>
      <Way steps={[]} />
      {shown.length + hidden.length === 0 ? (
        <p class="card">{t(none)}</p>
      ) : (
        <p>{raw(html('content.undialled.what'))}</p>
      )}
      <Numbers id="shown" script={script} contacts={shown} />
      <Numbers id="hidden" script={script} contacts={hidden} />
    </>
  )
}

type NumbersProps = { id: 'shown' | 'hidden'; script: Script; contacts: readonly DueContact[] }

function Numbers({ id, script, contacts }: NumbersProps) {
  const { t } = useWords()
  if (contacts.length === 0) return null
  return (
    <section class="card" aria-labelledby={id}>
      <h2 id={id}>{t(`content.undialled.${id}`)}</h2>
      <ul class="due">
        {contacts.map((each) => (
          <NumberItem script={script} each={each} />
        ))}
      </ul>
    </section>
  )
}

function NumberItem({ script, each: { id, contact, nodes } }: { script: Script; each: DueContact }) {
  const words = useWords()
  const name = botText(`contacts.${id}`, words, script)
  return (
    <li>
      <p>
        <b>{contact.number}</b> <span lang={name?.lang}>{name?.text}</span> <span class="id">{id}</span>
      </p>
      <ContactSource contact={contact} />
      {nodes.length > 0 && <CardLinks nodes={nodes} />}
    </li>
  )
}
