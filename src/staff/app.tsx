import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { routePath } from 'hono/route'
import type { Content } from '../content/load.ts'
import type { Phrasebook } from '../content/texts.ts'
import type { ReportPaper } from '../documents/report-paper.ts'
import type { Script } from '../flow/script.ts'
import type { Keys } from '../privacy/keys.ts'
import { errorClass, type Log } from '../privacy/log.ts'
import type { Arrivals } from '../report/activities.ts'
import type { CountedActuals } from '../report/logframe.ts'
import type { Db } from '../store/db.ts'
import type { LiveScript } from '../store/live-script.ts'
import { addAccountPages } from './account-pages.tsx'
import { addActivityPages } from './activities-pages.tsx'
import { addAuditPages } from './audit-pages.tsx'
import { addContentPages } from './content-pages.tsx'
import { type Door, makeDoor } from './door.ts'
import type { StaffEnv } from './env.ts'
import { addExportPages } from './export-pages.tsx'
import { addFlowPages } from './flow-pages.tsx'
import { onlyByName, safeHeaders } from './guard.ts'
import type { StaffHealth } from './health-signs.ts'
import { addHidePages } from './hide-pages.tsx'
import { makeShow, type Show } from './layout.tsx'
import { addLinkPages } from './link-pages.tsx'
import { addLogframePages } from './logframe-pages.tsx'
import { makeLook } from './look.ts'
import { addPeoplePages } from './people-pages.tsx'
import { addReachPages } from './reach-pages.tsx'
import { addReportPages } from './report-pages.tsx'
import { addSharedPages } from './shared-pages.tsx'
import { addSignInPages } from './sign-in-pages.tsx'

export type StaffParts = {
  db: Db
  content: Content
  script: Script
  /** The same less what staff hide now. */
  live: LiveScript
  /** Words of the pages. */
  phrases: Phrasebook
  now: () => Date
  health: () => StaffHealth
  /** Where the pages are seen from outside; none: this computer alone. */
  publicUrl: string | undefined
  /** What the program counts for the logframe; none: its page says that it is not collected yet. */
  actuals?: CountedActuals | undefined
  /** How many accounts came by a code around an activity; none: the log says nothing of it. */
  arrivals?: Arrivals | undefined
  keys: Keys
  /** The bot's name at Telegram: it approves sign-ins. */
  bot: string
  /** Opens the pages of the demonstration without a sign-in; undefined where there is a real bot. */
  demo: string | undefined
  log: Log
  /** Makes a PDF file, away from the thread that answers. */
  printReport: (paper: ReportPaper) => Promise<Uint8Array>
}

/** What a page needs to be added. */
export type PageParts = StaffParts & { door: Door; show: Show }

/** What every page looks like, and what only some need: the same files from `src/staff` and from `dist/staff`. */
const stylesheets = [
  'staff.css',
  'numbers.css',
  'content.css',
  'phone.css',
  'activities.css',
  'logframe.css',
  'access.css',
  'report.css',
  'health.css',
]
const besides = (name: string) => readFileSync(new URL(`../../src/staff/${name}`, import.meta.url), 'utf8')

/** The staff pages, below /staff, and the routes there are. */
export function makeStaffApp(parts: StaffParts): { app: Hono<StaffEnv>; door: Door } {
  const app = new Hono<StaffEnv>({ strict: false })
  app.use(safeHeaders)
  const door = makeDoor(app, parts)
  app.use(onlyByName(parts.publicUrl))
  const { db, content } = parts
  const show = makeShow({ db, campaign: content.campaign.name, look: makeLook(parts) })
  const pages = { ...parts, door, show }
  addReachPages(pages)
  addExportPages(pages)
  addReportPages(pages)
  addLinkPages(pages)
  addSharedPages(pages)
  addFlowPages(pages)
  addContentPages(pages)
  addHidePages(pages)
  addActivityPages(pages)
  addLogframePages(pages)
  addSignInPages(pages)
  addPeoplePages(pages)
  addAccountPages(pages)
  addAuditPages(pages)
  addFiles(door)
  door.close()
  // The error itself may hold what somebody typed: only its class is noted.
  app.onError((error, c) => {
    parts.log('error', 'a staff page failed', { error: errorClass(error), where: routePath(c) })
    return c.text(`${c.var.words.t('shell.failed')}\n`, 500)
  })
  app.notFound((c) => c.text(`${c.var.words.t('shell.not.found')}\n`, 404))
  return { app, door }
}

function addFiles(door: Door): void {
  const css = stylesheets.map(besides).join('\n')
  const script = besides('staff.js')
  door.open('GET', '/staff/staff.css', (c) => c.body(css, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
  door.open('GET', '/staff/staff.js', (c) =>
    c.body(script, 200, { 'Content-Type': 'text/javascript; charset=utf-8' }),
  )
}
