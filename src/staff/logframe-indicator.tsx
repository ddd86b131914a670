import { raw } from 'hono/html'
import type { Mistake } from '../campaign/activity.ts'
import { figureKindsOf, type Indicator } from '../campaign/logframe.ts'
import type { Figure } from '../report/figures.ts'
import { Desk } from './desk.tsx'
import { Form } from './form.tsx'
import { RemoveButton } from './logframe-remove.tsx'
import { valueIn } from './logframe-texts.ts'
import { Field, Mistakes } from './mistakes.tsx'
import { Scroll } from './scroll.tsx'
import { useWords } from './words.ts'

type Props = {
  indicator: Indicator
  figures: readonly Figure[]
  typed: Readonly<Record<string, string>>
  mistakes: readonly Mistake[]
  mayWrite: boolean
}

/** How an indicator is measured, the form for a number, and every number that was typed in before. */
export function IndicatorPage({ indicator, figures, typed, mistakes, mayWrite }: Props) {
  const { t } = useWords()
  const { id, unit, level, source } = indicator
  return (
    <Desk>
      <section class="card">
        <dl class="about">
          <About name={t('logframe.level')} says={t(`logframe.level.${level}`)} />
          <About name={t('logframe.unit')} says={t(`logframe.unit.${unit}`)} />
          <About name={t('logframe.source')} says={sourceIn(t, source)} />
          <About name={t('logframe.column.verification')} says={t(`logframe.indicator.${id}.verification`)} />
          <About name={t('logframe.column.assumption')} says={t(`logframe.indicator.${id}.assumption`)} />
        </dl>
      </section>
      {mayWrite && <FigureForm indicator={indicator} typed={typed} mistakes={mistakes} />}
      <History indicator={indicator} figures={figures} mayWrite={mayWrite} />
      <p class="buttons">
        <a href="/staff/logframe">{t('logframe.back')}</a>
      </p>
    </Desk>
  )
}

/** Where the actual comes from, in one sentence. */
function sourceIn(t: (key: string) => string, source: Indicator['source']): string {
  if (source === 'typed') return t('logframe.source.typed')
  if ('counts' in source) return t(`logframe.source.counts.${source.counts}`)
  const kinds = source.activities.kinds.map((kind) => t(`activities.kind.${kind}`)).join(', ')
  return `${t(`logframe.source.activities.${source.activities.what}`)} ${kinds}`
}

function About({ name, says }: { name: string; says: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{says}</dd>
    </div>
  )
}

type FormProps = Pick<Props, 'indicator' | 'typed' | 'mistakes'>

function FigureForm({ indicator, typed, mistakes }: FormProps) {
  const { t, html } = useWords()
  return (
    <Form action={`/staff/logframe/indicator/${indicator.id}`} class="card number-form">
      <h2>{t('logframe.add')}</h2>
      <p class="says">{raw(html('logframe.add.says'))}</p>
      <Mistakes area="logframe" mistakes={mistakes} />
      <div class="fields">
        <Field area="logframe" name="kind" mistakes={mistakes}>
          <select id="kind" name="kind" required>
            {figureKindsOf(indicator).map((kind) => (
              <option value={kind} selected={typed.kind === kind}>
                {t(`logframe.kind.${kind}`)}
              </option>
            ))}
          </select>
        </Field>
        <Field area="logframe" name="day" mistakes={mistakes}>
          <input type="date" id="day" name="day" required value={typed.day} />
        </Field>
        <Field area="logframe" name="value" mistakes={mistakes}>
          <input id="value" name="value" inputmode="decimal" required maxlength={20} value={typed.value} />
        </Field>
        <Field area="logframe" name="evidence" mistakes={mistakes}>
          <input id="evidence" name="evidence" required maxlength={500} value={typed.evidence} />
        </Field>
      </div>
      <p class="buttons">
        <button type="submit">{t('logframe.save')}</button>
      </p>
    </Form>
  )
}

function History({ indicator, figures, mayWrite }: Pick<Props, 'indicator' | 'figures' | 'mayWrite'>) {
  const { t } = useWords()
  const columns = ['kind', 'day', 'value', 'evidence', 'by']
  if (figures.length === 0) return <p class="card empty">{t('logframe.history.none')}</p>
  return (
    <section class="card" aria-labelledby="history">
      <h2 id="history">{t('logframe.history')}</h2>
      <p class="says">{t('logframe.history.says')}</p>
      <Scroll labelledBy="history">
        <table class="history">
          <thead>
            <tr>
              {columns.map((column) => (
                <th scope="col" class={column === 'value' ? 'count' : undefined}>
                  {t(`logframe.field.${column}`)}
                </th>
              ))}
              {mayWrite && <th scope="col">{t('logframe.field.act')}</th>}
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => (
              <HistoryRow indicator={indicator} figure={figure} mayWrite={mayWrite} />
            ))}
          </tbody>
        </table>
      </Scroll>
    </section>
  )
}

type RowProps = { indicator: Indicator; figure: Figure; mayWrite: boolean }

function HistoryRow({ indicator, figure, mayWrite }: RowProps) {
  const words = useWords()
  const { t, day } = words
  const { id, kind, value, evidence, by, at, removed } = figure
  const says = valueIn(words, indicator, value)
  return (
    <tr class={removed ? 'removed' : undefined}>
      <th scope="row">
        {t(`logframe.kind.${kind}`)}
        {removed && <span class="quiet">{` ${t('logframe.removed')}`}</span>}
      </th>
      <td class="day">{day(figure.day)}</td>
      <td class="count">{says}</td>
      <td>{evidence}</td>
      <td>
        {by === null ? '' : `${by}, `}
        {day(at.toISOString().slice(0, 10))}
      </td>
      {mayWrite && (
        <td>
          <RemoveButton
            path={`/staff/logframe/number/${id}`}
            removed={removed}
            of={`${t(`logframe.kind.${kind}`)} ${says}`}
          />
        </td>
      )}
    </tr>
  )
}
