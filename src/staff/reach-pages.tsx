import type { Context } from 'hono'
import { z } from 'zod'
import { record } from '../access/audit.ts'
import { may } from '../access/rights.ts'
import { seriesChart } from '../documents/chart-series.ts'
import { daysOf } from '../report/reach-series.ts'
import { type ReachQuestion, reachView } from '../report/reach-view.ts'
import type { Series, View } from '../report/view.ts'
import { addNote, removeNote } from '../store/annotations.ts'
import { answered } from './answered.ts'
import type { PageParts } from './app.tsx'
import { chartOf } from './chart-of.ts'
import type { StaffEnv } from './env.ts'
import { periodInWords } from './namings.ts'
import { AwayPage, EmptyPage, RefusedQuestion } from './reach-empty.tsx'
import { ReachPage } from './reach-page.tsx'
import { QuestionError, readQuestion } from './reach-question.ts'
import { typedLine } from './report-text.ts'

/** The chart of a page just sent is drawn from that page's numbers: they agree, and are not counted twice. */
const keptMs = 20_000

type Answer = { question: ReachQuestion; view: View; days: Series | undefined }

/** The page of whom the campaign reaches, its charts, and notes to them. */
export function addReachPages(parts: PageParts): void {
  const { door, show, script } = parts
  const answers = new Map<string, { at: number; answer: Answer }>()
  const answer = (c: Context<StaffEnv>) => answerFor(c, parts, answers)
  door.get('/staff', 'see numbers', async (c) => {
    const { t } = c.var.words
    const heading = { heading: t('reach.heading'), here: 'reach' as const, wide: true }
    const found = await answer(c)
    if (found === 'away') return show(c, heading, <AwayPage />, 503)
    if (found === null) return show(c, heading, <EmptyPage />)
    if (found instanceof QuestionError) return show(c, heading, <RefusedQuestion error={found} />, 400)
    const { view, question, days } = found
    const frame = { ...heading, when: whenOf(view, c) }
    const { first, today } = question
    const mayNote = may(c.var.who.role, 'write notes')
    return show(c, frame, <ReachPage {...{ view, script, days, first, today, mayNote }} />)
  })
  door.get('/staff/chart.svg', 'see numbers', async (c) => {
    const found = await answer(c)
    if (found === 'away') return c.text(`${c.var.words.t('shell.refused.away')}\n`, 503)
    if (found === null || found instanceof QuestionError)
      return c.text(`${c.var.words.t('shell.not.found')}\n`, 400)
    const series = c.req.query('of') === 'days' ? found.days : found.view.series
    if (series === undefined) return c.text(`${c.var.words.t('shell.not.found')}\n`, 404)
    const svg = await seriesChart(chartOf(series, found.view.notes, c))
    return c.body(svg, 200, { 'Content-Type': 'image/svg+xml; charset=utf-8' })
  })
  door.get('/staff/period', 'see numbers', (c) => {
    const { from = '', to = '', ...filters } = c.req.query()
    return c.redirect(
      `/staff?${new URLSearchParams({ period: `${from}..${to}`, ...filters }).toString()}`,
      303,
    )
  })
  addNotes(parts)
}

/** Until when the numbers are counted, on which clock. */
function whenOf({ countedAt, timeZone, period }: View, c: Context<StaffEnv>): string {
  const { words } = c.var
  const time = countedAt === null ? '–' : words.clock(new Date(countedAt), timeZone)
  return words.t('reach.when', { period: periodInWords(period, words), time, zone: timeZone })
}

async function answerFor(
  c: Context<StaffEnv>,
  parts: PageParts,
  answers: Map<string, { at: number; answer: Answer }>,
): Promise<Answer | 'away' | null | QuestionError> {
  if (parts.health().databaseAway) return 'away'
  const address = new URL(c.req.url).searchParams
  return await answered(async () => {
    const question = await readQuestion(address, parts, ['of', 'theme', 'size'])
    if (question === null) return null
    const daily =
      may(c.var.who.role, 'see days') && question.period.span === 'month' && question.filters.length === 0
    const key = JSON.stringify([question.period, question.filters, question.today, daily])
    const now = parts.now().getTime()
    const kept = answers.get(key)
    if (c.req.path !== '/staff' && kept !== undefined && now - kept.at < keptMs) return kept.answer
    const answer = await readAnswer(parts, question, daily)
    for (const [old, { at }] of answers) if (now - at > keptMs) answers.delete(old)
    answers.set(key, { at: now, answer })
    return answer
  })
}

async function readAnswer({ db }: PageParts, question: ReachQuestion, daily: boolean): Promise<Answer> {
  const { period, today } = question
  const [view, days] = await Promise.all([
    reachView(db, question),
    daily && period.span === 'month'
      ? daysOf(db, period.start, { today, measures: ['reached', 'exposures'] })
      : undefined,
  ])
  return { question, view, days }
}

const noteSchema = z.object({
  day: z.iso.date(),
  text: typedLine({ min: 1, max: 140 }),
})

function addNotes({ door, db, now }: PageParts): void {
  door.post('/staff/notes', 'write notes', async (c) => {
    const note = noteSchema.safeParse(await c.req.parseBody())
    if (!note.success) return c.text(`${c.var.words.t('reach.note.refused')}\n`, 422)
    const { staff } = c.var.who
    const at = now()
    await db.transaction(async (run) => {
      const id = await addNote(run, { ...note.data, staff, at: at.toISOString() })
      await record(run, { staff, action: 'note.add', what: { id, day: note.data.day }, at })
    })
    return c.redirect('/staff', 303)
  })
  door.post('/staff/notes/remove', 'write notes', async (c) => {
    const id = z.coerce
      .number()
      .int()
      .safeParse((await c.req.parseBody()).id)
    const { staff } = c.var.who
    const at = now()
    const removed =
      id.success &&
      (await db.transaction(async (run) => {
        if (!(await removeNote(run, id.data, at.toISOString()))) return false
        await record(run, { staff, action: 'note.remove', what: { id: id.data }, at })
        return true
      }))
    return removed ? c.redirect('/staff', 303) : c.text(`${c.var.words.t('reach.note.gone')}\n`, 404)
  })
}
