import type { Written } from '../campaign/campaign.ts'
import { mayBeShown } from '../content/contacts.ts'
import { pinOf, stateOf } from '../content/exchange/state.ts'
import { isOverdue } from '../content/facts.ts'
import type { Content } from '../content/load.ts'
import type { Script } from '../flow/script.ts'
import { staffText } from './content-names.ts'
import { dayName } from './names.ts'
import { stateNames } from './states.tsx'

/** The facts that a card rests on: what each says, where it is from, and when it was checked. */
export function CardFacts({ script, ids, today }: { script: Script; ids: readonly string[]; today: string }) {
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">Its facts</h2>
      {ids.length === 0 ? (
        <p class="quiet">It rests on no fact: it states nothing that a law or an institution could change.</p>
      ) : (
        <ul class="due">
          {ids.map((id) => (
            <FactItem script={script} id={id} today={today} />
          ))}
        </ul>
      )}
    </section>
  )
}

function FactItem({ script, id, today }: { script: Script; id: string; today: string }) {
  const fact = script.content.facts.get(id)
  if (fact === undefined) return <li>{`${id}: there is no such fact`}</li>
  const source = staffText(script, `sources.${fact.source}`) ?? { text: fact.source }
  const late = isOverdue(fact, today)
  return (
    <li>
      <p>
        <span class="id">{id}</span> {fact.says}
      </p>
      <p class="says">
        <span lang={source.lang}>{source.text}</span>
        {`, ${fact.dated}`}
        {fact.url !== undefined && (
          <>
            {', '}
            <a href={fact.url}>{fact.url.replace(/^https:\/\//, '')}</a>
          </>
        )}
      </p>
      <p class="says">
        {`Confidence: ${fact.confidence}. For: ${fact.applies.join(', ')}. Checked ${dayName(fact.checked)}. `}
        <span class={late ? 'badge bad' : 'badge calm'}>
          {`${late ? 'overdue since' : 'check again by'} ${dayName(fact.recheck)}`}
        </span>
        {!fact.publish && <span class="badge bad">staff only</span>}
      </p>
    </li>
  )
}

/** The contacts on a card, also those that people do not see yet. */
export function CardContacts({ script, ids }: { script: Script; ids: readonly string[] }) {
  if (ids.length === 0) return null
  return (
    <section class="card" aria-labelledby="contacts">
      <h2 id="contacts">Its contacts</h2>
      <ul class="due">
        {ids.map((id) => {
          const contact = script.content.contacts.get(id)
          const name = staffText(script, `contacts.${id}`)
          if (contact === undefined) return <li>{`${id}: there is no such contact`}</li>
          return (
            <li>
              <p>
                <b>{contact.number ?? contact.site}</b> <span lang={name?.lang}>{name?.text}</span>{' '}
                <span class="id">{id}</span>
              </p>
              <p class="says">
                {contact.dialled === null ? 'Never dialled. ' : `Dialled ${dayName(contact.dialled)}. `}
                {`Source: ${contact.source}, ${contact.dated}. Confidence: ${contact.confidence}. `}
                {!mayBeShown(contact) && <span class="badge bad">hidden until it is dialled</span>}
              </p>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** How far each text of a card is in a language, and who has read it. */
export function TextStates({
  content,
  language,
  keys,
}: {
  content: Content
  language: Written
  keys: readonly string[]
}) {
  if (keys.length === 0) return <p class="quiet">It has no words of its own.</p>
  if (language === content.campaign.source_language) {
    return (
      <p class="quiet">{`${keys.length} texts in the source language, which the others are made from.`}</p>
    )
  }
  return (
    <ul class="plain texts">
      {keys.map((key) => {
        const state = stateOf(content, language, key)
        const pin = pinOf(content, language, key)
        const read = state === 'reviewed' && pin?.by !== undefined && pin.on !== undefined
        return (
          <li>
            <span class={`badge ${state}`}>{stateNames[state]}</span> <span class="id">{key}</span>
            {read && ` by ${pin.by}, ${dayName(pin.on ?? '')}`}
          </li>
        )
      })}
    </ul>
  )
}
