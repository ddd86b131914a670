import type { Context } from 'hono'
import { may } from '../access/rights.ts'
import type { Mistake } from '../campaign/activity.ts'
import { readSpend } from '../campaign/logframe-entry.ts'
import { listSpend } from '../report/spend.ts'
import { addSpend, removeSpend, restoreSpend } from '../store/spend.ts'
import type { StaffEnv } from './env.ts'
import { type LogframeParts, noting, today } from './logframe-parts.ts'
import { SpendPage } from './logframe-spend.tsx'
import { gone, textsIn } from './logframe-texts.ts'

const path = '/staff/logframe/spend'
const fields = ['day', 'output', 'amount', 'what', 'evidence'] as const

/** Money that was spent, as staff type it in. */
export function addSpendPages(parts: LogframeParts): void {
  const { door, plan } = parts
  door.get(path, 'see logframe', (c) => page(parts, c, { typed: {}, mistakes: [] }))
  door.post(path, 'write logframe', async (c) => {
    const typed = await textsIn(c, fields)
    const read = readSpend(typed, plan, { today: today(parts), begins: plan.begins })
    if ('mistakes' in read) return page(parts, c, { typed, mistakes: read.mistakes })
    const { day, output, amount } = read.entry
    await noting(parts, c, 'spend.add', async (run, by) => {
      const spend = await addSpend(run, read.entry, by)
      return { answer: spend, what: { spend, day, output, amount } }
    })
    return c.redirect(path, 303)
  })
  const acts = { remove: removeSpend, restore: restoreSpend }
  for (const act of ['remove', 'restore'] as const) {
    door.post(`${path}/:id{[0-9]{1,9}}/${act}`, 'write logframe', async (c) => {
      const spend = Number(c.req.param('id'))
      const done = await noting(parts, c, `spend.${act}`, async (run, { at }) =>
        (await acts[act](run, spend, at)) ? { answer: true, what: { spend } } : undefined,
      )
      return done === undefined ? gone(c) : c.redirect(path, 303)
    })
  }
}

type Shown = { typed: Readonly<Record<string, string>>; mistakes: readonly Mistake[] }

async function page(parts: LogframeParts, c: Context<StaffEnv>, { typed, mistakes }: Shown) {
  const { t } = c.var.words
  const content = (
    <SpendPage
      plan={parts.plan}
      spend={await listSpend(parts.db)}
      typed={typed}
      mistakes={mistakes}
      mayWrite={may(c.var.who.role, 'write logframe')}
    />
  )
  return parts.show(
    c,
    { here: 'logframe', heading: t('logframe.spend') },
    content,
    mistakes.length > 0 ? 422 : 200,
  )
}
