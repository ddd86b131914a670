import { type Language, spokenBy, writtenIn } from '../campaign/campaign.ts'
import { approvalStates } from '../flow/approval.ts'
import type { Spot } from '../flow/atlas.ts'
import { contactsOn } from '../flow/content-state.ts'
import { cardId, questionFor } from '../flow/places.ts'
import { type EachNode, factLists, linksOf } from '../flow/rules/graph.ts'
import type { Script } from '../flow/script.ts'
import { CardContacts, CardFacts, TextStates } from './card-facts.tsx'
import { cardHref, cardName, type Look } from './content-names.ts'
import { CardLinks } from './due-page.tsx'
import { languageName } from './names.ts'
import { ledTo, messagesAt, Phone, type Seen } from './phone.tsx'
import { Approvals } from './states.tsx'

type Atlas = ReadonlyMap<string, Spot>
type Props = { script: Script; atlas: Atlas; spot: Spot; seen: Seen; today: string }

/** One card as a person sees it, beside the source language, with all that it rests on. */
export function CardPage({ script, atlas, spot, seen, today }: Props) {
  const { each, keys, from } = spot
  const { topic } = each.flow
  const facts = [...new Set(factLists(each).flatMap((list) => list.facts))]
  return (
    <>
      <Switches script={script} seen={seen} />
      {each.node.needs.length > 0 && (
        <p class="says">
          {'Asked first, when it is not known: '}
          {each.node.needs
            .map((name) => questionFor(each.flow, name))
            .map((place) => (
              <a class="id" href={cardHref(place, lookOf(seen))}>
                {cardId(place)}
              </a>
            ))}
        </p>
      )}
      {each.node.kind === 'route' ? (
        <p class="card">Nobody sees this: it chooses the next card by what is known of the person.</p>
      ) : (
        <Phones script={script} seen={seen} today={today} />
      )}
      <div class="pair">
        <section class="card" aria-labelledby="leads">
          <h2 id="leads">Where it leads</h2>
          <Leads script={script} atlas={atlas} each={each} seen={seen} />
          <h3>Where it is come to from</h3>
          <CardLinks nodes={from} none="From no card: only by Menu, Help now, a command or a link." />
        </section>
        <section class="card" aria-labelledby="texts">
          <h2 id="texts">Its texts</h2>
          <TextStates content={script.content} language={writtenIn(seen.language)} keys={keys} />
          <h3>Approvals of its topic</h3>
          {topic === undefined ? (
            <p class="quiet">It belongs to no topic: nobody is asked to approve it.</p>
          ) : (
            <Approvals states={approvalStates(script, topic)} topic={topic} />
          )}
        </section>
      </div>
      <CardFacts script={script} ids={facts} today={today} />
      <CardContacts script={script} ids={contactsOn(script, each)} />
    </>
  )
}

function lookOf({ language, citizenship }: Seen): Look {
  return { lang: language, citizenship }
}

/** The same card in another language and for another citizenship. */
function Switches({ script, seen }: { script: Script; seen: Seen }) {
  const { citizenships } = script.content.campaign
  const look = lookOf(seen)
  return (
    <nav class="switches" aria-label="Language and citizenship">
      <p>
        {spokenBy(script.content.campaign).map((language) => (
          <Switch
            text={languageName(language).text}
            here={language === seen.language}
            href={cardHref(seen.place, { ...look, lang: language })}
          />
        ))}
      </p>
      <p>
        <Switch
          text="Citizenship not known"
          here={seen.citizenship === undefined}
          href={cardHref(seen.place, { lang: seen.language })}
        />
        {citizenships.map((code) => (
          <Switch
            text={code}
            here={code === seen.citizenship}
            href={cardHref(seen.place, { ...look, citizenship: code })}
          />
        ))}
      </p>
    </nav>
  )
}

function Switch({ text, here, href }: { text: string; here: boolean; href: string }) {
  return here ? (
    <span class="switch here" aria-current="true">
      {text}
    </span>
  ) : (
    <a class="switch" href={href}>
      {text}
    </a>
  )
}

function Phones({ script, seen, today }: { script: Script; seen: Seen; today: string }) {
  const source = script.content.campaign.source_language
  const shown: Language[] = seen.language === source ? [source] : [seen.language, source]
  const hrefOf = (data: string) => {
    const place = ledTo(script, data)
    return place === undefined ? undefined : cardHref(place, lookOf(seen))
  }
  return (
    <div class={shown.length === 1 ? 'phones one' : 'phones'}>
      {shown.map((language) => (
        <Phone
          label={
            language === source ? `${languageName(language).text} (source)` : languageName(language).text
          }
          language={language}
          messages={messagesAt(script, { ...seen, language }, today)}
          hrefOf={hrefOf}
        />
      ))}
    </div>
  )
}

type LeadsProps = { script: Script; atlas: Atlas; each: EachNode; seen: Seen }

function Leads({ script, atlas, each, seen }: LeadsProps) {
  const links = linksOf(script, each)
  if (links.length === 0) return <p class="quiet">Only Back, Menu and Help now.</p>
  return (
    <ul class="leads">
      {links.map(({ path, said, to }) => {
        const next = to === undefined ? undefined : atlas.get(cardId(to))?.each
        const name = next === undefined ? { text: said } : cardName(script, next)
        return (
          <li>
            <span class="by">{byWhat(script, each, path.slice(2), seen.language)}</span>
            {to === undefined || next === undefined ? (
              <span>{said}</span>
            ) : (
              <a href={cardHref(to, lookOf(seen))} lang={name.lang}>
                {name.text}
              </a>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** What makes a person go that way: the words of the button, or the condition. */
function byWhat(
  script: Script,
  { flow, id, node }: EachNode,
  [part, which]: readonly (string | number)[],
  language: Language,
): string {
  const name = String(which)
  if (node.kind === 'route') return part === 'routes' ? (node.routes[Number(which)]?.when ?? '') : 'otherwise'
  if (part === 'then') return 'after the answer'
  if (part === 'bands' && node.kind === 'quiz') return `from ${node.bands[Number(which)]?.from ?? 0} points`
  const own = part === 'buttons' ? node.buttons[name] : node.kind === 'ask' ? node.options[name] : undefined
  const key = own?.label ?? `${flow.flow}.${id}.${name}`
  const words = script.content.texts.get(writtenIn(language))?.get(key)?.text ?? name
  const when = part === 'buttons' ? node.buttons[name]?.when : undefined
  return when === undefined ? words : `${words} (when ${when})`
}
