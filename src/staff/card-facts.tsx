import type { Written } from '../campaign/campaign.ts'
import { type Contact, mayBeShown } from '../content/contacts.ts'
import { pinOf, stateOf } from '../content/exchange/state.ts'
import { type Fact, isOverdue } from '../content/facts.ts'
import type { Content } from '../content/load.ts'
import type { Script } from '../flow/script.ts'
import { sourceDay } from './content-names.ts'
import { HideMark, type Hiding } from './hide-parts.tsx'
import { botText } from './namings.ts'
import { useWords } from './words.ts'

type Rests = {
  script: Script
  ids: readonly string[]
  hiding: Hiding
  /** The card, to which one comes back. */
  from: string
}

/** The facts that a card rests on: what each says, where it is from, and when it was checked. */
export function CardFacts({ script, ids, today, ...marked }: Rests & { today: string }) {
  const { t } = useWords()
  return (
    <section class="card" aria-labelledby="facts">
      <h2 id="facts">{t('content.card.facts')}</h2>
      {ids.length === 0 ? (
        <p class="quiet">{t('content.card.facts.none')}</p>
      ) : (
        <ul class="due">
          {ids.map((id) => (
            <FactItem script={script} id={id} today={today} {...marked} />
          ))}
        </ul>
      )}
    </section>
  )
}

type ItemProps = Omit<Rests, 'ids'> & { id: string }

function FactItem({ script, id, today, hiding, from }: ItemProps & { today: string }) {
  const words = useWords()
  const { t } = words
  const fact = script.content.facts.get(id)
  if (fact === undefined) return <li>{t('content.fact.gone', { id })}</li>
  const applies = fact.applies.map((one) =>
    one === 'all' ? t('content.fact.all') : words.nameOf('region', one),
  )
  const about = {
    confidence: t(`content.confidence.${fact.confidence}`),
    applies: applies.join(', '),
    day: words.day(fact.checked),
  }
  const due = isOverdue(fact, today) ? 'overdue' : 'recheck'
  return (
    <li>
      <p>
        <span class="id">{id}</span> <span lang="en">{fact.says}</span>
      </p>
      <FactSource script={script} fact={fact} />
      <p class="says">
        {t('content.fact.about', about)}{' '}
        <span class={due === 'overdue' ? 'badge bad' : 'badge calm'}>
          {t(`content.fact.${due}`, { day: words.day(fact.recheck) })}
        </span>{' '}
        {!fact.publish && <span class="badge bad">{t('content.fact.staff')}</span>}
      </p>
      <HideMark thing={{ kind: 'fact', id }} hiding={hiding} from={from} />
    </li>
  )
}

function FactSource({ script, fact }: { script: Script; fact: Fact }) {
  const words = useWords()
  const source = botText(`sources.${fact.source}`, words, script) ?? { text: fact.source }
  return (
    <p class="says">
      <span lang={source.lang}>{source.text}</span>
      {`, ${sourceDay(fact.dated, words)}`}
      {fact.url !== undefined && (
        <>
          {', '}
          <a href={fact.url}>{fact.url.replace(/^https:\/\//, '')}</a>
        </>
      )}
    </p>
  )
}

/** The contacts on a card, also those that people do not see yet. */
export function CardContacts({ script, ids, ...marked }: Rests) {
  const { t } = useWords()
  if (ids.length === 0) return null
  return (
    <section class="card" aria-labelledby="contacts">
      <h2 id="contacts">{t('content.card.contacts')}</h2>
      <ul class="due">
        {ids.map((id) => (
          <ContactItem script={script} id={id} {...marked} />
        ))}
      </ul>
    </section>
  )
}

function ContactItem({ script, id, hiding, from }: ItemProps) {
  const words = useWords()
  const { t, day } = words
  const contact = script.content.contacts.get(id)
  const name = botText(`contacts.${id}`, words, script)
  if (contact === undefined) return <li>{t('content.contact.gone', { id })}</li>
  return (
    <li>
      <p>
        <b>{contact.number ?? contact.site}</b> <span lang={name?.lang}>{name?.text}</span>{' '}
        <span class="id">{id}</span>
      </p>
      <p class="says">
        {contact.dialled === null
          ? t('content.contact.never')
          : t('content.contact.dialled', { day: day(contact.dialled) })}{' '}
        {t('content.contact.confidence', { confidence: t(`content.confidence.${contact.confidence}`) })}{' '}
        {!mayBeShown(contact) && <span class="badge bad">{t('content.contact.hidden')}</span>}
      </p>
      <ContactSource contact={contact} />
      <HideMark thing={{ kind: 'contact', id }} hiding={hiding} from={from} />
    </li>
  )
}

/** Where a contact was found: a note of staff's own, in English. */
export function ContactSource({ contact: { source, dated } }: { contact: Contact }) {
  const words = useWords()
  return (
    <p class="says">
      {words.t('content.contact.source')} <span lang="en">{source}</span>
      {`, ${sourceDay(dated, words)}`}
    </p>
  )
}

type TextsProps = { content: Content; language: Written; keys: readonly string[] }

/** How far each text of a card is in a language, and who has read it. */
export function TextStates({ content, language, keys }: TextsProps) {
  const { t } = useWords()
  if (keys.length === 0) return <p class="quiet">{t('content.card.texts.none')}</p>
  if (language === content.campaign.source_language)
    return <p class="quiet">{t('content.card.texts.source', { n: keys.length })}</p>
  return (
    <ul class="plain texts">
      {keys.map((key) => (
        <TextItem content={content} language={language} of={key} />
      ))}
    </ul>
  )
}

function TextItem({ content, language, of: key }: Omit<TextsProps, 'keys'> & { of: string }) {
  const { t, day } = useWords()
  const state = stateOf(content, language, key)
  const pin = pinOf(content, language, key)
  return (
    <li>
      <span class={`badge ${state}`}>{t(`content.state.${state}`)}</span> <span class="id">{key}</span>
      {state === 'reviewed' &&
        pin?.by !== undefined &&
        pin.on !== undefined &&
        ` ${t('content.card.texts.by', { by: pin.by, day: day(pin.on) })}`}
    </li>
  )
}
