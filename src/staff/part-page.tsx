import { approvalStates } from '../flow/approval.ts'
import type { ContentPart } from '../flow/content-state.ts'
import { cardId } from '../flow/places.ts'
import type { Script } from '../flow/script.ts'
import { cardHref, cardName } from './content-names.ts'
import { Approvals, CountsTable } from './states.tsx'
import { Way } from './way.tsx'
import { useWords } from './words.ts'

/** One part of the content: its cards, how far its translations are, and who has approved it. */
export function PartPage({ script, part }: { script: Script; part: ContentPart }) {
  const { t } = useWords()
  return (
    <>
      <Way steps={[]} />
      <section class="card" aria-labelledby="cards">
        <h2 id="cards">{t('content.part.cards')}</h2>
        {part.nodes.length === 0 ? (
          <p class="quiet">{t('content.part.no.cards')}</p>
        ) : (
          <Cards script={script} part={part} />
        )}
      </section>
      {part.counts.size > 0 && (
        <section class="card" aria-labelledby="languages">
          <h2 id="languages">{t('content.part.languages')}</h2>
          <CountsTable counts={part.counts} labelledBy="languages" />
        </section>
      )}
      {part.kind === 'topic' && (
        <section class="card" aria-labelledby="approvals">
          <h2 id="approvals">{t('content.part.approvals')}</h2>
          <Approvals states={approvalStates(script, part.id)} topic={part.id} />
        </section>
      )}
    </>
  )
}

function Cards({ script, part }: { script: Script; part: ContentPart }) {
  const words = useWords()
  return (
    <ul class="cards">
      {part.nodes.map((each) => {
        const name = cardName(script, each, words)
        return (
          <li>
            <a href={cardHref(each.place)} lang={name.lang}>
              {name.text}
            </a>{' '}
            <span class="id">{cardId(each.place)}</span>
          </li>
        )
      })}
    </ul>
  )
}
