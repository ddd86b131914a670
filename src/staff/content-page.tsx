import { raw } from 'hono/html'
import { type ApprovalState, approvalStates } from '../flow/approval.ts'
import { type ContentPart, type Due, totals } from '../flow/content-state.ts'
import type { Script } from '../flow/script.ts'
import { partHref, partName } from './content-names.ts'
import { DueSummary } from './due-page.tsx'
import { ApprovalSign, CountsTable, StateChips, StateKey } from './states.tsx'
import { UndialledSummary } from './undialled-page.tsx'
import { useWords } from './words.ts'

type Props = { script: Script; parts: readonly ContentPart[]; due: readonly Due[]; today: string }

/** All content at one look: how far each language and each part is, and how much waits for a check. */
export function ContentPage({ script, parts, due, today }: Props) {
  const { t } = useWords()
  const topics = parts.filter(({ kind }) => kind === 'topic')
  return (
    <>
      <nav class="jump" aria-label={t('content.jump')}>
        <a href="#due">{t('content.due')}</a>
        <a href="#undialled">{t('content.undialled.short')}</a>
        <a href="#languages">{t('content.languages')}</a>
        <a href="#topics">{t('content.topics')}</a>
        <a href="#others">{t('content.others')}</a>
      </nav>
      <div class="pair">
        <DueSummary due={due} today={today} />
        <UndialledSummary due={due} />
      </div>
      <Translations parts={parts} />
      <section class="card" aria-labelledby="topics">
        <h2 id="topics">{t('content.topics')}</h2>
        <StateKey />
        {topics.length === 0 ? (
          <p class="quiet">{t('content.topics.none')}</p>
        ) : (
          <ul class="parts">
            {topics.map((part) => (
              <Part script={script} part={part} approvals={approvalStates(script, part.id)} />
            ))}
          </ul>
        )}
      </section>
      <section class="card" aria-labelledby="others">
        <h2 id="others">{t('content.others')}</h2>
        <ul class="parts">
          {parts
            .filter(({ kind }) => kind !== 'topic')
            .map((part) => (
              <Part script={script} part={part} approvals={[]} />
            ))}
        </ul>
      </section>
    </>
  )
}

function Translations({ parts }: { parts: readonly ContentPart[] }) {
  const { t, html } = useWords()
  const counts = totals(parts)
  const n = parts.reduce((sum, { texts }) => sum + texts, 0)
  return (
    <section class="card" aria-labelledby="languages">
      <h2 id="languages">{t('content.languages')}</h2>
      {counts.size === 0 ? (
        <p class="quiet">{t('content.languages.one')}</p>
      ) : (
        <>
          <p class="says">{t('content.languages.says', { n })}</p>
          <CountsTable counts={counts} labelledBy="languages" />
          <p class="says">{raw(html('content.languages.how'))}</p>
        </>
      )}
    </section>
  )
}

type PartProps = { script: Script; part: ContentPart; approvals: readonly ApprovalState[] }

function Part({ script, part, approvals }: PartProps) {
  const words = useWords()
  const name = partName(script, part, words)
  return (
    <li id={part.id}>
      <a class="name" href={partHref(part)} lang={name.lang}>
        {name.text}
      </a>
      <PartSize part={part} />
      <ApprovalSign states={approvals} />
      <StateChips counts={part.counts} />
    </li>
  )
}

/** "2 cards, 4 texts". Nodes that only choose the next card are none. */
function PartSize({ part: { nodes, texts } }: { part: ContentPart }) {
  const { t } = useWords()
  const cards = nodes.filter(({ node }) => node.kind !== 'route').length
  return <span class="size">{t('content.size', { cards, texts })}</span>
}
