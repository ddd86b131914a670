import { beforeAll, expect, it } from 'vitest'
import { seededRandom } from '../../src/campaign/random.ts'
import type { Known } from '../../src/reach/segment.ts'
import { dimensions, segmentKey } from '../../src/reach/segment.ts'
import type { ReachPeriod } from '../../src/report/reach-period.ts'
import { reachView } from '../../src/report/reach-view.ts'
import type { Filter, Value, View } from '../../src/report/view.ts'
import { Rollup } from '../../src/store/rollup.ts'
import { onEachDatabase } from '../databases.ts'
import { add, question as counting, lives, raw, startOver, topicOf, zone } from '../store/lives.ts'
import { monthOf, recount, weekOf } from '../store/recount.ts'
import { addAccount } from './events.ts'

const today = '2026-11-24'
type Counted = ReturnType<typeof recount>[number]

onEachDatabase('each number of the reach page', (db) => {
  let counts: Counted[]
  const view = (period: ReachPeriod, filters: Filter[] = []) =>
    reachView(db(), {
      period,
      filters,
      today,
      timeZone: zone,
      first: '2026-08-03',
      topics: { topics: ['a', 'b', 'c'], topicOf: (card) => topicOf(card) ?? 'other' },
      known: { language: ['ky', 'ru', 'en'] },
    })

  let next = 10_000
  /** So many new accounts press Start on a day through a link, and see a card. */
  const comeBy = async (source: string, days: readonly (readonly [string, number])[]) => {
    const segment = segmentKey({ language: 'ky', source })
    for (const [day, many] of days)
      for (let n = 0; n < many; n += 1) {
        next += 1
        const account = next
        await addAccount(db(), { id: account })
        const at = `${day}T05:00:00Z`
        await add(db(), [
          { account, name: 'started', item: source, at, segment },
          { account, name: 'card_shown', item: 'a.start', at, segment },
        ])
      }
  }

  beforeAll(async () => {
    await startOver(db())
    const accounts = Array.from({ length: 900 }, (_, at) => at + 1)
    for (const id of accounts) await addAccount(db(), { id })
    await add(db(), lives(seededRandom(21), accounts, '2026-08-03', 110))
    await comeBy('flyer', [
      ['2026-09-10', 12],
      ['2026-10-12', 60],
    ])
    await comeBy('new', [['2026-10-12', 60]])
    await new Rollup(db()).catchUp({ ...counting, today: '2026-08-10' })
    counts = recount(await raw(db()), topicOf)
  }, 60_000)

  const known = (segment: string): Known =>
    Object.fromEntries(dimensions.map((dimension, at) => [dimension, segment.split('|')[at] || null]))
  const month: ReachPeriod = { span: 'month', start: '2026-10-01' }
  const inMonth = ({ day }: Counted) => monthOf(day) === '2026-10-01'
  const many = (measure: string, fits: (each: Counted) => boolean) =>
    counts.filter((each) => each.measure === measure && fits(each)).length
  const headline = ({ headlines }: View, name: string): Value | undefined =>
    headlines.find(({ indicator }) => indicator === name)?.value
  const tableOf = ({ tables }: View, id: string) => {
    const table = tables.find((each) => each.id === id)
    if (table === undefined) throw new Error(`There is no table ${id}`)
    return table
  }
  /** What may be shown of a count: itself, or that it is small or kept back, never another number. */
  const agrees = (value: Value | undefined, count: number) => {
    if (value?.kind === 'hidden') return
    if (count > 0 && count < 10) return expect(value).toEqual({ kind: 'few' })
    expect(value).toEqual({ kind: 'exact', count })
  }

  it.each([
    ['reached', 'reached'],
    ['active', 'active_month'],
    ['engaged', 'engaged'],
    ['completed', 'any_topic'],
    ['contact', 'contact'],
    ['questions', 'questions'],
    ['unanswered', 'unanswered'],
    ['answered', 'answered'],
    ['dangers', 'dangers'],
    ['shared', 'shared'],
    ['exposures', 'exposures'],
    ['started', 'started'],
  ])('equals a recount of raw events: %s, now and before', async (name, measure) => {
    const now = await view(month)
    const n = many(measure, inMonth)
    expect(n).toBeGreaterThan(20)
    expect(headline(now, name)).toEqual({ kind: 'exact', count: n })
    const before = now.headlines.find(({ indicator }) => indicator === name)?.before
    expect(before).toEqual({
      kind: 'exact',
      count: many(measure, ({ day }) => monthOf(day) === '2026-09-01'),
    })
  })

  it('equals a recount: a week, and several months', async () => {
    const week = await view({ span: 'week', start: '2026-10-05' })
    agrees(
      headline(week, 'reached'),
      many('reached', ({ day }) => weekOf(day) === '2026-10-05'),
    )
    agrees(
      headline(week, 'active'),
      many('active_week', ({ day }) => weekOf(day) === '2026-10-05'),
    )
    const months = await view({ span: 'months', from: '2026-09-01', to: '2026-10-01' })
    expect(headline(months, 'reached')).toEqual({
      kind: 'exact',
      count: many('reached', ({ day }) => ['2026-09-01', '2026-10-01'].includes(monthOf(day))),
    })
    expect(headline(months, 'reached_in_all')).toEqual({
      kind: 'exact',
      count: many('reached', () => true),
    })
  })

  it('equals a recount: months one after the other', async () => {
    const { series } = await view(month)
    for (const [at, { name }] of series.points.entries()) {
      if (name.kind !== 'period' || name.period.span !== 'month') throw new Error('No month')
      const { start } = name.period
      for (const { measure, values } of series.lines)
        agrees(
          values[at],
          many(measure, ({ day }) => monthOf(day) === start),
        )
    }
    expect(series.points).toHaveLength(3)
  })

  it.each(['language', 'origin', 'destination', 'source', 'sex'] as const)(
    'equals a recount: by %s',
    async (dimension) => {
      const table = tableOf(await view(month), dimension)
      expect(table.rows.length).toBeGreaterThan(1)
      for (const { name, values } of table.rows) {
        if (name.kind !== 'dimension') throw new Error('No dimension')
        const here = (each: Counted) => inMonth(each) && known(each.segment)[dimension] === name.value
        agrees(values[0], many('reached', here))
        agrees(values[1], many('exposures', here))
      }
    },
  )

  it('flags a code that suddenly brings many, not one that is new or steady', async () => {
    const flags = new Map(
      tableOf(await view(month), 'source').rows.map(({ filter, flag }) => [filter?.value, flag]),
    )
    expect(flags).toEqual(
      new Map([
        ['none', undefined],
        ['radio', undefined],
        ['flyer', 'spike'],
        ['new', undefined],
        [null, undefined],
      ]),
    )
  })

  it('equals a recount under one filter, and under two', async () => {
    const filtered = await view(month, [{ dimension: 'language', value: 'ky' }])
    const ky = (each: Counted) => inMonth(each) && known(each.segment).language === 'ky'
    agrees(headline(filtered, 'reached'), many('reached', ky))
    agrees(headline(filtered, 'exposures'), many('exposures', ky))
    for (const { name, values } of tableOf(filtered, 'origin').rows) {
      if (name.kind !== 'dimension') throw new Error('No dimension')
      agrees(
        values[0],
        many('reached', (each) => ky(each) && known(each.segment).origin === name.value),
      )
    }
    const both = await view(month, [
      { dimension: 'language', value: 'ky' },
      { dimension: 'origin', value: 'KG' },
    ])
    agrees(
      headline(both, 'reached'),
      many('reached', (each) => ky(each) && known(each.segment).origin === 'KG'),
    )
    expect(tableOf(both, 'destination')).toMatchObject({ rows: [], absent: 'too-fine' })
  })

  it('equals a recount: topics', async () => {
    const shown = await view(month)
    const of = (measure: string, item: string) => many(measure, (each) => inMonth(each) && each.item === item)
    for (const topic of ['a', 'b', 'c']) {
      const row = tableOf(shown, 'topics').rows.find(({ name }) => name.kind === 'topic' && name.id === topic)
      agrees(row?.values[0], of('topic_begun', topic))
      agrees(
        row?.values[1],
        many('card_exposures', (each) => inMonth(each) && topicOf(each.item) === topic),
      )
      const share = of('topic_completed', topic) / of('topic_begun', topic)
      const rate = row?.values[2]
      if (rate?.kind === 'rate' && rate.rate.kind === 'share')
        expect(rate.rate.share).toBe(Math.round(share * 100))
    }
  })

  it('equals a recount: cards, contacts, quizzes', async () => {
    const shown = await view(month)
    const of = (measure: string, item: string) => many(measure, (each) => inMonth(each) && each.item === item)
    for (const { name, values } of tableOf(shown, 'cards').rows) {
      if (name.kind !== 'card') throw new Error('No card')
      agrees(values[0], of('card_exposures', name.id))
      agrees(values[1], of('left_at', name.id))
    }
    for (const { name, values } of tableOf(shown, 'contacts').rows)
      agrees(values[0], name.kind === 'contact' ? of('contact_opened', name.id) : Number.NaN)
    expect(tableOf(shown, 'quizzes').rows).toMatchObject([
      { values: [{ kind: 'exact', count: of('quiz_finished', 'c.quiz') }] },
    ])
  })

  it('equals a recount: the funnel', async () => {
    const shown = await view(month)
    const started = many('started', inMonth)
    for (const { name, values } of tableOf(shown, 'funnel').rows) {
      const [value] = values
      if (name.kind !== 'stage' || value?.kind !== 'rate' || value.rate.kind !== 'share') continue
      expect(value.rate.share).toBe(Math.round((100 * many(name.key, inMonth)) / started))
    }
  })

  it('equals a recount: who came back', async () => {
    const shown = await view(month)
    const row = tableOf(shown, 'retention').rows.find(
      ({ name }) =>
        name.kind === 'period' && name.period.span === 'month' && name.period.start === '2026-09-01',
    )
    const reached = many('reached', ({ day }) => monthOf(day) === '2026-09-01')
    agrees(row?.values[0], reached)
    for (const [at, measure] of [
      [1, 'returned_7'],
      [2, 'returned_30'],
    ] as const) {
      const value = row?.values[at]
      const back = many(measure, ({ day }) => monthOf(day) === '2026-09-01')
      const kind = back > 0 && back < 10 ? 'below' : reached - back < 10 ? 'above' : 'share'
      expect(value).toMatchObject({ kind: 'rate', rate: { kind } })
      if (value?.kind === 'rate' && value.rate.kind === 'share')
        expect(value.rate.share).toBe(Math.round((100 * back) / reached))
    }
  })

  it('says that a cohort is too young instead of showing a small share', async () => {
    const rows = tableOf(await view({ span: 'month', start: '2026-11-01' }), 'retention').rows
    expect(rows.at(-1)?.values.slice(1)).toEqual([
      { kind: 'none', why: 'too-young' },
      { kind: 'none', why: 'too-young' },
    ])
  })
})
