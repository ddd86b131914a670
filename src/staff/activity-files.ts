import type { Context } from 'hono'
import { toCsv } from '../content/csv.ts'
import { fileKind, fileTypes } from '../documents/file-kind.ts'
import { writeSpreadsheet } from '../documents/spreadsheet.ts'
import { type Activity, evidenceFile, listActivities } from '../report/activities.ts'
import { hasSynthetic } from '../store/seed.ts'
import { exportRows, exportSheets } from './activity-export.ts'
import { filterOf, readQuery } from './activity-query.ts'
import type { PageParts } from './app.tsx'
import { attachment } from './attachment.ts'
import type { StaffEnv } from './env.ts'

/** More than a campaign ever does; a file of so many rows still opens. */
const mostRows = 100_000

/** What of the activity log leaves as a file: the tables, and the evidence. */
export function addActivityFiles(parts: PageParts): void {
  const { door, db } = parts
  door.get('/staff/activities/:id{[0-9]{1,9}}/evidence', 'see activities', async (c) => {
    const file = await evidenceFile(db, Number(c.req.param('id')))
    const kind = file === undefined ? undefined : fileKind(file.bytes)
    if (file === undefined || kind === undefined) {
      return c.text(`${c.var.words.t('activities.refused.file')}\n`, 404)
    }
    return attachment(c, file.bytes, { type: fileTypes[kind], name: file.name })
  })
  door.get('/staff/activities.csv', 'export numbers', async (c) => {
    const list = await asked(parts, c)
    if (list === undefined) return refused(c)
    const csv = toCsv(exportRows(c.var.words, list))
    // A line of warning would be taken for a row: the name says it.
    const name = (await hasSynthetic(db)) ? 'activities-synthetic.csv' : 'activities.csv'
    return attachment(c, Buffer.from(csv), { type: 'text/csv; charset=utf-8', name })
  })
  door.get('/staff/activities.xlsx', 'export numbers', async (c) => {
    const list = await asked(parts, c)
    if (list === undefined) return refused(c)
    const { t } = c.var.words
    const notes = [
      ...((await hasSynthetic(db)) ? [t('shell.synthetic.plain')] : []),
      t('activities.when'),
      t('activities.totals.says'),
      t('activities.export.made', { at: parts.now().toISOString() }),
    ]
    const file = await writeSpreadsheet(exportSheets(c.var.words, list, notes))
    return attachment(c, file, { type: fileTypes.xlsx, name: 'activities.xlsx' })
  })
}

/** The activities of the list that the address asks for, all pages of it. */
async function asked({ db }: PageParts, c: Context<StaffEnv>): Promise<Activity[] | undefined> {
  const query = readQuery(c.req.query())
  return 'unknown' in query
    ? undefined
    : await listActivities(db, filterOf(query), { skip: 0, most: mostRows })
}

function refused(c: Context<StaffEnv>): Response {
  const query = readQuery(c.req.query())
  const name = 'unknown' in query ? query.unknown : ''
  return c.text(`${c.var.words.t('activities.refused.filter', { name })}\n`, 400)
}
