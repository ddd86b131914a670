import { atlasOf } from '../flow/atlas.ts'
import { cardId, flowAt } from '../flow/places.ts'
import type { Script } from '../flow/script.ts'
import type { HiddenThing } from '../store/hidden.ts'
import { CardLinks } from './due-page.tsx'
import { Form } from './form.tsx'
import { ThingName } from './hide-parts.tsx'
import { alsoHidden, restOn } from './hideable.ts'
import { messagesAt, Phone } from './phone.tsx'
import { useWords } from './words.ts'

type Props = {
  script: Script
  thing: HiddenThing & { from?: string | undefined }
  /** Why it cannot be hidden. */
  why: 'route' | 'fixed' | 'last' | 'already' | undefined
  /** A reason that was not taken. */
  refused: string | undefined
  /** Where Cancel leads. */
  back: string
  today: string
}

/** What will happen, why it is done, and the button that does it. */
export function HideForm({ script, thing, why, refused, back, today }: Props) {
  const { t } = useWords()
  return (
    <>
      <section class="card" aria-labelledby="what">
        <h2 id="what">{t('hide.what')}</h2>
        <p>
          <ThingName script={script} thing={thing} />
        </p>
        {why !== undefined && (
          <p class="refused" role="alert">
            {t(`hide.${why}`)}
          </p>
        )}
      </section>
      {why === undefined ? (
        <>
          <WhatHappens script={script} thing={thing} today={today} />
          <ReasonForm thing={thing} refused={refused} back={back} />
        </>
      ) : (
        <p>
          <a href={back}>{t('hide.cancel')}</a>
        </p>
      )}
    </>
  )
}

function WhatHappens({ script, thing, today }: Pick<Props, 'script' | 'thing' | 'today'>) {
  const { t } = useWords()
  const { touched: nodes, fixed } = restOn(script, thing)
  const urgent = nodes.filter(({ place }) => flowAt(script, place).emergency).length
  const [card] = nodes
  return (
    <section class="card" aria-labelledby="happens">
      <h2 id="happens">{t('hide.happens')}</h2>
      <ul class="happens">
        <li>{t(`hide.${thing.kind}.happens`, { n: nodes.length })}</li>
        {thing.kind === 'card' && card !== undefined && (
          <li>{t('hide.card.from', { n: atlasOf(script).get(cardId(card.place))?.from.length ?? 0 })}</li>
        )}
        {urgent > 0 && (
          <li>{thing.kind === 'card' ? t('hide.emergency.card') : t('hide.emergency', { n: urgent })}</li>
        )}
        {fixed.length > 0 && (
          <li>
            {t('hide.stays', { n: fixed.length })} <CardLinks nodes={fixed} />
          </li>
        )}
        <li>{t('hide.soon')}</li>
        <li>{t('hide.until')}</li>
      </ul>
      {thing.kind !== 'card' && nodes.length > 0 && <CardLinks nodes={nodes} />}
      {thing.kind !== 'contact' && card !== undefined && (
        <Preview script={alsoHidden(script, thing)} place={card.place} today={today} />
      )}
    </section>
  )
}

function Preview({
  script,
  place,
  today,
}: {
  script: Script
  place: Parameters<typeof cardId>[0]
  today: string
}) {
  const { t, nameOf } = useWords()
  const { source_language: language } = script.content.campaign
  return (
    <>
      <h3>{t('hide.preview')}</h3>
      <div class="phones one">
        <Phone
          label={nameOf('language', language)}
          language={language}
          messages={messagesAt(script, { place, language }, today)}
          hrefOf={() => undefined}
        />
      </div>
    </>
  )
}

function ReasonForm({ thing, refused, back }: Pick<Props, 'thing' | 'refused' | 'back'>) {
  const { t } = useWords()
  return (
    <Form action="/staff/content/hide" class="card reason">
      <input type="hidden" name="kind" value={thing.kind} />
      <input type="hidden" name="id" value={thing.id} />
      {thing.from !== undefined && <input type="hidden" name="from" value={thing.from} />}
      {refused !== undefined && (
        <p class="refused" role="alert" id="refused">
          {t('hide.reason.wrong')}
        </p>
      )}
      <label for="reason">{t('hide.reason')}</label>
      <p class="hint" id="hint">
        {t('hide.reason.hint')}
      </p>
      <input
        id="reason"
        name="reason"
        type="text"
        required
        minlength={3}
        maxlength={200}
        autocomplete="off"
        value={refused ?? ''}
        aria-describedby={refused === undefined ? 'hint' : 'refused hint'}
      />
      <p class="buttons">
        <button type="submit" class="danger">
          {t('hide.now')}
        </button>{' '}
        <a href={back}>{t('hide.cancel')}</a>
      </p>
    </Form>
  )
}
