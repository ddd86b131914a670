import type { Context } from 'hono'
import { may } from '../access/rights.ts'
import type { Mistake } from '../campaign/activity.ts'
import type { Indicator } from '../campaign/logframe.ts'
import { readFigure } from '../campaign/logframe-entry.ts'
import { listFigures } from '../report/figures.ts'
import { addFigure, removeFigure, restoreFigure } from '../store/logframe.ts'
import type { StaffEnv } from './env.ts'
import { IndicatorPage } from './logframe-indicator.tsx'
import { type LogframeParts, noting, today } from './logframe-parts.ts'
import { gone, textsIn } from './logframe-texts.ts'

const path = '/staff/logframe/indicator'
const fields = ['kind', 'day', 'value', 'evidence'] as const

/** One indicator: every number that was typed in for it, and a form for another. */
export function addIndicatorPages(parts: LogframeParts): void {
  const { door, plan } = parts
  const found = (c: Context<StaffEnv>) => plan.indicators.find(({ id }) => id === c.req.param('id'))
  door.get(`${path}/:id`, 'see logframe', (c) => {
    const indicator = found(c)
    return indicator === undefined ? gone(c) : page(parts, c, { indicator, typed: {}, mistakes: [] })
  })
  door.post(`${path}/:id`, 'write logframe', async (c) => {
    const indicator = found(c)
    if (indicator === undefined) return gone(c)
    const typed = await textsIn(c, fields)
    const read = readFigure(typed, indicator, { today: today(parts), begins: plan.begins })
    if ('mistakes' in read) return page(parts, c, { indicator, typed, mistakes: read.mistakes })
    const { kind, day, value } = read.entry
    await noting(parts, c, 'logframe.add', async (run, by) => {
      const number = await addFigure(run, { indicator: indicator.id, ...read.entry }, by)
      return { answer: number, what: { number, indicator: indicator.id, kind, day, value } }
    })
    return c.redirect(`${path}/${indicator.id}`, 303)
  })
  const acts = { remove: removeFigure, restore: restoreFigure }
  for (const act of ['remove', 'restore'] as const) {
    door.post(`/staff/logframe/number/:id{[0-9]{1,9}}/${act}`, 'write logframe', async (c) => {
      const number = Number(c.req.param('id'))
      const indicator = await noting(parts, c, `logframe.${act}`, async (run, { at }) => {
        const of = await acts[act](run, number, at)
        return of === undefined ? undefined : { answer: of, what: { number, indicator: of } }
      })
      return indicator === undefined ? gone(c) : c.redirect(`${path}/${encodeURIComponent(indicator)}`, 303)
    })
  }
}

type Shown = { indicator: Indicator; typed: Readonly<Record<string, string>>; mistakes: readonly Mistake[] }

async function page(parts: LogframeParts, c: Context<StaffEnv>, { indicator, typed, mistakes }: Shown) {
  const { t } = c.var.words
  const figures = (await listFigures(parts.db)).filter((figure) => figure.indicator === indicator.id)
  const content = (
    <IndicatorPage
      indicator={indicator}
      figures={figures}
      typed={typed}
      mistakes={mistakes}
      mayWrite={may(c.var.who.role, 'write logframe')}
    />
  )
  const frame = { here: 'logframe' as const, heading: t(`logframe.indicator.${indicator.id}`) }
  return parts.show(c, frame, content, mistakes.length > 0 ? 422 : 200)
}
