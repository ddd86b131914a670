import { cardId, nodeAt, placeOf } from '../flow/places.ts'
import { everyNode } from '../flow/rules/graph.ts'
import type { Script } from '../flow/script.ts'
import type { HiddenRow, HiddenThing } from '../store/hidden.ts'
import { cardHref, cardName } from './content-names.ts'
import { Form } from './form.tsx'
import type { HiddenSeen } from './health-signs.ts'
import { botText, type Name } from './namings.ts'
import { useWords, type Words } from './words.ts'

/** What is hidden now, and whether who looks may hide and show. */
export type Hiding = { rows: readonly HiddenRow[]; may: boolean; timeZone: string }

/** Where something is hidden; `from` is the card from whose page one comes. */
export function hideHref({ kind, id }: HiddenThing, from?: string): string {
  const asked = new URLSearchParams({ kind, id, ...(from === undefined ? {} : { from }) })
  return `/staff/content/hide?${asked}`
}

/** Beside a card, a fact or a contact: the way to hide it, or that it is hidden. */
export function HideMark({ thing, hiding, from }: { thing: HiddenThing; hiding: Hiding; from: string }) {
  const { t } = useWords()
  const row = hiding.rows.find(({ kind, id }) => kind === thing.kind && id === thing.id)
  if (row !== undefined) return <HiddenNote row={row} hiding={hiding} back={from} />
  if (!hiding.may) return null
  return (
    <p class="hide">
      <a href={hideHref(thing, from)}>{t(thing.kind === 'card' ? 'hide.hide.card' : 'hide.hide')}</a>
    </p>
  )
}

type NoteProps = {
  row: HiddenRow
  hiding: Hiding
  /** The card to come back to. */
  back: string | undefined
  /** The files no longer have it. */
  gone?: boolean
}

/** Since when something is hidden, by whom and why, and how to show it again. */
function HiddenNote({ row, hiding, back, gone = false }: NoteProps) {
  const { t, clock } = useWords()
  const { timeZone } = hiding
  return (
    <div class="hidden-note">
      <p>
        <span class="badge bad">{t('hide.hidden')}</span>{' '}
        {t('hide.since', {
          when: clock(row.at, timeZone),
          name: row.by ?? t('hide.nobody'),
          reason: row.reason,
        })}
      </p>
      {hiding.may && <ShowAgain row={row} back={back} words={t(gone ? 'hide.remove' : 'hide.show')} />}
    </div>
  )
}

function ShowAgain({ row, back, words }: { row: HiddenThing; back: string | undefined; words: string }) {
  return (
    <Form action="/staff/content/show" class="one-button">
      <input type="hidden" name="kind" value={row.kind} />
      <input type="hidden" name="id" value={row.id} />
      {back !== undefined && <input type="hidden" name="from" value={back} />}
      <button type="submit">{words}</button>
    </Form>
  )
}

/** All that is hidden, on the page of the content; nothing when nothing is. */
export function HiddenNow({
  script,
  seen,
  hiding,
}: {
  script: Script
  seen: readonly HiddenSeen[]
  hiding: Hiding
}) {
  const { t } = useWords()
  if (seen.length === 0) return null
  return (
    <section class="card" aria-labelledby="hidden">
      <h2 id="hidden">{t('hide.list')}</h2>
      <p class="says">{t('hide.list.says')}</p>
      <ul class="due">
        {seen.map((row) => (
          <li>
            <p>
              <ThingName script={script} thing={row} />
              {row.gone && <span class="badge bad long">{t('hide.gone')}</span>}
            </p>
            <HiddenNote row={row} hiding={hiding} back={undefined} gone={row.gone} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** A thing in words: what a fact says, whom a contact calls, what a card is about. */
export function ThingName({ script, thing }: { script: Script; thing: HiddenThing }) {
  const words = useWords()
  const { kind, id } = thing
  const said = saidOf(script, thing, words)
  const name = words.t(`health.hidden.${kind}`, { id })
  const place = placeOf(id, '')
  const isCard = kind === 'card' && nodeAt(script, place) !== undefined
  return (
    <>
      {isCard ? <a href={cardHref(place)}>{name}</a> : name}
      {said !== undefined && (
        <>
          {': '}
          <span lang={said.lang}>{said.text}</span>
        </>
      )}{' '}
    </>
  )
}

function saidOf(script: Script, { kind, id }: HiddenThing, words: Words): Name | undefined {
  const { facts, contacts } = script.content
  if (kind === 'card') {
    const each = everyNode(script).find(({ place }) => cardId(place) === id)
    return each === undefined ? undefined : cardName(script, each, words)
  }
  if (kind === 'fact') {
    const fact = facts.get(id)
    return fact === undefined ? undefined : { text: fact.says, lang: 'en' }
  }
  const contact = contacts.get(id)
  const name = botText(`contacts.${id}`, words, script)
  if (contact === undefined || name === undefined) return undefined
  return { ...name, text: `${contact.number ?? contact.site ?? ''} ${name.text}` }
}
