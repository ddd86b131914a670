import { beforeEach, expect, it } from 'vitest'
import { type FigureKind, type Logframe, logframeSchema } from '../../src/campaign/logframe.ts'
import type { Cell } from '../../src/reach/suppress.ts'
import { listFigures } from '../../src/report/figures.ts'
import { type CountedActuals, logframeTable } from '../../src/report/logframe.ts'
import { listSpend, spendUntil } from '../../src/report/spend.ts'
import { addActivity } from '../../src/store/activities.ts'
import { addFigure, removeFigure, restoreFigure } from '../../src/store/logframe.ts'
import { addSpend, removeSpend, restoreSpend } from '../../src/store/spend.ts'
import { onEachDatabase } from '../databases.ts'

const at = new Date('2026-11-24T08:00:00Z')
const by = { staff: 1, at }
const output = (id: string, weight: number) => ({ id, weight, risk: 'low' as const })
const indicator = (id: string, of: string | undefined, source: object | string, more = {}) => ({
  id,
  level: of === undefined ? 'outcome' : 'output',
  ...(of === undefined ? {} : { output: of }),
  source,
  unit: 'accounts',
  cumulative: true,
  ...more,
})
const plan: Logframe = logframeSchema.parse({
  begins: '2026-01-01',
  currency: 'KGS',
  outputs: [output('a', 60), output('b', 30), output('c', 10)],
  indicators: [
    indicator('share', undefined, 'typed', { unit: 'percent', cumulative: false, disaggregation: ['women'] }),
    indicator('trained', undefined, 'typed', { unit: 'people' }),
    indicator('reached', 'a', { counts: 'reached' }, { disaggregation: ['women'] }),
    indicator('events', 'a', { activities: { kinds: ['shg-session'], what: 'events' } }),
    indicator(
      'people',
      'b',
      { activities: { kinds: ['shg-session'], what: 'people' } },
      { disaggregation: ['women'] },
    ),
    indicator('shared', 'c', { counts: 'shared' }),
  ],
})
const exact = (count: number): Cell => ({ kind: 'exact', count })
/** 800 reached from November on, 500 before; 90 of 300 who told are women. */
const counted: CountedActuals = async (measure, until, of) => {
  if (measure !== 'reached') return null
  if (of !== undefined) return exact(of === 'women' ? 90 : 300)
  return exact(until < '2026-11-01' ? 500 : 800)
}

onEachDatabase('the logframe', (db) => {
  beforeEach(async () => {
    for (const table of ['activity', 'spend', 'logframe_number']) await db().run(`delete from ${table}`, [])
  })
  const figure = (of: string, kind: FigureKind, day: string, value: string) =>
    addFigure(db().run, { indicator: of, kind, day, value, evidence: 'Annex 2' }, by)
  const session = (day: string, people: object) =>
    addActivity(
      db().run,
      {
        day,
        district: 'Osh',
        kind: 'shg-session',
        partner: '',
        people,
        entryCode: null,
        remark: '',
        evidenceLink: null,
      },
      undefined,
      by,
    )
  const table = (until = '2026-11-24', of: CountedActuals | undefined = counted) =>
    logframeTable(db(), { plan, counted: of, until })
  const row = async (id: string, until?: string) => {
    const { impact, outcome, outputs } = await table(until)
    const rows = [...impact, ...outcome, ...outputs.flatMap((each) => each.rows)]
    return rows.find((each) => each.indicator.id === id)
  }

  it('holds the actual against the target from the baseline on, and each milestone against its own day', async () => {
    await figure('reached', 'baseline', '2025-12-31', '200')
    await figure('reached', 'milestone', '2026-10-31', '400')
    await figure('reached', 'milestone', '2027-06-30', '1500')
    await figure('reached', 'target', '2027-12-31', '1400')
    expect(await row('reached')).toMatchObject({
      actual: { value: 800 },
      ofTarget: 0.5,
      achieved: 1,
      milestones: [
        { figure: { value: 400 }, actual: { value: 500 } },
        { figure: { value: 1500 }, actual: undefined },
      ],
      women: { actual: { value: 90 }, coverage: 300 / 800 },
    })
  })

  it('weighs outputs by their share of the outcome, leaving out those without numbers', async () => {
    await figure('reached', 'target', '2027-12-31', '1600')
    await session('2026-03-01', { total: 10, women: 6, men: 2, 'sex-unknown': 2 })
    await session('2025-12-31', { total: 99 })
    await figure('events', 'target', '2027-12-31', '4')
    await figure('people', 'target', '2027-12-31', '5')
    const { outputs, score } = await table()
    expect(outputs.map((each) => each.score)).toEqual([(0.5 + 0.25) / 2, 1, null])
    expect(score?.weight).toBe(90)
    expect(score?.value).toBeCloseTo((60 * 0.375 + 30 * 1) / 90, 12)
    expect(await row('people')).toMatchObject({ ofTarget: 2, women: { actual: { value: 6 }, coverage: 0.8 } })
  })

  it('takes of typed actuals the sum or the latest, up to the day', async () => {
    await figure('trained', 'actual', '2026-03-31', '12')
    await figure('trained', 'actual', '2026-06-30', '0.5')
    await figure('share', 'actual', '2026-03-31', '40')
    await figure('share', 'actual', '2026-06-30', '35')
    await figure('share', 'actual-women', '2026-06-30', '30')
    expect((await row('trained'))?.actual).toEqual({ value: 12.5 })
    expect((await row('trained', '2026-04-30'))?.actual).toEqual({ value: 12 })
    expect(await row('share')).toMatchObject({
      actual: { value: 35 },
      women: { actual: { value: 30 }, coverage: null },
    })
    expect((await row('share', '2026-02-28'))?.actual).toBe('not set')
  })

  it('overwrites nothing: a newer number stands before the older, which counts again when the newer is removed', async () => {
    await figure('reached', 'target', '2027-12-31', '1000')
    const second = await figure('reached', 'target', '2027-12-31', '2000')
    expect((await row('reached'))?.target?.value).toBe(2000)
    expect(await removeFigure(db().run, second, at)).toBe('reached')
    expect(await removeFigure(db().run, second, at)).toBeUndefined()
    expect((await row('reached'))?.target?.value).toBe(1000)
    expect((await listFigures(db())).map(({ value, removed }) => [value, removed])).toEqual([
      [2000, true],
      [1000, false],
    ])
    expect(await restoreFigure(db().run, second)).toBe('reached')
    expect((await row('reached'))?.target?.value).toBe(2000)
  })

  it('says why there is no number: not collected, not set, too few', async () => {
    expect((await row('shared'))?.actual).toBe('not collected')
    const few: CountedActuals = async () => ({ kind: 'few' })
    const { outputs, cost } = await table('2026-11-24', few)
    expect(outputs[0]?.rows[0]).toMatchObject({
      actual: 'few',
      ofTarget: null,
      women: { actual: 'few', coverage: null },
    })
    expect(cost).toEqual({ reached: 'few', each: null })
    const none = await logframeTable(db(), { plan, counted: undefined, until: '2026-11-24' })
    expect(none.outputs[0]?.rows[0]?.actual).toBe('not collected')
    expect(none.score).toBeNull()
  })

  it('adds up money to the cent, by output and in all, and divides it by the accounts reached', async () => {
    const spend = (day: string, of: string | null, amount: string) =>
      addSpend(db().run, { day, output: of, amount, what: 'Posters', evidence: 'Invoice' }, by)
    expect((await table()).cost.each).toBeNull()
    await spend('2026-02-01', 'a', '0.10')
    await spend('2026-02-01', 'a', '0.20')
    await spend('2026-03-01', null, '399.70')
    const gone = await spend('2026-03-01', 'b', '1000000')
    await spend('2026-11-25', 'b', '77')
    await removeSpend(db().run, gone, at)
    const { outputs, spend: sums, cost } = await table()
    expect(sums).toEqual({ total: 400, whole: 399.7 })
    expect(outputs.map((each) => each.spend)).toEqual([0.3, 0, 0])
    expect(cost).toEqual({ reached: { value: 800 }, each: 0.5 })
    expect(await restoreSpend(db().run, gone)).toBe(true)
    expect((await spendUntil(db(), '2026-03-01')).total).toBe(1_000_400)
    expect((await listSpend(db())).map(({ amount }) => amount).sort((a, b) => a - b)).toEqual([
      0.1, 0.2, 77, 399.7, 1_000_000,
    ])
  })
})
