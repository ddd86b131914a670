import type { QuestionError } from './reach-question.ts'
import { useWords } from './words.ts'

/** Before the first event: what to do, instead of a page of zeros. */
export function EmptyPage() {
  const { t } = useWords()
  return (
    <section class="card empty" aria-labelledby="empty">
      <h2 id="empty">{t('reach.empty.heading')}</h2>
      <p class="what-to-do">{t('reach.empty.says')}</p>
      <p class="what-to-do">{t('reach.empty.do')}</p>
    </section>
  )
}

/** The database does not answer: no numbers, and what that means for the bot. */
export function AwayPage() {
  const { t } = useWords()
  return (
    <section class="card empty" aria-labelledby="away">
      <h2 id="away">{t('reach.away.heading')}</h2>
      <p class="what-to-do">{t('reach.away.says')}</p>
    </section>
  )
}

/** A question that makes no sense: why, and the way back. */
export function RefusedQuestion({ error }: { error: QuestionError }) {
  const { t } = useWords()
  return (
    <section class="card empty" aria-labelledby="refused">
      <h2 id="refused">{t('reach.bad.heading')}</h2>
      <p class="what-to-do">{t(error.key, error.args)}</p>
      <p class="what-to-do">
        <a href="/staff">{t('reach.bad.back')}</a>
      </p>
    </section>
  )
}
