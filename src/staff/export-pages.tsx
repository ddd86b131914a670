import type { Context } from 'hono'
import { periodName } from '../report/reach-period.ts'
import { reachView } from '../report/reach-view.ts'
import type { View } from '../report/view.ts'
import { answered } from './answered.ts'
import type { PageParts } from './app.tsx'
import type { StaffEnv } from './env.ts'
import { bookOf } from './export-book.ts'
import type { Around } from './export-facts.ts'
import { csvOf, xlsxOf } from './export-files.ts'
import { AwayPage, EmptyPage, RefusedQuestion } from './reach-empty.tsx'
import { QuestionError, readQuestion } from './reach-question.ts'

const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The numbers of the reach page as files for other programs, under the same address. */
export function addExportPages(parts: PageParts): void {
  const { door, script, now } = parts
  const around = (c: Context<StaffEnv>): Around => ({
    words: c.var.words,
    script,
    title: c.var.words.t('reach.heading'),
    made: now(),
  })
  door.get('/staff/export.csv', 'export numbers', (c) =>
    withView(c, parts, (view) => csvFile(c, csvOf(bookOf(view, around(c))), nameOfFile(view))),
  )
  door.get('/staff/export.xlsx', 'export numbers', (c) =>
    withView(c, parts, async (view) => xlsxFile(c, await xlsxOf(view, around(c)), nameOfFile(view))),
  )
}

/** Answers with the numbers that the address asks for, or with why there are none. */
async function withView(
  c: Context<StaffEnv>,
  parts: PageParts,
  answer: (view: View) => Response | Promise<Response>,
): Promise<Response> {
  const frame = { heading: c.var.words.t('reach.heading'), here: 'reach' as const }
  if (parts.health().databaseAway) return parts.show(c, frame, <AwayPage />, 503)
  const found = await answered(async () => {
    const question = await readQuestion(new URL(c.req.url).searchParams, parts)
    return question === null ? null : await reachView(parts.db, question)
  })
  if (found === 'away') return parts.show(c, frame, <AwayPage />, 503)
  if (found === null) return parts.show(c, frame, <EmptyPage />, 404)
  if (found instanceof QuestionError) return parts.show(c, frame, <RefusedQuestion error={found} />, 400)
  return answer(found)
}

function nameOfFile(view: View): string {
  const filters = view.filters.map(({ dimension, value }) => `-${dimension}-${value ?? 'unknown'}`).join('')
  return `sapar-${periodName(view.period)}${filters}`.replace(/[^A-Za-z0-9.-]/g, '_')
}

export function csvFile(c: Context<StaffEnv>, csv: string, name: string): Response {
  return c.body(csv, 200, {
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  })
}

export function xlsxFile(c: Context<StaffEnv>, bytes: Uint8Array, name: string): Response {
  return c.body(Buffer.from(bytes), 200, {
    'Content-Type': xlsxType,
    'Content-Disposition': `attachment; filename="${name}.xlsx"`,
  })
}
