import type { Context } from 'hono'
import { moveMonths, startOfMonth } from '../campaign/days.ts'
import { type Tongue, tongues } from '../content/interface.ts'
import { seriesChart } from '../documents/chart-series.ts'
import { tokenHash } from '../privacy/token.ts'
import { periodName } from '../report/reach-period.ts'
import { reachView } from '../report/reach-view.ts'
import type { View } from '../report/view.ts'
import { countOpening, openLink, type ShareLink } from '../store/share-links.ts'
import { orAway, within } from '../store/trouble.ts'
import { pagePatienceMs } from './answered.ts'
import type { PageParts } from './app.tsx'
import { chartOf } from './chart-of.ts'
import type { StaffEnv } from './env.ts'
import { bookOf } from './export-book.ts'
import type { Around } from './export-facts.ts'
import { csvOf } from './export-files.ts'
import { csvFile } from './export-pages.tsx'
import { QuestionError, readQuestion, unknownInAddress } from './reach-question.ts'
import { todayOf } from './report-read.ts'
import { showShared } from './shared-page.tsx'
import { type Words, wordsIn } from './words.ts'

/** A page, its chart and its table are of the same numbers, counted once. */
const keptMs = 20_000

type Shared = { link: ShareLink; view: View | null; words: Words; token: string }
type Kept = Map<number, { at: number; view: View | null }>

/** What a share link opens: the numbers of its segment, without a session, and nothing else. */
export function addSharedPages(parts: PageParts): void {
  const { door, db, script, now, phrases } = parts
  const kept: Kept = new Map()
  const languages = tongues.map((tongue) => ({ tongue, name: phrases.plain(tongue, 'shell.language') }))
  const around = ({ link, words }: Shared): Around => ({ words, script, title: link.label, made: now() })
  door.open('GET', '/shared/:token', (c) =>
    withLink(c, { parts, kept, besides: ['lang'] }, async (shared) => {
      if (c.req.method === 'GET') await countOpening(db, shared.link.id)
      return showShared(c, { ...shared, around: around(shared), languages })
    }),
  )
  door.open('GET', '/shared/:token/chart.svg', (c) =>
    withLink(c, { parts, kept, besides: ['lang', 'theme', 'size'] }, async ({ view, words }) => {
      if (view === null) return c.text(`${words.t('links.not.found')}\n`, 404)
      c.set('words', words)
      const svg = await seriesChart(chartOf(view.series, view.notes, c))
      return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' })
    }),
  )
  door.open('GET', '/shared/:token/numbers.csv', (c) =>
    withLink(c, { parts, kept, besides: ['lang'] }, (shared) => {
      const { view, words } = shared
      if (view === null) return c.text(`${words.t('links.not.found')}\n`, 404)
      return csvFile(c, csvOf(bookOf(view, around(shared))), `sapar-${periodName(view.period)}`)
    }),
  )
}

type Ways = { parts: PageParts; kept: Kept; besides: readonly string[] }

/** Who has no open link learns nothing of why; who has one cannot ask for more than it shows. */
async function withLink(
  c: Context<StaffEnv>,
  { parts, kept, besides }: Ways,
  answer: (shared: Shared) => Response | Promise<Response>,
): Promise<Response> {
  const words = wordsOf(c, parts)
  const token = c.req.param('token') ?? ''
  const away = () => c.text(`${words.t('links.away')}\n`, 503)
  if (parts.health().databaseAway) return away()
  const at = parts.now().toISOString()
  const link = await orAway(within(pagePatienceMs, openLink(parts.db, { hash: tokenHash(token), at })))
  if (link === 'away') return away()
  if (link === undefined) return c.text(`${words.t('links.not.found')}\n`, 404)
  const { searchParams } = new URL(c.req.url)
  if ([...searchParams.keys()].some((name) => !besides.includes(name)))
    return c.text(`${words.t('links.widened')}\n`, 400)
  const view = await orAway(within(pagePatienceMs, viewOf(link, parts, kept)))
  return view === 'away' ? away() : await answer({ link, view, words, token })
}

/** The numbers of a link's segment, without what staff wrote to them. Null before its month has any. */
async function viewOf({ id, locked }: ShareLink, parts: PageParts, kept: Kept): Promise<View | null> {
  const now = parts.now().getTime()
  const known = kept.get(id)
  if (known !== undefined && now - known.at < keptMs) return known.view
  const month = locked.month ?? moveMonths(startOfMonth(todayOf(parts)), -1)
  const address = new URLSearchParams({ period: month.slice(0, 7) })
  for (const { dimension, value } of locked.filters) address.set(dimension, value ?? unknownInAddress)
  const view = await counted(address, parts)
  for (const [old, { at }] of kept) if (now - at > keptMs) kept.delete(old)
  kept.set(id, { at: now, view })
  return view
}

/** A campaign of this month has no whole month yet; a value that a script has no more is nobody's. */
async function counted(address: URLSearchParams, parts: PageParts): Promise<View | null> {
  try {
    const question = await readQuestion(address, parts)
    return question === null ? null : { ...(await reachView(parts.db, question)), notes: [] }
  } catch (error) {
    if (error instanceof QuestionError) return null
    throw error
  }
}

function wordsOf(c: Context<StaffEnv>, { phrases }: PageParts): Words {
  const wanted: Tongue | undefined = tongues.find((tongue) => tongue === c.req.query('lang'))
  return wanted === undefined ? c.var.words : wordsIn(phrases, wanted)
}
