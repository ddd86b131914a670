import { raw } from 'hono/html'
import type { Logframe } from '../campaign/logframe.ts'
import type { LogframeTable, OutputRow } from '../report/logframe.ts'
import { Bar } from './activity-list.tsx'
import { IndicatorTable } from './logframe-rows.tsx'
import { actualIn, moneyIn } from './logframe-texts.ts'
import { useWords } from './words.ts'

type Props = {
  table: LogframeTable
  plan: Logframe
  /** YYYY-MM-DD */
  today: string
  /** The address's own search, for the files. */
  search: string
  mayWrite: boolean
}

/** The whole logframe: three numbers for all of it, then impact, outcome and each output. */
export function LogframePage({ table, plan, today, search, mayWrite }: Props) {
  const { t } = useWords()
  return (
    <div class="desk logframe">
      <Doors search={search} mayWrite={mayWrite} />
      <AsOf plan={plan} until={table.until} today={today} />
      <Summary table={table} plan={plan} />
      {(['impact', 'outcome'] as const).map((level) => (
        <section class="card" aria-labelledby={level}>
          <h2 id={level}>{t(`logframe.level.${level}`)}</h2>
          <IndicatorTable rows={table[level]} labelledBy={level} />
        </section>
      ))}
      {table.outputs.map((row, at) => (
        <OutputSection row={row} n={at + 1} plan={plan} />
      ))}
    </div>
  )
}

function Doors({ search, mayWrite }: { search: string; mayWrite: boolean }) {
  const { t } = useWords()
  return (
    <p class="buttons doors">
      <a class={mayWrite ? 'act' : undefined} href="/staff/logframe/spend">
        {t(mayWrite ? 'logframe.spend.add' : 'logframe.spend')}
      </a>
      <a href={`/staff/logframe.xlsx${search}`}>Excel</a>
      {mayWrite && <span class="quiet">{t('logframe.how.to.add')}</span>}
    </p>
  )
}

/** The end of which month is shown. */
function AsOf({ plan, until, today }: { plan: Logframe; until: string; today: string }) {
  const { t } = useWords()
  return (
    <form method="get" action="/staff/logframe" class="card as-of">
      <p class="field">
        <label for="until">{t('logframe.until')}</label>
        <input
          type="month"
          id="until"
          name="until"
          placeholder="2026-11"
          min={plan.begins.slice(0, 7)}
          max={today.slice(0, 7)}
          value={until.slice(0, 7)}
        />
      </p>
      <button type="submit">{t('logframe.until.show')}</button>
    </form>
  )
}

function Summary({
  table: { score, spend, cost },
  plan: { currency },
}: {
  table: LogframeTable
  plan: Logframe
}) {
  const words = useWords()
  const { t, percent } = words
  const money = (amount: number) => moneyIn(words, currency, amount)
  const reached = actualIn(words, { unit: 'accounts' }, cost.reached)
  return (
    <section class="numbers" aria-label={t('logframe.summary')}>
      <Figure
        name={t('logframe.score')}
        value={score === null ? t('logframe.actual.unset') : percent(score.value)}
        says={
          score === null
            ? t('logframe.score.none')
            : t('logframe.score.of', { weight: percent(score.weight / 100) })
        }
        more="logframe.score.more"
      />
      <Figure
        name={t('logframe.spend')}
        value={spend.total === 0 ? t('logframe.actual.unset') : money(spend.total)}
        says={t('logframe.spend.of.whole', { sum: money(spend.whole) })}
        more="logframe.spend.more"
      />
      <Figure
        name={t('logframe.cost')}
        value={cost.each === null ? t('logframe.cost.none') : money(cost.each)}
        says={t('logframe.cost.of', { spend: money(spend.total), reached })}
        more="logframe.cost.more"
      />
    </section>
  )
}

/** A number with its explanation behind a question mark. */
function Figure({ name, value, says, more }: { name: string; value: string; says: string; more: string }) {
  const { t, html } = useWords()
  return (
    <div class="card number">
      <h2>{name}</h2>
      <p class={/^\D*$/.test(value) ? 'big none' : 'big'}>{value}</p>
      <p class="says">{says}</p>
      <details>
        <summary class="meaning" aria-label={t('logframe.meaning', { name })}>
          ?
        </summary>
        <p class="more">{raw(html(more))}</p>
      </details>
    </div>
  )
}

function OutputSection({
  row: { output, rows, score, spend },
  n,
  plan,
}: {
  row: OutputRow
  n: number
  plan: Logframe
}) {
  const words = useWords()
  const { t, percent } = words
  const id = `output-${output.id}`
  return (
    <section class="card output" aria-labelledby={id}>
      <h2 id={id}>{`${t('logframe.output', { n })}: ${t(`logframe.output.${output.id}`)}`}</h2>
      <ul class="facts">
        <li>{t('logframe.weight', { weight: percent(output.weight / 100) })}</li>
        <li class={`risk ${output.risk}`}>{`${t('logframe.risk')}: ${t(`logframe.risk.${output.risk}`)}`}</li>
        <li>{`${t('logframe.spend')}: ${moneyIn(words, plan.currency, spend)}`}</li>
        <li class="achieved">
          {`${t('logframe.achieved')}: ${score === null ? t('logframe.achieved.none') : percent(score)}`}
          {score !== null && <Bar share={score} />}
        </li>
      </ul>
      <IndicatorTable rows={rows} labelledBy={id} />
    </section>
  )
}
