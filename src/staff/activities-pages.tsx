import type { Context } from 'hono'
import { record } from '../access/audit.ts'
import { may } from '../access/rights.ts'
import type { Mistake } from '../campaign/activity.ts'
import {
  type Activity,
  activityById,
  activityNames,
  activityTotals,
  listActivities,
} from '../report/activities.ts'
import { addActivity, changeActivity, removeActivity, restoreActivity } from '../store/activities.ts'
import { readActivityForm, rulesOf, typedOf } from './activity-fields.ts'
import { addActivityFiles } from './activity-files.ts'
import { Filters } from './activity-filters.tsx'
import { ActivityForm, type Typed } from './activity-form.tsx'
import { addActivityImport } from './activity-import-pages.tsx'
import { ActivityList, type Listed, Totals } from './activity-list.tsx'
import { type ActivityQuery, filterOf, readQuery } from './activity-query.ts'
import type { PageParts } from './app.tsx'
import { Desk } from './desk.tsx'
import type { StaffEnv } from './env.ts'
import { Form } from './form.tsx'
import { useWords } from './words.ts'

const home = '/staff/activities'
const onePage = 50

/** The activity log: what staff and partners do beside the bot. Its numbers are never added to the bot's. */
export function addActivityPages(parts: PageParts): void {
  const { door, show, db, now } = parts
  door.get(home, 'see activities', async (c) => {
    const query = readQuery(c.req.query())
    const { t } = c.var.words
    if ('unknown' in query) return c.text(`${t('activities.refused.filter', { name: query.unknown })}\n`, 400)
    const frame = {
      here: 'activities' as const,
      heading: t('activities.heading'),
      when: t('activities.when'),
    }
    return show(c, frame, await listPage(parts, c, query))
  })
  door.get(`${home}/new`, 'write activities', (c) => formPage(parts, c, { typed: {}, mistakes: [] }))
  door.post(home, 'write activities', async (c) => {
    const sent = await readActivityForm(c, rulesOf(parts))
    if ('mistakes' in sent) return formPage(parts, c, sent)
    const by = { staff: c.var.who.staff, at: now() }
    const id = await db.transaction(async (run) => {
      const made = await addActivity(run, sent.entry, sent.file, by)
      await record(run, { ...by, action: 'activity.add', what: { activity: made, ...noted(sent.entry) } })
      return made
    })
    return c.redirect(`${home}?done=added&id=${id}`, 303)
  })
  door.get(`${home}/:id{[0-9]{1,9}}`, 'write activities', async (c) => {
    const activity = await activityById(db, idOf(c))
    if (activity === undefined || activity.removed) return gone(c)
    return formPage(parts, c, { typed: typedOf(activity), mistakes: [], activity })
  })
  door.post(`${home}/:id{[0-9]{1,9}}`, 'write activities', async (c) => {
    const activity = await activityById(db, idOf(c))
    if (activity === undefined || activity.removed) return gone(c)
    const sent = await readActivityForm(c, rulesOf(parts))
    if ('mistakes' in sent) return formPage(parts, c, { ...sent, activity })
    const { id } = activity
    const by = { staff: c.var.who.staff, at: now() }
    const what = {
      activity: id,
      before: noted(activity),
      after: noted(sent.entry),
      file: sent.file !== undefined,
    }
    const changed = await db.transaction(async (run) => {
      const done = await changeActivity(run, id, sent.entry, sent.file)
      if (done) await record(run, { ...by, action: 'activity.change', what })
      return done
    })
    return changed ? c.redirect(`${home}?done=changed&id=${id}`, 303) : gone(c)
  })
  addRemoving(parts)
  addActivityFiles(parts)
  addActivityImport(parts)
}

function addRemoving({ door, db, now }: PageParts): void {
  const acts = { remove: removeActivity, restore: restoreActivity }
  for (const act of ['remove', 'restore'] as const) {
    door.post(`${home}/:id{[0-9]{1,9}}/${act}`, 'write activities', async (c) => {
      const id = idOf(c)
      const by = { staff: c.var.who.staff, at: now() }
      const done = await db.transaction(async (run) => {
        const happened = await acts[act](run, id, by.at)
        if (happened) await record(run, { ...by, action: `activity.${act}`, what: { activity: id } })
        return happened
      })
      return done ? c.redirect(`${home}?done=${act}d&id=${id}`, 303) : gone(c)
    })
  }
}

async function listPage(parts: PageParts, c: Context<StaffEnv>, query: ActivityQuery) {
  const { db, content, arrivals } = parts
  const filter = filterOf(query)
  const skip = ((query.page ?? 1) - 1) * onePage
  const [found, totals, { districts }] = await Promise.all([
    listActivities(db, filter, { skip, most: onePage + 1 }),
    activityTotals(db, filter),
    activityNames(db),
  ])
  const list = await withArrivals(found.slice(0, onePage), arrivals)
  const mayWrite = may(c.var.who.role, 'write activities')
  return (
    <Desk>
      <Done query={query} mayWrite={mayWrite} />
      <Doors query={query} search={new URL(c.req.url).search} mayWrite={mayWrite} />
      <Filters query={query} districts={districts} />
      <Totals totals={totals} />
      <ActivityList
        list={list}
        codes={content.campaign.entry_codes}
        query={query}
        mayWrite={mayWrite}
        more={found.length > onePage}
      />
    </Desk>
  )
}

async function withArrivals(list: readonly Activity[], arrivals: PageParts['arrivals']): Promise<Listed[]> {
  const coded = list.flatMap(({ entryCode: code, day }) => (code === null ? [] : [{ code, day }]))
  const answers = arrivals === undefined ? [] : [...(await arrivals(coded))]
  return list.map((activity) => ({
    activity,
    arrivals: activity.entryCode === null || arrivals === undefined ? undefined : (answers.shift() ?? null),
  }))
}

/** What was done a moment ago, with the way back. */
function Done({ query: { done, id }, mayWrite }: { query: ActivityQuery; mayWrite: boolean }) {
  const { t, number } = useWords()
  if (done === undefined || id === undefined) return null
  return (
    <div class="card done" role="status">
      <p>{t(`activities.done.${done}`, { n: done === 'imported' ? number(id) : '' })}</p>
      {done === 'removed' && mayWrite && (
        <Form action={`${home}/${id}/restore`}>
          <button type="submit">{t('activities.list.undo')}</button>
        </Form>
      )}
    </div>
  )
}

function Doors({ query, search, mayWrite }: { query: ActivityQuery; search: string; mayWrite: boolean }) {
  const { t } = useWords()
  return (
    <p class="buttons doors">
      {mayWrite && (
        <>
          <a class="act" href={`${home}/new`}>
            {t('activities.new')}
          </a>
          <a href={`${home}/import`}>{t('activities.import')}</a>
        </>
      )}
      <a href={`${home}.csv${search}`}>CSV</a>
      <a href={`${home}.xlsx${search}`}>Excel</a>
      {query.removed === undefined && <a href={`${home}?removed=1`}>{t('activities.list.removed')}</a>}
    </p>
  )
}

type Shown = { typed: Typed; mistakes: readonly Mistake[]; activity?: Activity }

async function formPage(parts: PageParts, c: Context<StaffEnv>, { typed, mistakes, activity }: Shown) {
  const { t } = c.var.words
  const rules = rulesOf(parts)
  const form = (
    <Desk>
      <ActivityForm
        action={activity === undefined ? home : `${home}/${activity.id}`}
        typed={typed}
        mistakes={mistakes}
        names={await activityNames(parts.db)}
        codes={parts.content.campaign.entry_codes}
        days={{ first: rules.begins, last: rules.today }}
        fileName={activity === undefined ? null : activity.evidenceName}
      />
    </Desk>
  )
  const heading = t(activity === undefined ? 'activities.new' : 'activities.edit')
  return parts.show(c, { here: 'activities', heading }, form, mistakes.length > 0 ? 422 : 200)
}

function idOf(c: Context<StaffEnv>): number {
  return Number(c.req.param('id'))
}

function gone(c: Context<StaffEnv>): Response {
  return c.text(`${c.var.words.t('activities.refused.gone')}\n`, 404)
}

/** What the audit log keeps of an activity: numbers and ids, no texts. */
function noted({ day, kind, people, entryCode }: Pick<Activity, 'day' | 'kind' | 'people' | 'entryCode'>) {
  return { day, kind, people, code: entryCode }
}
