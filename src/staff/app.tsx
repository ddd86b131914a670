import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { dayIn, spokenBy } from '../campaign/campaign.ts'
import type { Content } from '../content/load.ts'
import { lineChart } from '../documents/chart.ts'
import type { Script } from '../flow/script.ts'
import { type Overview, overview } from '../report/overview.ts'
import { lastDays } from '../report/period.ts'
import { topicsOf } from '../report/topics.ts'
import type { Db } from '../store/db.ts'
import { isMistake, troubleOf, within } from '../store/trouble.ts'
import { languageTable, topicTable } from './breakdowns.tsx'
import { addContentPages } from './content-pages.tsx'
import { onlyHere, onlyRead, type StaffEnv, safeHeaders } from './guard.ts'
import type { StaffHealth } from './health-strip.tsx'
import { type Frame, layout } from './layout.tsx'
import { clock, dayName, languageName, topicName } from './names.ts'
import { AwayPage, EmptyPage, OverviewPage } from './overview-page.tsx'

export type StaffParts = {
  db: Db
  content: Content
  script: Script
  now: () => Date
  health: () => StaffHealth
}

const days = 30
/** Longer than any query of the page should take: then the database counts as away. */
const patienceMs = 15_000
/** The chart of a page just sent is drawn from that page's numbers: they agree, and are not counted twice. */
const chartKeepsMs = 20_000
/** What every page looks like, and what only numbers, lists of content and cards need: the same files from `src/staff` and from `dist/staff`. */
const stylesheets = ['staff.css', 'numbers.css', 'content.css', 'phone.css'].map(
  (name) => new URL(`../../src/staff/${name}`, import.meta.url),
)

/** The staff pages, below /staff. */
export function makeStaffApp(parts: StaffParts): Hono<StaffEnv> {
  const css = stylesheets.map((file) => readFileSync(file, 'utf8')).join('\n')
  const app = new Hono<StaffEnv>({ strict: false })
  let shown: { at: Date; numbers: Overview } | undefined
  app.use(safeHeaders, onlyHere, onlyRead)
  app.get('/staff', async (c) => {
    const at = parts.now()
    const numbers = await read(parts, at)
    const frame = frameOf(parts, at, numbers)
    shown = numbers === 'away' ? undefined : { at, numbers }
    if (numbers === 'away') return c.html(layout(frame, <AwayPage />), 503)
    if (numbers.empty) return c.html(layout(frame, <EmptyPage />))
    return c.html(layout(frame, <OverviewPage numbers={numbers} tables={tablesOf(parts, numbers)} />))
  })
  app.get('/staff/chart.svg', async (c) => {
    const at = parts.now()
    const numbers =
      shown !== undefined && at.getTime() - shown.at.getTime() < chartKeepsMs
        ? shown.numbers
        : await read(parts, at)
    if (numbers === 'away') return c.text('The numbers cannot be read now.\n', 503)
    const svg = await draw(numbers, c.req.query('theme') === 'dark', c.req.query('size'))
    return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' })
  })
  addContentPages(app, parts)
  app.get('/staff/staff.css', (c) => c.body(css, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
  app.notFound((c) =>
    c.text('There is no such page. The numbers are at /staff, the content at /staff/content\n', 404),
  )
  return app
}

async function read({ db, content, script, health }: StaffParts, at: Date): Promise<Overview | 'away'> {
  if (health().databaseAway) return 'away'
  const { time_zone: timeZone } = content.campaign
  const question = {
    days,
    today: dayIn(timeZone, at),
    timeZone,
    languages: spokenBy(content.campaign),
    ...topicsOf(script),
  }
  try {
    return await within(patienceMs, overview(db, question))
  } catch (error) {
    if (troubleOf(error) === 'away' && !isMistake(error)) return 'away'
    throw error
  }
}

function frameOf({ content, health }: StaffParts, at: Date, numbers: Overview | 'away'): Frame {
  const { name, time_zone: timeZone } = content.campaign
  const today = dayIn(timeZone, at)
  const [first = today] = lastDays(days, today, timeZone).days
  return {
    campaign: name,
    heading: 'Whom the campaign reaches',
    here: 'reach',
    when: `The last ${days} days: ${dayName(first)} to ${dayName(today)}, ${clock(at, timeZone)} (time of ${timeZone}).`,
    health: numbers === 'away' ? { ...health(), databaseAway: true } : health(),
    synthetic: numbers !== 'away' && numbers.synthetic,
  }
}

function tablesOf({ script, content }: StaffParts, { byLanguage, byTopic }: Overview) {
  return [
    languageTable(byLanguage, languageName),
    topicTable(byTopic, (topic) => topicName(script, content, topic)),
  ]
}

function draw({ daily }: Overview, dark: boolean, size: string | undefined): Promise<string> {
  return lineChart({
    title: `Accounts reached and cards shown on each of the last ${daily.length} days`,
    days: daily.map(({ day }) => day),
    series: [
      { name: 'Accounts reached, first time', values: daily.map(({ reached }) => reached) },
      { name: 'Cards shown', values: daily.map(({ exposures }) => exposures) },
    ],
    dark,
    width: size === 'wide' ? 880 : size === 'middle' ? 500 : 300,
  })
}
