import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Tongue } from '../content/interface.ts'
import type { View } from '../report/view.ts'
import type { StaffEnv } from './env.ts'
import { bookOf } from './export-book.ts'
import { type Around, factsOf } from './export-facts.ts'
import { Head, SyntheticBanner } from './layout.tsx'
import { periodInWords } from './namings.ts'
import { PaperChart, SectionCard, shortened } from './section-table.tsx'
import { SpokenIn, useWords, type Words } from './words.ts'

type Props = {
  view: View | null
  around: Around
  token: string
  words: Words
  /** Each by its own name. */
  languages: readonly { tongue: Tongue; name: string }[]
}

/** The page of a share link: it leads nowhere but to itself, in another language or as a table. */
export function showShared(c: Context<StaffEnv>, props: Props): Response | Promise<Response> {
  const { words, around } = props
  const page = (
    <SpokenIn value={words}>
      <html lang={words.tongue}>
        <Head title={around.title} />
        <body>
          <SharedPage {...props} />
        </body>
      </html>
    </SpokenIn>
  )
  return c.html(html`<!doctype html>${page}`)
}

function SharedPage({ view, around, token, languages }: Props) {
  const words = useWords()
  const { t, tongue } = words
  return (
    <>
      {view?.synthetic === true && <SyntheticBanner />}
      <header>
        <p class="campaign">{around.script.content.campaign.name}</p>
        <h1>{around.title}</h1>
        {view !== null && <p class="when">{periodInWords(view.period, words)}</p>}
        <nav class="shared-tools" aria-label={t('links.languages')}>
          {languages.map(({ tongue: each, name }) => (
            <a
              href={`/shared/${token}?lang=${each}`}
              lang={each}
              aria-current={each === tongue ? 'true' : undefined}
            >
              {name}
            </a>
          ))}
          {view !== null && <a href={`/shared/${token}/numbers.csv?lang=${tongue}`}>CSV</a>}
        </nav>
      </header>
      <main>
        {view === null ? (
          <section class="card empty">
            <p class="what-to-do">{t('links.nothing')}</p>
          </section>
        ) : (
          <Numbers view={view} around={around} token={token} />
        )}
      </main>
    </>
  )
}

function Numbers({ view, around, token }: { view: View; around: Around; token: string }) {
  const words = useWords()
  const { t } = words
  const sections = bookOf(view, around).filter(({ id }) => id !== 'about')
  return (
    <>
      <section class="card" aria-labelledby="facts">
        <h2 id="facts">{t('export.about.name')}</h2>
        <dl class="facts">
          {factsOf(view, around).map(({ label, text }) => (
            <>
              <dt>{label}</dt>
              <dd>{text}</dd>
            </>
          ))}
        </dl>
      </section>
      {sections.map((section) => (
        <SectionCard section={shortened(section, words)}>
          {section.id === 'series' && (
            <PaperChart base={`/shared/${token}/chart.svg?lang=${words.tongue}`} alt={section.name} />
          )}
        </SectionCard>
      ))}
    </>
  )
}
