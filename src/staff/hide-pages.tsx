import type { Context } from 'hono'
import { z } from 'zod'
import { record } from '../access/audit.ts'
import { dayIn } from '../campaign/campaign.ts'
import { nodeAt, placeOf } from '../flow/places.ts'
import type { Script } from '../flow/script.ts'
import { type HiddenThing, hiddenKinds, hide, showAgain } from '../store/hidden.ts'
import type { PageParts } from './app.tsx'
import { cardHref } from './content-names.ts'
import type { StaffEnv } from './env.ts'
import { HideForm } from './hide-form.tsx'
import { isKnown, whyNot } from './hideable.ts'

const thing = {
  kind: z.enum(hiddenKinds),
  id: z.string().min(1).max(80),
  from: z.string().max(80).optional(),
}
const thingSchema = z.object(thing)
const reasonMost = 200
const reasonSchema = z
  .string()
  .transform((text) => text.replace(/\p{Cc}+/gu, ' ').trim())
  .pipe(z.string().min(3).max(reasonMost))

type Asked = z.infer<typeof thingSchema>

/** Hiding a card, a fact or a contact at once, in two clicks, and showing it again. */
export function addHidePages(parts: PageParts): void {
  const { door, live } = parts
  door.get('/staff/content/hide', 'hide content', (c) => {
    const asked = thingSchema.safeParse(c.req.query())
    if (!asked.success || !isKnown(live.now, asked.data)) return unknown(c)
    return form(parts, c, asked.data, undefined)
  })
  door.post('/staff/content/hide', 'hide content', async (c) => {
    const body = await c.req.parseBody()
    const asked = thingSchema.safeParse(body)
    if (!asked.success || !isKnown(live.now, asked.data)) return unknown(c)
    const reason = reasonSchema.safeParse(body.reason)
    if (!reason.success || whyNot(live.now, asked.data) !== undefined)
      return form(parts, c, asked.data, String(body.reason ?? ''))
    await hideNow(parts, c, asked.data, reason.data)
    return c.redirect(backTo(live.now, asked.data), 303)
  })
  door.post('/staff/content/show', 'hide content', async (c) => {
    const asked = thingSchema.safeParse(await c.req.parseBody())
    if (!asked.success) return unknown(c)
    await showNow(parts, c, asked.data)
    return c.redirect(backTo(live.now, asked.data), 303)
  })
}

function unknown(c: Context<StaffEnv>): Response {
  return c.text(`${c.var.words.t('hide.unknown')}\n`, 404)
}

/** @param refused the reason that was not taken, when the form comes back */
function form(parts: PageParts, c: Context<StaffEnv>, asked: Asked, refused: string | undefined) {
  const { show, live, now, content } = parts
  const script = live.now
  const frame = { here: 'content' as const, heading: c.var.words.t(`hide.heading.${asked.kind}`) }
  const why = whyNot(script, asked)
  const isHiddenAlready = live.rows.some(({ kind, id }) => kind === asked.kind && id === asked.id)
  const today = dayIn(content.campaign.time_zone, now())
  return show(
    c,
    frame,
    <HideForm
      script={script}
      thing={asked}
      why={why ?? (isHiddenAlready ? 'already' : undefined)}
      refused={refused}
      back={backTo(script, asked)}
      today={today}
    />,
    refused !== undefined || why !== undefined ? 422 : 200,
  )
}

async function hideNow(
  { db, live, now }: PageParts,
  c: Context<StaffEnv>,
  { kind, id }: HiddenThing,
  reason: string,
): Promise<void> {
  const { staff } = c.var.who
  const at = now()
  await db.transaction(async (run) => {
    if (!(await hide(run, { kind, id, reason, staff, at }))) return
    await record(run, { staff, action: 'content.hide', what: { kind, id, reason }, at })
  })
  await live.look()
}

async function showNow(
  { db, live, now }: PageParts,
  c: Context<StaffEnv>,
  { kind, id }: HiddenThing,
): Promise<void> {
  await db.transaction(async (run) => {
    if (!(await showAgain(run, { kind, id }))) return
    await record(run, { staff: c.var.who.staff, action: 'content.show', what: { kind, id }, at: now() })
  })
  await live.look()
}

/** The page of the card from which one came, else the list of what is hidden. */
function backTo(script: Script, { kind, id, from }: Asked): string {
  const card = from ?? (kind === 'card' ? id : '')
  const place = placeOf(card, '')
  return nodeAt(script, place) === undefined ? '/staff/content#hidden' : cardHref(place)
}
