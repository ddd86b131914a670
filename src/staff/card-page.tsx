import { type Language, spokenBy, writtenIn } from '../campaign/campaign.ts'
import { approvalStates } from '../flow/approval.ts'
import type { Spot } from '../flow/atlas.ts'
import { contactsOn } from '../flow/content-state.ts'
import { isHidden } from '../flow/hidden.ts'
import { cardId, questionFor } from '../flow/places.ts'
import { type EachNode, factLists } from '../flow/rules/graph.ts'
import type { Script } from '../flow/script.ts'
import { CardContacts, CardFacts, TextStates } from './card-facts.tsx'
import { Leads } from './card-leads.tsx'
import { cardHref, lookOf, partHref, partName } from './content-names.ts'
import { CardLinks } from './due-page.tsx'
import { HideMark, type Hiding } from './hide-parts.tsx'
import { ledTo, messagesAt, Phone, type Seen } from './phone.tsx'
import { Approvals } from './states.tsx'
import { Way } from './way.tsx'
import { useWords } from './words.ts'

type Atlas = ReadonlyMap<string, Spot>
type Props = {
  /** As the files say it. */
  script: Script
  /** As people get it. */
  live: Script
  hiding: Hiding
  atlas: Atlas
  spot: Spot
  seen: Seen
  today: string
}

/** One card as a person sees it, beside the source language, with all that it rests on. */
export function CardPage({ script, live, hiding, atlas, spot, seen, today }: Props) {
  const { t } = useWords()
  const { each, keys, from } = spot
  const marked = { hiding, from: cardId(each.place) }
  const facts = [...new Set(factLists(each).flatMap((list) => list.facts))]
  return (
    <>
      <CardWay script={script} each={each} />
      <Switches script={script} seen={seen} />
      <AskedFirst each={each} seen={seen} />
      {each.node.kind === 'route' ? (
        <p class="card">{t('content.card.unseen')}</p>
      ) : (
        <>
          <HideMark thing={{ kind: 'card', id: marked.from }} {...marked} />
          <Phones script={live} seen={seen} today={today} />
          {isHidden(live, each.place) && <InFiles script={script} seen={seen} today={today} />}
        </>
      )}
      <div class="pair">
        <section class="card" aria-labelledby="leads">
          <h2 id="leads">{t('content.card.leads')}</h2>
          <Leads script={script} atlas={atlas} each={each} seen={seen} />
          <h3>{t('content.card.from')}</h3>
          <CardLinks nodes={from} none={t('content.card.from.nothing')} />
        </section>
        <section class="card" aria-labelledby="texts">
          <h2 id="texts">{t('content.card.texts')}</h2>
          <TextStates content={script.content} language={writtenIn(seen.language)} keys={keys} />
          <h3>{t('content.card.approvals')}</h3>
          <TopicApprovals script={script} topic={each.flow.topic} />
        </section>
      </div>
      <CardFacts script={script} ids={facts} today={today} {...marked} />
      <CardContacts script={script} ids={contactsOn(script, each)} {...marked} />
    </>
  )
}

/** What a hidden card would say: it is to be mended. */
function InFiles(props: { script: Script; seen: Seen; today: string }) {
  const { t } = useWords()
  return (
    <details>
      <summary class="unfold">{t('hide.file')}</summary>
      <Phones {...props} />
    </details>
  )
}

function CardWay({ script, each: { flow } }: { script: Script; each: EachNode }) {
  const part =
    flow.topic === undefined
      ? ({ kind: 'flow', id: flow.flow } as const)
      : ({ kind: 'topic', id: flow.topic } as const)
  return <Way steps={[{ name: partName(script, part, useWords()), href: partHref(part) }]} />
}

function AskedFirst({ each, seen }: { each: EachNode; seen: Seen }) {
  const { t } = useWords()
  if (each.node.needs.length === 0) return null
  return (
    <p class="says">
      {t('content.card.asks')}
      {each.node.needs
        .map((name) => questionFor(each.flow, name))
        .map((place) => (
          <>
            {' '}
            <a class="id" href={cardHref(place, lookOf(seen))}>
              {cardId(place)}
            </a>
          </>
        ))}
    </p>
  )
}

function TopicApprovals({ script, topic }: { script: Script; topic: string | undefined }) {
  const { t } = useWords()
  if (topic === undefined) return <p class="quiet">{t('content.card.no.topic')}</p>
  return <Approvals states={approvalStates(script, topic)} topic={topic} />
}

/** The same card in another language and for another citizenship. */
function Switches({ script, seen }: { script: Script; seen: Seen }) {
  const { t, nameOf } = useWords()
  const look = lookOf(seen)
  const languages = spokenBy(script.content.campaign).map((language) => ({
    text: nameOf('language', language),
    here: language === seen.language,
    href: cardHref(seen.place, { ...look, lang: language }),
  }))
  const citizenships = script.content.campaign.citizenships.map((code) => ({
    text: nameOf('region', code),
    here: code === seen.citizenship,
    href: cardHref(seen.place, { ...look, citizenship: code }),
  }))
  const unknown = {
    text: t('content.card.citizenship.unknown'),
    here: seen.citizenship === undefined,
    href: cardHref(seen.place, { lang: seen.language }),
  }
  return (
    <nav class="switches" aria-label={t('content.card.switches')}>
      <SwitchRow id="switch-language" name={t('content.card.language')} switches={languages} />
      <SwitchRow
        id="switch-citizenship"
        name={t('content.card.citizenship')}
        switches={[unknown, ...citizenships]}
      />
    </nav>
  )
}

type SwitchTo = { text: string; here: boolean; href: string }
type SwitchRowProps = { id: string; name: string; switches: readonly SwitchTo[] }

function SwitchRow({ id, name, switches }: SwitchRowProps) {
  return (
    <div class="switch-row">
      <p id={id}>{name}</p>
      <ul aria-labelledby={id}>
        {switches.map(({ text, here, href }) => (
          <li>
            <a class={here ? 'switch here' : 'switch'} href={href} aria-current={here ? 'true' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Phones({ script, seen, today }: { script: Script; seen: Seen; today: string }) {
  const { t, nameOf } = useWords()
  const source = script.content.campaign.source_language
  const shown: Language[] = seen.language === source ? [source] : [seen.language, source]
  const hrefOf = (data: string) => {
    const place = ledTo(script, data)
    return place === undefined ? undefined : cardHref(place, lookOf(seen))
  }
  return (
    <div class={shown.length === 1 ? 'phones one' : 'phones'}>
      {shown.map((language) => {
        const name = nameOf('language', language)
        return (
          <Phone
            label={language === source ? t('content.card.source', { language: name }) : name}
            language={language}
            messages={messagesAt(script, { ...seen, language }, today)}
            hrefOf={hrefOf}
          />
        )
      })}
    </div>
  )
}
