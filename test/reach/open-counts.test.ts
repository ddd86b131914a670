import { describe, expect, it } from 'vitest'
import { type MeasureName, measureOf } from '../../src/reach/measures.ts'
import { type MonthCounts, openCounts, openMeasures } from '../../src/reach/open-counts.ts'

type Given = {
  totals?: Partial<Record<MeasureName, number>>
  by?: Record<string, number>
  items?: Partial<Record<MeasureName, Record<string, number>>>
}

function month({ totals = {}, by = {}, items = {} }: Given): MonthCounts {
  return {
    total: (measure) => totals[measure] ?? 0,
    by: () => new Map(Object.entries(by)),
    items: (measure) => new Map(Object.entries(items[measure] ?? {})),
  }
}

function totalOf(measure: MeasureName, totals: Given['totals']): unknown {
  const [row] = openCounts(measure, month(totals === undefined ? {} : { totals }))
  return row?.cell.kind === 'exact' ? row.cell.count : row?.cell.kind
}

describe('what other programs may read of a month', () => {
  it('is a total, but not one below 10', () => {
    expect(totalOf('reached', { reached: 10 })).toBe(10)
    expect(totalOf('reached', { reached: 9 })).toBe('few')
    expect(totalOf('reached', {})).toBe(0)
  })

  it('never tells by subtraction how few did not go on in the funnel, did not come back, or had come before', () => {
    const funnel = { started: 100, funnel_language: 95, funnel_card: 80, funnel_topic: 72, funnel_quiz: 30 }
    expect(totalOf('started', funnel)).toBe(100)
    expect(totalOf('funnel_language', funnel)).toBe('hidden')
    expect(totalOf('funnel_card', funnel)).toBe(80)
    expect(totalOf('funnel_topic', funnel)).toBe('hidden')
    expect(totalOf('funnel_quiz', funnel)).toBe(30)
    expect(totalOf('returned_7', { reached: 40, returned_7: 35 })).toBe('hidden')
    expect(totalOf('active_month', { reached: 40, active_month: 45 })).toBe('hidden')
    expect(totalOf('active_month', { reached: 40, active_month: 40 })).toBe(40)
  })

  it('is one table a dimension, in which a lone small count hides the next', () => {
    const rows = openCounts(
      'reached',
      month({ totals: { reached: 94 }, by: { ky: 60, ru: 30, tg: 4, kk: 0 } }),
    )
    const language = rows.filter(({ kind }) => kind === 'language')
    expect(language.map(({ name, cell }) => [name, cell.kind])).toEqual([
      ['ky', 'exact'],
      ['ru', 'hidden'],
      ['tg', 'few'],
    ])
  })

  it('keeps nothing apart that is a part of something else', () => {
    const kinds = (measure: MeasureName) =>
      openCounts(measure, month({ by: { ky: 50 } })).map(({ kind }) => kind)
    const nested = [
      'funnel_language',
      'funnel_card',
      'funnel_topic',
      'funnel_quiz',
      'returned_7',
      'returned_30',
      'active_month',
    ] as const
    for (const measure of nested) expect(kinds(measure)).toEqual(['total'])
    expect(kinds('started')).toContain('sex')
  })

  it('never tells how few began a topic and did not complete it', () => {
    const items = { topic_begun: { a: 40, b: 60 }, topic_completed: { a: 33, b: 20 } }
    const rows = openCounts('topic_completed', month({ items }))
    expect(rows.map(({ name, cell }) => [name, cell.kind])).toEqual([
      ['a', 'hidden'],
      ['b', 'exact'],
    ])
  })

  it('has every measure of months but where people leave, and none of days or weeks', () => {
    expect(openMeasures).toContain('card_exposures')
    expect(openMeasures).not.toContain('left_at')
    expect(openMeasures.filter((name) => ['day', 'week'].includes(measureOf(name).span ?? ''))).toEqual([])
  })
})
