import type { Context } from 'hono'
import { drawFlow, type FlowPicture } from '../documents/flow-picture.ts'
import type { Flow, Script } from '../flow/script.ts'
import { flowShape, type ShapeNode } from '../flow/shape.ts'
import { itemTables } from '../report/reach-items.ts'
import type { ReachPeriod } from '../report/reach-period.ts'
import type { Row, Table, Value } from '../report/view.ts'
import type { PageParts } from './app.tsx'
import type { StaffEnv } from './env.ts'
import { botText, nameOf, periodInWords } from './namings.ts'
import { addressOf, QuestionError, readQuestion } from './reach-question.ts'
import { valueText } from './values.tsx'
import { useWords, type Words } from './words.ts'

/** A flow drawn as a picture: how often each of its cards was shown, and how many visits ended there. */
export function addFlowPages(parts: PageParts): void {
  const { door, show, script } = parts
  door.get('/staff/flow/:flow', 'see numbers', async (c) => {
    const found = await flowAsked(c, parts)
    if (found === null) return c.text(`${c.var.words.t('shell.not.found')}\n`, 404)
    const { flow, period } = found
    const { t } = c.var.words
    const title = titleOf(flow, c.var.words, script)
    const when = t('reach.flow.when', { period: periodInWords(period, c.var.words) })
    const frame = {
      heading: t('reach.flow.heading', { flow: title }),
      here: 'reach' as const,
      when,
      wide: true,
    }
    return show(c, frame, <FlowPage {...found} script={script} title={title} />)
  })
  door.get('/staff/flow/:flow/picture.svg', 'see numbers', async (c) => {
    const found = await flowAsked(c, parts)
    if (found === null) return c.text(`${c.var.words.t('shell.not.found')}\n`, 404)
    const dark = c.req.query('theme') === 'dark'
    const svg = await drawFlow({ ...pictureOf(found, script, c.var.words), dark, width: 328 })
    return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' })
  })
}

/** The numbers of all cards in the period. */
type Found = { flow: Flow; period: ReachPeriod; cards: Table | undefined }

async function flowAsked(c: Context<StaffEnv>, parts: PageParts): Promise<Found | null> {
  const flow = parts.script.flows.get(c.req.param('flow') ?? '')
  if (flow === undefined) return null
  try {
    const question = await readQuestion(new URL(c.req.url).searchParams, parts, ['theme'])
    if (question === null || question.period.span === 'months') return null
    const { period, topics } = question
    const tables = await itemTables(parts.db, { ...period, filters: [], topics })
    return { flow, period, cards: tables.find(({ id }) => id === 'cards') }
  } catch (error) {
    if (error instanceof QuestionError) return null
    throw error
  }
}

function titleOf(flow: Flow, words: Words, script: Script): string {
  return botText(`${flow.flow}.title`, words, script)?.text ?? flow.flow
}

function pictureOf(
  { flow, cards }: Found,
  script: Script,
  words: Words,
): Omit<FlowPicture, 'dark' | 'width'> {
  const { nodes, edges } = flowShape(script, flow)
  const rows = rowsOf(cards, flow)
  return {
    title: titleOf(flow, words, script),
    nodes: nodes.map((node) => ({
      id: node.id,
      kind: node.kind,
      label: labelOf(node, script, words),
      ...numbersOf(rows.get(node.id), words),
    })),
    edges: edges.map(({ from, to }) => ({ from, to })),
  }
}

/** The cards of a flow by their nodes, in the numbers of the page. */
function rowsOf(cards: Table | undefined, flow: Flow): ReadonlyMap<string, Row> {
  return new Map(
    (cards?.rows ?? []).flatMap((row): [string, Row][] =>
      row.name.kind === 'card' && row.name.id.startsWith(`${flow.flow}.`)
        ? [[row.name.id.slice(flow.flow.length + 1), row]]
        : [],
    ),
  )
}

function numbersOf(row: Row | undefined, words: Words) {
  const [shown, left] = row?.values ?? []
  const numberOf = (value: Value | undefined) =>
    value === undefined ? undefined : value.kind === 'exact' ? value.count : null
  const stops = numberOf(left)
  return {
    count: shown === undefined ? '' : valueText(shown, words),
    ...(shown === undefined ? {} : { size: numberOf(shown) ?? null }),
    ...(left === undefined || stops === 0
      ? {}
      : { stops: stops ?? null, stopsText: words.t('reach.flow.stops', { n: valueText(left, words) }) }),
  }
}

function labelOf({ id, kind, flow }: ShapeNode, script: Script, words: Words): string {
  if (kind === 'flow') return botText(`${flow}.title`, words, script)?.text ?? flow
  return nameOf({ kind: 'card', id: `${flow}.${id}` }, words, script).text
}

type FlowPageProps = Found & { script: Script; title: string }

function FlowPage({ flow, period, cards, script, title }: FlowPageProps) {
  const words = useWords()
  const { t } = words
  const src = (theme: string) =>
    `/staff/flow/${flow.flow}/picture.svg${addressOf({ period, filters: [] }, { theme })}`
  const rows = rowsOf(cards, flow)
  return (
    <>
      <section class="card" aria-labelledby="picture">
        <h2 id="picture">{title}</h2>
        <p class="says">{t('reach.flow.says')}</p>
        <div class="scroll" tabindex={0}>
          <picture>
            <source media="(prefers-color-scheme: dark)" srcset={src('dark')} />
            <img class="natural" src={src('light')} alt={t('reach.flow.alt')} />
          </picture>
        </div>
      </section>
      <section class="card breakdown" aria-labelledby="cards">
        <h2 id="cards">{t('reach.as.table')}</h2>
        <table class="numbers-table">
          <thead>
            <tr>
              <th scope="col">{t('reach.table.cards.rows')}</th>
              <th scope="col" class="count">
                {t('reach.column.exposures')}
              </th>
              <th scope="col" class="count">
                {t('reach.column.left_at')}
              </th>
            </tr>
          </thead>
          <tbody>
            {flowShape(script, flow).nodes.flatMap((node) => {
              const row = rows.get(node.id)
              if (node.kind === 'flow' || node.kind === 'route') return []
              return [
                <tr>
                  <th scope="row">
                    <a href={`/staff/content/card/${flow.flow}.${node.id}`}>{labelOf(node, script, words)}</a>
                  </th>
                  {[0, 1].map((at) => {
                    const value = row?.values[at]
                    return <td class="count">{value === undefined ? '–' : valueText(value, words)}</td>
                  })}
                </tr>,
              ]
            })}
          </tbody>
        </table>
        <p class="legend">{t('reach.flow.dash')}</p>
      </section>
    </>
  )
}
