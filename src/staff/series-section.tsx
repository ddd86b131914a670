import type { Script } from '../flow/script.ts'
import type { Series, View } from '../report/view.ts'
import { Form } from './form.tsx'
import { nameOf } from './namings.ts'
import { addressOf } from './reach-question.ts'
import { Legend, valueClass, valueText } from './values.tsx'
import { useWords } from './words.ts'

type Props = {
  id: 'series' | 'days'
  series: Series
  view: View
  script: Script
  mayNote: boolean
}

/** Drawn for the width at which it is seen, so that its texts are neither tiny nor huge; the first that fits is taken. */
const chartSizes = [
  { size: 'wide', media: ' and (min-width: 900px)' },
  { size: 'middle', media: ' and (min-width: 520px)' },
  { size: 'narrow', media: '' },
] as const

/** Periods one after the other as a picture, its notes in words, and the same numbers as a table. */
export function SeriesSection({ id, series, view, script, mayNote }: Props) {
  const { t } = useWords()
  return (
    <section class="card days" id={id} aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{t(`reach.series.${series.id}`)}</h2>
      <ChartPicture base={`/staff/chart.svg${addressOf(view, { of: id })}`} alt={altOf(id, series)} />
      <Legend values={series.lines.flatMap(({ values }) => values)} />
      {id === 'series' && <Notes view={view} mayNote={mayNote} />}
      <details>
        <summary class="unfold">{t('reach.as.table')}</summary>
        <SeriesTable series={series} script={script} />
      </details>
    </section>
  )
}

/** A chart in the size and the colours of who looks at it. */
export function ChartPicture({ base, alt }: { base: string; alt: string }) {
  const src = (theme: string, size: string) => `${base}&theme=${theme}&size=${size}`
  return (
    <picture>
      {chartSizes.flatMap(({ size, media }) => [
        <source media={`(prefers-color-scheme: dark)${media}`} srcset={src('dark', size)} />,
        <source media={`screen${media}`} srcset={src('light', size)} />,
      ])}
      <img src={src('light', 'middle')} alt={alt} />
    </picture>
  )
}

function altOf(id: string, series: Series): string {
  const { t } = useWords()
  const names = series.lines.map(({ measure }) => t(`indicators.${measure}.name`)).join(', ')
  return t('reach.chart.alt', {
    names,
    n: series.points.length,
    what: t(`reach.series.${id === 'days' ? 'day' : series.id}`),
  })
}

export function SeriesTable({ series, script }: { series: Series; script: Script }) {
  const words = useWords()
  const { t } = words
  return (
    <table class="numbers-table">
      <thead>
        <tr>
          <th scope="col">{t(`reach.series.rows.${series.id}`)}</th>
          {series.lines.map(({ measure }) => (
            <th scope="col" class="count">
              {t(`indicators.${measure}.name`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {[...series.points.entries()].reverse().map(([at, { name, provisional }]) => (
          <tr>
            <th scope="row" class="day">
              {nameOf(name, words, script).text}
              {provisional && <span class="by"> {t('reach.state.provisional')}</span>}
            </th>
            {series.lines.map(({ values }) => {
              const value = values[at] ?? { kind: 'hidden' as const }
              return <td class={`count ${valueClass(value)}`}>{valueText(value, words)}</td>
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What happened, by the numbers that the chart has on its flags. */
function Notes({ view, mayNote }: { view: View; mayNote: boolean }) {
  const { t, day } = useWords()
  return (
    <>
      {view.notes.length > 0 && (
        <ol class="notes">
          {view.notes.map((note) => (
            <li>
              <span class="day">
                {note.until === null ? day(note.day) : `${day(note.day)} – ${day(note.until)}`}
              </span>{' '}
              {note.kind === 'outage' ? t('reach.note.outage') : note.text}{' '}
              {note.by !== null && <span class="by">{note.by}</span>}
              {mayNote && (
                <Form action="/staff/notes/remove" class="inline">
                  <input type="hidden" name="id" value={String(note.id)} />
                  <button type="submit" class="quiet-button">
                    {t('reach.note.remove')}
                  </button>
                </Form>
              )}
            </li>
          ))}
        </ol>
      )}
      {mayNote && (
        <details>
          <summary class="unfold">{t('reach.note.add')}</summary>
          <Form action="/staff/notes" class="note-form">
            <label>
              {t('reach.note.day')} <input type="date" name="day" required />
            </label>
            <label>
              {t('reach.note.text')} <input type="text" name="text" maxlength={140} required />
            </label>
            <button type="submit">{t('reach.note.save')}</button>
          </Form>
        </details>
      )}
    </>
  )
}
