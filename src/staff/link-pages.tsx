import type { Context } from 'hono'
import { z } from 'zod'
import { record } from '../access/audit.ts'
import { dayMs } from '../campaign/days.ts'
import { randomToken, tokenHash } from '../privacy/token.ts'
import { type Dimension, dimensions } from '../reach/segment.ts'
import { firstDayCounted } from '../report/began.ts'
import { monthsSince } from '../report/month-report.ts'
import type { Filter } from '../report/view.ts'
import { addLink, listLinks, revokeLink } from '../store/share-links.ts'
import type { PageParts } from './app.tsx'
import type { StaffEnv } from './env.ts'
import { LinksPage, MadeLink } from './link-view.tsx'
import { AwayPage, EmptyPage } from './reach-empty.tsx'
import { QuestionError, readQuestion, unknownInAddress } from './reach-question.ts'
import { todayOf } from './report-read.ts'
import { typedLine } from './report-text.ts'

export const daysMost = 365
/** In a form: no fixed month. */
export const newestMonth = 'newest'

const linkSchema = z.object({
  label: typedLine({ min: 1, max: 80 }),
  month: z.union([z.literal(newestMonth), z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/)]),
  first: z.string().max(80),
  second: z.string().max(80),
  days: z.coerce.number().int().min(1).max(daysMost),
})

/** Links by which somebody without an account sees one segment's numbers: what there are, a new one, and an end to one. */
export function addLinkPages(parts: PageParts): void {
  const { door, show, db, now, script } = parts
  const frame = (c: Context<StaffEnv>) => ({
    heading: c.var.words.t('links.heading'),
    here: 'links' as const,
  })
  door.get('/staff/links', 'see links', async (c) => {
    if (parts.health().databaseAway) return show(c, frame(c), <AwayPage />, 503)
    const [first, links] = await Promise.all([firstDayCounted(db), listLinks(db)])
    if (first === null) return show(c, frame(c), <EmptyPage />)
    const months = monthsSince(first, todayOf(parts))
    return show(c, frame(c), <LinksPage {...{ links, months, script, now: now(), role: c.var.who.role }} />)
  })
  door.post('/staff/links', 'make links', (c) => makeLink(c, parts))
  door.post('/staff/links/revoke', 'make links', async (c) => {
    const id = z.coerce
      .number()
      .int()
      .min(1)
      .max(2 ** 31 - 1)
      .safeParse((await c.req.parseBody()).id)
    const { staff } = c.var.who
    const at = now()
    const revoked =
      id.success &&
      (await db.transaction(async (run) => {
        if (!(await revokeLink(run, id.data, at.toISOString()))) return false
        await record(run, { staff, action: 'link.revoke', what: { id: id.data }, at })
        return true
      }))
    return revoked ? c.redirect('/staff/links', 303) : c.text(`${c.var.words.t('links.gone')}\n`, 404)
  })
}

/** The address is shown in the answer itself and kept nowhere: not to be found again, not in a history of addresses. */
async function makeLink(c: Context<StaffEnv>, parts: PageParts): Promise<Response> {
  const { db, now, show, publicUrl } = parts
  const { t } = c.var.words
  const form = linkSchema.safeParse(await c.req.parseBody())
  if (!form.success) return c.text(`${t('links.refused')}\n`, 422)
  const { label, month, days } = form.data
  const filters = filtersOf([form.data.first, form.data.second])
  const why = filters === undefined ? t('links.refused.filter') : await whyNot(c, parts, month, filters)
  if (filters === undefined || why !== null) return c.text(`${why}\n`, 422)
  const token = randomToken()
  const at = now()
  const { staff } = c.var.who
  const locked = { month: month === newestMonth ? null : `${month}-01`, filters }
  const expiresAt = new Date(at.getTime() + days * dayMs)
  await db.transaction(async (run) => {
    const id = await addLink(run, {
      hash: tokenHash(token),
      label,
      locked,
      staff,
      at: at.toISOString(),
      expiresAt: expiresAt.toISOString(),
    })
    await record(run, { staff, action: 'link.make', what: { id, ...locked, days }, at })
  })
  const base = publicUrl === undefined ? `http://${c.req.header('host')}` : new URL(publicUrl).origin
  return show(
    c,
    { heading: t('links.made'), here: 'links' },
    <MadeLink address={`${base}/shared/${token}`} />,
  )
}

/** `dimension=value` as an option of the form names a filter; undefined for what is none, or twice the same dimension. */
function filtersOf(options: readonly string[]): Filter[] | undefined {
  const filters = options
    .filter((option) => option !== '')
    .map((option): Filter | undefined => {
      const [name, ...rest] = option.split('=')
      const dimension: Dimension | undefined = dimensions.find((each) => each === name)
      const value = rest.join('=')
      return dimension === undefined
        ? undefined
        : { dimension, value: value === unknownInAddress ? null : value }
    })
  const known = filters.filter((filter) => filter !== undefined)
  const apart = new Set(known.map(({ dimension }) => dimension)).size === known.length
  return known.length === filters.length && apart ? known : undefined
}

/** What the page of numbers would refuse, a link refuses when it is made. */
async function whyNot(
  c: Context<StaffEnv>,
  parts: PageParts,
  month: string,
  filters: readonly Filter[],
): Promise<string | null> {
  const address = new URLSearchParams(month === newestMonth ? {} : { period: month })
  for (const { dimension, value } of filters) address.set(dimension, value ?? unknownInAddress)
  try {
    await readQuestion(address, parts)
    return null
  } catch (error) {
    if (error instanceof QuestionError) return c.var.words.t(error.key, error.args)
    throw error
  }
}
