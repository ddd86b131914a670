import { beforeEach, expect, it } from 'vitest'
import type { ActivityEntry } from '../../src/campaign/activity.ts'
import {
  activityById,
  activityNames,
  activityTotals,
  evidenceFile,
  listActivities,
} from '../../src/report/activities.ts'
import {
  addActivity,
  changeActivity,
  importActivities,
  knownImports,
  removeActivity,
  restoreActivity,
} from '../../src/store/activities.ts'
import { onEachDatabase } from '../databases.ts'

const at = new Date('2026-11-24T08:00:00Z')
const by = { staff: 1, at }
const entry = (more: Partial<ActivityEntry> = {}): ActivityEntry => ({
  day: '2026-11-01',
  district: 'Osh',
  kind: 'field-event',
  partner: '',
  people: {},
  entryCode: null,
  remark: '',
  evidenceLink: null,
  ...more,
})
const page = { skip: 0, most: 10 }

onEachDatabase('the activity log', (db) => {
  beforeEach(async () => {
    await db().run('delete from activity', [])
  })
  const add = (more: Partial<ActivityEntry> = {}) => addActivity(db().run, entry(more), undefined, by)

  it('sums people as they were counted, and puts whose sex or age nobody wrote down under not recorded', async () => {
    await add({
      people: {
        total: 20,
        women: 11,
        men: 5,
        girls: 3,
        boys: 1,
        'under-18': 4,
        'age-unknown': 16,
        disability: 2,
      },
    })
    await add({ people: { total: 30 }, kind: 'training' })
    await add({ people: { audience: 12_000 }, kind: 'radio' })
    await add({ kind: 'posters' })
    expect(await activityTotals(db(), {})).toMatchObject({
      events: 4,
      uncounted: 1,
      total: 50,
      females: 14,
      bySex: 20,
      'sex-unknown': 30,
      byAge: 4,
      'age-unknown': 46,
      disability: 2,
      audience: 12_000,
    })
    expect(await activityTotals(db(), { kinds: ['radio', 'posters'] })).toMatchObject({ events: 2, total: 0 })
  })

  it('lists the newest day first, by kind, district and days, a page at a time', async () => {
    await add({ day: '2026-10-31', kind: 'radio' })
    await add({ day: '2026-11-20', district: 'Batken' })
    await add({ day: '2026-11-02' })
    const days = async (filter = {}, of = page) =>
      (await listActivities(db(), filter, of)).map(({ day }) => day)
    expect(await days()).toEqual(['2026-11-20', '2026-11-02', '2026-10-31'])
    expect(await days({ kinds: ['radio'] })).toEqual(['2026-10-31'])
    expect(await days({ district: 'Batken' })).toEqual(['2026-11-20'])
    expect(await days({ from: '2026-11-01', until: '2026-11-19' })).toEqual(['2026-11-02'])
    expect(await days({}, { skip: 1, most: 1 })).toEqual(['2026-11-02'])
    expect(await activityNames(db())).toEqual({ districts: ['Batken', 'Osh'], partners: [] })
  })

  it('takes a removed one out of lists and sums, changes it no more, and takes it back whole', async () => {
    const id = await add({ people: { total: 5 } })
    expect(await removeActivity(db().run, id, at)).toBe(true)
    expect(await removeActivity(db().run, id, at)).toBe(false)
    expect(await listActivities(db(), {}, page)).toEqual([])
    expect(await listActivities(db(), { removed: true }, page)).toMatchObject([{ id, removed: true }])
    expect(await activityTotals(db(), {})).toMatchObject({ events: 0, total: 0 })
    expect(await changeActivity(db().run, id, entry({ district: 'X' }), undefined)).toBe(false)
    expect(await restoreActivity(db().run, id)).toBe(true)
    expect(await activityById(db(), id)).toMatchObject({
      district: 'Osh',
      people: { total: 5 },
      removed: false,
    })
  })

  it('keeps a file byte for byte, also when all else is changed', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, n) => (n * 7) % 256)
    const id = await addActivity(db().run, entry(), { name: 'список.pdf', bytes }, by)
    await changeActivity(
      db().run,
      id,
      entry({ remark: "it's <b>", evidenceLink: 'https://a.kg/1' }),
      undefined,
    )
    expect(await activityById(db(), id)).toMatchObject({ evidenceName: 'список.pdf', remark: "it's <b>" })
    expect(Buffer.from((await evidenceFile(db(), id))?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true)
  })

  it('imports a row once, even when it was removed since or two import it at the same time', async () => {
    const rows = ['a', 'b', 'c'].map((importKey) => ({ ...entry(), importKey }))
    const both = await Promise.all([
      importActivities(db().run, rows, by),
      importActivities(db().run, rows, by),
    ])
    expect(both.reduce((sum, n) => sum + n, 0)).toBe(3)
    const [first] = await listActivities(db(), {}, page)
    await removeActivity(db().run, first?.id ?? 0, at)
    expect(await importActivities(db().run, rows, by)).toBe(0)
    const known = await knownImports(db().run, ['a', 'b', 'c', 'd'])
    expect([...known.values()].sort()).toEqual(['removed', 'there', 'there'])
  })
})
