import type { Context } from 'hono'
import { z } from 'zod'
import { roles } from '../access/rights.ts'
import { changeOther, type Deed, inviteStaff, renewInvite, staffName } from '../access/staff.ts'
import { listStaff } from '../store/staff.ts'
import { Access } from './access.tsx'
import type { PageParts } from './app.tsx'
import type { StaffEnv } from './env.ts'
import { Invitation, People } from './people-view.tsx'
import { startLink } from './sign-in-view.tsx'

type Status = 200 | 400 | 404 | 409
type Told = { link?: string; line?: string; name?: string; problem?: string }

const inviteForm = z.object({ name: staffName, role: z.enum(roles) })
const idParam = z.coerce.number().int().min(1).max(2_000_000_000)

/** Who may open the pages: an admin invites, changes and shuts out. */
export function addPeoplePages(parts: PageParts): void {
  const { door } = parts
  door.get('/staff/people', 'manage staff', (c) => peoplePage(c, parts))
  door.post('/staff/people', 'manage staff', (c) => invite(c, parts))
  door.post('/staff/people/:id/invite', 'manage staff', (c) => inviteAgain(c, parts))
  door.post('/staff/people/:id/role', 'manage staff', async (c) => {
    const role = z.enum(roles).safeParse((await c.req.parseBody()).role)
    if (!role.success) return peoplePage(c, parts, { problem: 'people.wrong.role' }, 400)
    return change(c, parts, { kind: 'role', role: role.data })
  })
  for (const kind of ['disable', 'enable', 'sign-out', 'reset-factor'] as const)
    door.post(`/staff/people/:id/${kind}`, 'manage staff', (c) => change(c, parts, { kind }))
}

async function peoplePage(c: Context<StaffEnv>, parts: PageParts, told: Told = {}, status: Status = 200) {
  const { words, who } = c.var
  const { db, content, show } = parts
  const timeZone = content.campaign.time_zone
  const people = await listStaff(db)
  return show(
    c,
    { heading: words.t('people.title'), here: 'staff' },
    <Access>
      {told.problem !== undefined && (
        <p class="card wrong" role="alert">
          {words.t(told.problem)}
        </p>
      )}
      {told.link !== undefined && <Invitation {...{ ...told, link: told.link }} />}
      <People {...{ people, who, timeZone }} />
    </Access>,
    status,
  )
}

async function invite(c: Context<StaffEnv>, parts: PageParts): Promise<Response> {
  const form = inviteForm.safeParse(await c.req.parseBody())
  if (!form.success) return peoplePage(c, parts, { problem: 'people.wrong.name' }, 400)
  const invited = await inviteStaff(parts.db, { by: c.var.who.staff, ...form.data, now: parts.now() })
  if (invited === 'name taken') return peoplePage(c, parts, { problem: 'people.name.taken' }, 409)
  return peoplePage(c, parts, told(parts, form.data.name, invited.token))
}

/** The link is shown in this one answer; only its hash is kept. */
function told({ bot, demo }: PageParts, name: string, token: string): Told {
  const payload = `staff-${token}`
  const link = startLink(bot, payload)
  return demo === undefined ? { name, link } : { name, link, line: `/start ${payload}` }
}

async function inviteAgain(c: Context<StaffEnv>, parts: PageParts): Promise<Response> {
  const id = idParam.safeParse(c.req.param('id'))
  const asked = { by: c.var.who.staff, staff: id.data ?? 0, now: parts.now() }
  const invited = id.success ? await renewInvite(parts.db, asked) : 'refused'
  if (invited === 'refused') return peoplePage(c, parts, { problem: 'people.no.invite' }, 409)
  return peoplePage(c, parts, told(parts, invited.name, invited.token))
}

const problems = {
  nobody: ['people.nobody', 404],
  yourself: ['people.yourself', 409],
  'no admin': ['people.no.admin', 409],
} as const

async function change(c: Context<StaffEnv>, parts: PageParts, deed: Deed): Promise<Response> {
  const id = idParam.safeParse(c.req.param('id'))
  const asked = { by: c.var.who.staff, staff: id.data ?? 0, deed, now: parts.now() }
  const done = id.success ? await changeOther(parts.db, asked) : 'nobody'
  if (done === 'done') return c.redirect(`/staff/people#staff-${asked.staff}`, 303)
  const [problem, status] = problems[done]
  return peoplePage(c, parts, { problem }, status)
}
