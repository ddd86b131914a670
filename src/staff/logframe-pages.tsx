import type { Context } from 'hono'
import { may } from '../access/rights.ts'
import { endOfMonth } from '../campaign/days.ts'
import { ContentError } from '../content/finding.ts'
import { missingLogframeTexts } from '../content/logframe.ts'
import { fileTypes } from '../documents/file-kind.ts'
import { writeSpreadsheet } from '../documents/spreadsheet.ts'
import { listFigures } from '../report/figures.ts'
import { type LogframeTable, logframeTable } from '../report/logframe.ts'
import { listSpend } from '../report/spend.ts'
import { hasSynthetic } from '../store/seed.ts'
import type { PageParts } from './app.tsx'
import { attachment } from './attachment.ts'
import type { StaffEnv } from './env.ts'
import { logframeSheets } from './logframe-export.ts'
import { addIndicatorPages } from './logframe-indicator-pages.tsx'
import { type LogframeParts, today } from './logframe-parts.ts'
import { addSpendPages } from './logframe-spend-pages.tsx'
import { LogframePage } from './logframe-table.tsx'

const home = '/staff/logframe'

/** The logframe: what was promised, what was achieved, what it cost. Throws a {@link ContentError} for missing words. */
export function addLogframePages(parts: PageParts): void {
  const { door, show, content, phrases } = parts
  const { logframe: plan } = content
  if (plan === undefined) {
    door.get(home, 'see logframe', (c) => {
      const { t } = c.var.words
      const says = <p class="card empty">{t('logframe.none')}</p>
      return show(c, { here: 'logframe', heading: t('logframe.heading') }, says)
    })
    return
  }
  const missing = missingLogframeTexts(plan, phrases)
  if (missing.length > 0) throw new ContentError(missing)
  const all = { ...parts, plan }
  addTable(all)
  addIndicatorPages(all)
  addSpendPages(all)
}

function addTable(parts: LogframeParts): void {
  const { door, show, db, plan, now, content } = parts
  door.get(home, 'see logframe', async (c) => {
    const until = untilOf(parts, c)
    const { t, day } = c.var.words
    if (until === undefined) return c.text(`${t('logframe.refused.until')}\n`, 400)
    const table = await tableAt(parts, until)
    const when = t('logframe.when', { from: day(plan.begins), until: day(until) })
    const mayWrite = may(c.var.who.role, 'write logframe')
    const page = (
      <LogframePage
        table={table}
        plan={plan}
        today={today(parts)}
        search={new URL(c.req.url).search}
        mayWrite={mayWrite}
      />
    )
    return show(c, { here: 'logframe', heading: t('logframe.heading'), when, wide: true }, page)
  })
  door.get(`${home}.xlsx`, 'export numbers', async (c) => {
    const until = untilOf(parts, c)
    const { words } = c.var
    if (until === undefined) return c.text(`${words.t('logframe.refused.until')}\n`, 400)
    const notes = [
      ...((await hasSynthetic(db)) ? [words.t('shell.synthetic.plain')] : []),
      words.t('logframe.export.made', { at: now().toISOString(), zone: content.campaign.time_zone }),
    ]
    const numbers = {
      table: await tableAt(parts, until),
      figures: await listFigures(db),
      spend: await listSpend(db),
    }
    const file = await writeSpreadsheet(logframeSheets(words, plan, numbers, notes))
    return attachment(c, file, { type: fileTypes.xlsx, name: `logframe-${until}.xlsx` })
  })
}

function tableAt({ db, plan, actuals }: LogframeParts, until: string): Promise<LogframeTable> {
  return logframeTable(db, { plan, counted: actuals, until })
}

/** The last day that is counted: today, or the end of a month that is asked for; undefined when that is no such month. */
function untilOf(parts: LogframeParts, c: Context<StaffEnv>): string | undefined {
  const { until = '', ...others } = c.req.query()
  if (Object.keys(others).some((name) => name !== 'done')) return undefined
  if (until === '') return today(parts)
  if (!/^20\d\d-(0[1-9]|1[0-2])$/.test(until)) return undefined
  const last = endOfMonth(until)
  const isPast = until <= today(parts).slice(0, 7) && last >= parts.plan.begins
  if (!isPast) return undefined
  return last < today(parts) ? last : today(parts)
}
