import type { Figure, Section } from './export-book.ts'
import { useWords, type Words } from './words.ts'

/** A number as it is written in the page's language. */
export function figureText(figure: Figure, { number, percent }: Pick<Words, 'number' | 'percent'>): string {
  if (typeof figure === 'string') return figure
  if ('instead' in figure) return figure.instead
  return figure.as === 'share' ? percent(figure.number) : number(figure.number)
}

/** A table whose rows are all there, and lead nowhere: for paper and for who sees only this page. */
export function SectionTable({ section }: { section: Section }) {
  const words = useWords()
  const { head, rows } = section
  if (rows.length === 0) return null
  const isNumber = head.map((_, at) => at > 0 && rows.some((row) => typeof row[at] === 'object'))
  return (
    <div class="scroll">
      <table class="numbers-table">
        <caption class="unseen">{section.name}</caption>
        <thead>
          <tr>
            {head.map((text, at) => (
              <th scope="col" class={isNumber[at] ? 'count' : undefined}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name = '', ...figures]) => (
            <tr>
              <th scope="row">{figureText(name, words)}</th>
              {figures.map((figure, at) => (
                <td class={cellClass(figure, isNumber[at + 1] === true)}>{figureText(figure, words)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function cellClass(figure: Figure, isNumber: boolean): string | undefined {
  if (!isNumber) return undefined
  return typeof figure === 'object' && 'instead' in figure ? 'count absent' : 'count'
}

/** Sentences are easier to read below one another than in columns, on a phone above all. */
function SectionList({ section }: { section: Section }) {
  const words = useWords()
  const { head, rows } = section
  return (
    <dl class="definitions">
      {rows.map(([name = '', ...more]) => (
        <>
          <dt>{figureText(name, words)}</dt>
          {more.map((figure, at) => (
            <dd>
              <span class="by">{head[at + 1]}:</span> {figureText(figure, words)}
            </dd>
          ))}
        </>
      ))}
    </dl>
  )
}

/** A table with its heading, what it means and what its signs mean. */
export function SectionCard({ section, children }: { section: Section; children?: unknown }) {
  const { id, name, says, remarks } = section
  return (
    <section class="card whole" id={id} aria-labelledby={`${id}-heading`}>
      <h2 id={`${id}-heading`}>{name}</h2>
      {says !== '' && <p class="says">{says}</p>}
      {children}
      {id === 'definitions' ? <SectionList section={section} /> : <SectionTable section={section} />}
      {remarks.length > 0 && <p class="legend">{remarks.join(' ')}</p>}
    </section>
  )
}

/** Long tables on paper are cut: the files have all of their rows. */
const rowsMost = 25
const long = ['topics', 'cards', 'contacts', 'quizzes', 'language', 'origin', 'destination', 'source']

/** On paper, rows without any and rows far down would only make it longer: they are told as numbers. */
export function shortened(section: Section, { t }: Pick<Words, 't'>): Section {
  if (!long.includes(section.id)) return section
  const base = t('reach.value.base')
  const found = section.rows.filter(([, ...figures]) => !figures.every((figure) => isZero(figure, base)))
  const rows = found.slice(0, rowsMost)
  const zeros = section.rows.length - found.length
  const remarks = [
    ...section.remarks,
    ...(found.length > rows.length ? [t('export.cut', { n: found.length - rows.length })] : []),
    ...(zeros > 0 ? [found.length === 0 ? t('reach.nothing') : t('reach.zeros', { n: zeros })] : []),
  ]
  return { ...section, rows, remarks }
}

function isZero(figure: Figure, base: string): boolean {
  if (typeof figure === 'string') return figure === ''
  return 'instead' in figure ? figure.instead === base : figure.number === 0
}

/** A chart for the screen in its colours, and for paper always in those of paper. `base` has a parameter already. */
export function PaperChart({ base, alt }: { base: string; alt: string }) {
  const src = (theme: string, size: string) => `${base}&theme=${theme}&size=${size}`
  const [dark, narrow] = ['(prefers-color-scheme: dark)', '(max-width: 560px)']
  return (
    <>
      <picture class="on-screen">
        <source media={`${dark} and ${narrow}`} srcset={src('dark', 'narrow')} />
        <source media={dark} srcset={src('dark', 'middle')} />
        <source media={narrow} srcset={src('light', 'narrow')} />
        <img src={src('light', 'middle')} alt={alt} />
      </picture>
      <img class="on-paper" src={src('light', 'middle')} alt="" />
    </>
  )
}
