import type { Script } from '../flow/script.ts'
import { indicators } from '../reach/indicators.ts'
import type { Row, Table, Value } from '../report/view.ts'
import { nameOf } from './namings.ts'
import { Bar, Legend, sizeOf, valueClass, valueText } from './values.tsx'
import { useWords } from './words.ts'

type Props = {
  table: Table
  script: Script
  /** Where a row leads that is a filter; without it rows lead nowhere. */
  hrefOf?: (row: Row) => string | undefined
}

/** Rows that are seen at once; the others unfold. */
const rowsAtOnce = 8

/** A table of numbers with its heading, what it means, and bars along its first column. */
export function NumberTable({ table, script, hrefOf = () => undefined }: Props) {
  const { t } = useWords()
  const rows = table.rows.filter(({ values }) => !values.every(isZero))
  const zeros = table.rows.length - rows.length
  const parts = { table, script, hrefOf, most: mostOf(table.rows) }
  return (
    <section class="card breakdown" id={table.id} aria-labelledby={`${table.id}-heading`}>
      <h2 id={`${table.id}-heading`}>{t(`reach.table.${table.id}.name`)}</h2>
      <p class="says">{t(`reach.table.${table.id}.says`)}</p>
      <Meaning table={table.id} />
      {table.absent !== undefined && <p class="too-few">{t(`reach.legend.${table.absent}`)}</p>}
      {table.absent === undefined && rows.length === 0 && <p class="quiet">{t('reach.nothing')}</p>}
      {rows.length > 0 && <Rows {...parts} rows={rows.slice(0, rowsAtOnce)} />}
      {rows.length > rowsAtOnce && (
        <details class="more-rows">
          <summary class="unfold">{t('reach.more', { n: rows.length - rowsAtOnce })}</summary>
          <Rows {...parts} rows={rows.slice(rowsAtOnce)} />
        </details>
      )}
      {zeros > 0 && rows.length > 0 && <p class="legend">{t('reach.zeros', { n: zeros })}</p>}
      {table.young === true && <p class="legend">{t('reach.legend.young')}</p>}
      <Legend values={rows.flatMap(({ values }) => values)} />
    </section>
  )
}

function isZero(value: Value): boolean {
  return (
    (value.kind === 'exact' && value.count === 0) || (value.kind === 'rate' && value.rate.kind === 'base')
  )
}

function mostOf(rows: readonly Row[]): number {
  return Math.max(1, ...rows.flatMap(({ values: [first] }) => (first?.kind === 'exact' ? [first.count] : [])))
}

type RowsProps = Required<Props> & { rows: readonly Row[]; most: number }

function Rows({ table, script, hrefOf, rows, most }: RowsProps) {
  const { t } = useWords()
  return (
    <table class={table.columns.length > 2 ? 'numbers-table many' : 'numbers-table'}>
      <thead>
        <tr>
          <th scope="col">{t(`reach.table.${table.id}.rows`)}</th>
          {table.columns.map((column) => (
            <th scope="col" class="count">
              {t(`reach.column.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <OneRow row={row} script={script} href={hrefOf(row)} most={most} />
        ))}
      </tbody>
    </table>
  )
}

function OneRow({
  row,
  script,
  href,
  most,
}: {
  row: Row
  script: Script
  href: string | undefined
  most: number
}) {
  const words = useWords()
  const name = nameOf(row.name, words, script)
  const [first] = row.values
  const to = href ?? pictureHref(row, script)
  return (
    <tr>
      <th scope="row" lang={name.lang}>
        {to === undefined ? name.text : <a href={to}>{name.text}</a>}
        {first !== undefined && <Bar share={sizeOf(first, most)} />}
        {row.flag !== undefined && <span class="badge stale">{words.t(`reach.flag.${row.flag}`)}</span>}
      </th>
      {row.values.map((value) => (
        <td class={`count ${valueClass(value)}`}>{valueText(value, words)}</td>
      ))}
    </tr>
  )
}

/** A topic leads to the picture of its first flow, a card to the card. */
function pictureHref({ name }: Row, script: Script): string | undefined {
  if (name.kind === 'card' || name.kind === 'quiz') return `/staff/content/card/${name.id}`
  if (name.kind !== 'topic') return undefined
  const flow = [...script.flows.values()].find(({ topic }) => topic === name.id)
  return flow === undefined ? undefined : `/staff/flow/${flow.flow}`
}

/** Tables that stand for an indicator explain it as the indicator does. */
const indicatorOf: Readonly<Record<string, keyof typeof indicators>> = {
  topics: 'completed',
  funnel: 'funnel',
  retention: 'returned',
  source: 'by_source',
  contacts: 'contact',
}

function Meaning({ table }: { table: string }) {
  const indicator = indicatorOf[table]
  return indicator === undefined ? null : <Definition indicator={indicator} />
}

/** "?": how a number is made, its level in the logframe and the version of its definition. */
export function Definition({ indicator }: { indicator: keyof typeof indicators }) {
  const { t } = useWords()
  const { level, version } = indicators[indicator]
  const name = t(`indicators.${indicator}.name`)
  return (
    <details class="definition">
      <summary class="meaning" aria-label={t('reach.meaning', { name })}>
        ?
      </summary>
      <p class="more">
        {t(`indicators.${indicator}.formula`)}{' '}
        <span class="by">{t('reach.definition', { level: t(`reach.level.${level}`), version })}</span>
      </p>
    </details>
  )
}
