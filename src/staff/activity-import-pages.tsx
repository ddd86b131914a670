import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { record } from '../access/audit.ts'
import type { Table } from '../content/activities/rows.ts'
import { importActivities } from '../store/activities.ts'
import { type Body, firstChoice, previewOf, readChoice } from './activity-import.ts'
import { ColumnsStep, PreviewStep, UploadStep } from './activity-import-steps.tsx'
import { carriedTable, mostRows, readTable } from './activity-upload.ts'
import type { PageParts } from './app.tsx'
import { Desk } from './desk.tsx'
import type { StaffEnv } from './env.ts'

const home = '/staff/activities/import'

/** The import of a table in three steps: a file, its columns, a preview of every row. Only the last writes. */
export function addActivityImport(parts: PageParts): void {
  const { door, db, now } = parts
  door.get(home, 'write activities', (c) => page(parts, c, <UploadStep fault={undefined} />))
  door.post(home, 'write activities', async (c) => {
    const { file } = await c.req.parseBody()
    const read = await readTable(file)
    if ('fault' in read) {
      const words = c.var.words.t(`activities.upload.${read.fault}`, { n: read.n ?? 0, most: mostRows })
      return page(parts, c, <UploadStep fault={words} />, 422)
    }
    return page(parts, c, <ColumnsStep table={read.table} choice={firstChoice(parts, read.table)} />)
  })
  door.post(`${home}/columns`, 'write activities', (c) =>
    withTable(parts, c, (table, body) =>
      page(parts, c, <ColumnsStep table={table} choice={readChoice(body, table)} />),
    ),
  )
  door.post(`${home}/check`, 'write activities', (c) =>
    withTable(parts, c, async (table, body) => {
      const choice = readChoice(body, table)
      const preview = await previewOf(parts, table, choice)
      return page(parts, c, <PreviewStep table={table} choice={choice} preview={preview} />)
    }),
  )
  door.post(`${home}/write`, 'write activities', (c) =>
    withTable(parts, c, async (table, body) => {
      const choice = readChoice(body, table)
      const preview = await previewOf(parts, table, choice)
      const { fresh, unclear } = preview
      if (unclear !== undefined || fresh.length === 0)
        return page(parts, c, <PreviewStep table={table} choice={choice} preview={preview} />, 422)
      const by = { staff: c.var.who.staff, at: now() }
      const written = await db.transaction(async (run) => {
        const n = await importActivities(run, fresh, by)
        await record(run, { ...by, action: 'activity.import', what: { rows: n } })
        return n
      })
      return c.redirect(`/staff/activities?done=imported&id=${written}`, 303)
    }),
  )
}

async function withTable(
  parts: PageParts,
  c: Context<StaffEnv>,
  then: (table: Table, body: Body) => Response | Promise<Response>,
): Promise<Response> {
  const body = await c.req.parseBody()
  const table = carriedTable(body.table)
  if (table !== undefined) return then(table, body)
  return page(parts, c, <UploadStep fault={c.var.words.t('activities.upload.lost')} />, 422)
}

function page({ show }: PageParts, c: Context<StaffEnv>, content: Child, status: 200 | 422 = 200) {
  const { t } = c.var.words
  const frame = {
    here: 'activities' as const,
    heading: t('activities.import'),
    when: t('activities.import.when'),
  }
  return show(c, frame, <Desk>{content}</Desk>, status)
}
