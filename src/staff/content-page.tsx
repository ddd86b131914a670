import { textStates } from '../content/exchange/state.ts'
import { type ApprovalState, approvalStates } from '../flow/approval.ts'
import { type ContentPart, totals } from '../flow/content-state.ts'
import { cardId } from '../flow/places.ts'
import type { Script } from '../flow/script.ts'
import { cardHref, cardName, partName } from './content-names.ts'
import { number } from './names.ts'
import { Approvals, CountsTable, StateChips, stateNames } from './states.tsx'

type Props = { script: Script; parts: readonly ContentPart[] }

/** All texts: how far each language is, and each topic with its cards. */
export function ContentPage({ script, parts }: Props) {
  const counts = totals(parts)
  const topics = parts.filter(({ kind }) => kind === 'topic')
  return (
    <>
      <section class="card" aria-labelledby="languages">
        <h2 id="languages">Translations</h2>
        {counts.size === 0 ? (
          <p class="quiet">The campaign speaks one language: there is nothing to translate.</p>
        ) : (
          <>
            <p class="says">{`${number(textsIn(parts))} texts: cards and their buttons, and words that all cards share.`}</p>
            <CountsTable counts={counts} />
            <p class="says">
              <code>sapar content export --lang …</code> makes a table for a translator,{' '}
              <code>sapar content import</code> takes it back.
            </p>
          </>
        )}
      </section>
      <section class="card" aria-labelledby="topics">
        <h2 id="topics">Topics</h2>
        <Key />
        {topics.length === 0 ? (
          <p class="quiet">No flow has a topic yet. A flow gets one with a line “topic:” in its file.</p>
        ) : (
          <ul class="parts">
            {topics.map((part) => (
              <Part script={script} part={part} approvals={approvalStates(script, part.id)} />
            ))}
          </ul>
        )}
      </section>
      <section class="card" aria-labelledby="others">
        <h2 id="others">The rest of the bot</h2>
        <ul class="parts">
          {parts
            .filter(({ kind }) => kind !== 'topic')
            .map((part) => (
              <Part script={script} part={part} approvals={undefined} />
            ))}
        </ul>
      </section>
    </>
  )
}

function textsIn(parts: readonly ContentPart[]): number {
  return parts.reduce((sum, { texts }) => sum + texts, 0)
}

/** What the colours of the bars mean. */
function Key() {
  return (
    <p class="key">
      {textStates.map((state) => (
        <span>
          <svg class="dot" aria-hidden="true">
            <rect class={`part ${state}`} width="100%" height="100%" rx="3" />
          </svg>{' '}
          {stateNames[state]}
        </span>
      ))}
    </p>
  )
}

type PartProps = { script: Script; part: ContentPart; approvals: readonly ApprovalState[] | undefined }

function Part({ script, part, approvals }: PartProps) {
  const name = partName(script, part)
  return (
    <li id={part.id}>
      <details>
        <summary>
          <span class="name" lang={name.lang}>
            {name.text}
          </span>
          <span class="size">{sizeOf(part)}</span>
          {approvals !== undefined && <ApprovalSign states={approvals} />}
          <StateChips counts={part.counts} />
        </summary>
        <div class="inside">
          {part.counts.size > 0 && <CountsTable counts={part.counts} />}
          {approvals !== undefined && <Approvals states={approvals} topic={part.id} />}
          {part.nodes.length > 0 && <Cards script={script} part={part} />}
        </div>
      </details>
    </li>
  )
}

function sizeOf({ nodes, texts }: ContentPart): string {
  const cards = nodes.filter(({ node }) => node.kind !== 'route').length
  const words = `${number(texts)} text${texts === 1 ? '' : 's'}`
  return cards === 0 ? words : `${number(cards)} card${cards === 1 ? '' : 's'}, ${words}`
}

function ApprovalSign({ states }: { states: readonly ApprovalState[] }) {
  const valid = states.filter(({ state }) => state === 'stands').length
  if (states.some(({ state }) => state === 'void')) return <span class="badge bad">approval void</span>
  return valid === 0 ? null : <span class="badge good">approved</span>
}

function Cards({ script, part }: { script: Script; part: ContentPart }) {
  return (
    <ul class="cards">
      {part.nodes.map((each) => {
        const name = cardName(script, each)
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
