import { beforeEach, describe, expect, it } from 'vitest'
import { type Overview, overview } from '../../src/report/overview.ts'
import { onEachDatabase } from '../databases.ts'
import { addAccount, addEvent, clear, type TestEvent } from './events.ts'

const question = {
  days: 30,
  today: '2026-11-24',
  timeZone: 'Asia/Bishkek',
  languages: ['ky', 'ru', 'en'],
  topics: ['papers', 'ban'],
  topicOf: (card: string) =>
    card.startsWith('papers.') ? 'papers' : card.startsWith('ban.') ? 'ban' : 'other',
}
/** A time of the clock in Bishkek, which is six hours before UTC all year. */
const bishkek = (day: string, time: string) => `${day}T${time}:00+06:00`
const noon = bishkek('2026-11-20', '12:00')
const onDay = ({ daily }: Overview, day: string) => daily.find((each) => each.day === day)

onEachDatabase('the overview', (db) => {
  const ask = () => overview(db(), question)
  const happen = async (...events: TestEvent[]) => {
    for (const event of events) await addEvent(db(), event)
  }
  beforeEach(async () => {
    await clear(db())
    for (const id of [1, 2, 3]) await addAccount(db(), { id })
    await addAccount(db(), { id: 9, staff: true })
  })

  it('is empty before the first event, and has every day', async () => {
    const none = await ask()
    expect(none).toMatchObject({ started: 0, reached: 0, exposures: 0, empty: true, synthetic: false })
    expect(none.daily).toHaveLength(30)
    expect(none.daily[0]).toEqual({ day: '2026-10-26', reached: 0, exposures: 0 })
    expect(none.daily.at(-1)?.day).toBe('2026-11-24')
  })

  it('counts a start once for each account, and a start alone is not reach', async () => {
    await happen(
      { account: 1, at: noon, name: 'started', item: 'none' },
      { account: 2, at: noon, name: 'started', item: 'none' },
      { account: 2, at: noon, name: 'started', item: 'none' },
    )
    expect(await ask()).toMatchObject({ started: 2, reached: 0, exposures: 0, empty: false })
  })

  it('does not count as started who started before', async () => {
    await happen(
      { account: 1, at: bishkek('2026-10-01', '12:00'), name: 'started', item: 'none' },
      { account: 1, at: noon, name: 'started', item: 'none' },
    )
    expect((await ask()).started).toBe(0)
  })

  it('counts an account as new once, on the day of its first exposure', async () => {
    await happen(
      { account: 1, at: noon },
      { account: 1, at: noon },
      { account: 1, at: bishkek('2026-11-22', '09:00') },
    )
    const numbers = await ask()
    expect(numbers).toMatchObject({ reached: 1, exposures: 3 })
    expect(onDay(numbers, '2026-11-20')).toMatchObject({ reached: 1, exposures: 2 })
    expect(onDay(numbers, '2026-11-22')).toMatchObject({ reached: 0, exposures: 1 })
  })

  it('does not count as new who was reached before the period', async () => {
    await happen({ account: 1, at: bishkek('2026-10-25', '23:59') }, { account: 1, at: noon })
    expect(await ask()).toMatchObject({ reached: 0, exposures: 1 })
  })

  it('begins and ends at midnight in the time zone of the campaign', async () => {
    await happen(
      { account: 1, at: bishkek('2026-10-25', '23:59') },
      { account: 2, at: bishkek('2026-10-26', '00:01') },
      { account: 3, at: bishkek('2026-11-24', '23:59') },
      { account: 3, at: bishkek('2026-11-25', '00:01') },
    )
    const numbers = await ask()
    expect(numbers).toMatchObject({ reached: 2, exposures: 2 })
    expect(onDay(numbers, '2026-10-26')).toMatchObject({ reached: 1, exposures: 1 })
    expect(onDay(numbers, '2026-11-24')).toMatchObject({ reached: 1, exposures: 1 })
  })

  it('puts 23:59 and 00:01 on different days', async () => {
    await happen(
      { account: 1, at: bishkek('2026-11-19', '23:59') },
      { account: 2, at: bishkek('2026-11-20', '00:01') },
    )
    const numbers = await ask()
    expect(onDay(numbers, '2026-11-19')).toMatchObject({ reached: 1, exposures: 1 })
    expect(onDay(numbers, '2026-11-20')).toMatchObject({ reached: 1, exposures: 1 })
  })

  it('keeps the exposures of the forgotten, but not their accounts', async () => {
    await happen({ account: null, at: noon }, { account: null, at: noon, name: 'started', item: 'none' })
    expect(await ask()).toMatchObject({ started: 0, reached: 0, exposures: 1 })
  })

  it('never counts staff', async () => {
    await happen({ account: 9, at: noon }, { account: 9, at: noon, name: 'started', item: 'none' })
    expect(await ask()).toMatchObject({ started: 0, reached: 0, exposures: 0 })
  })

  it('counts synthetic accounts, and says that it does', async () => {
    await addAccount(db(), { id: 20, synthetic: true })
    await happen({ account: 20, at: noon })
    expect(await ask()).toMatchObject({ reached: 1, synthetic: true })
  })

  describe('by language and topic', () => {
    const many = (n: number, more: Partial<TestEvent>) =>
      happen(...Array.from({ length: n }, () => ({ account: 1, at: noon, ...more })))

    it('sorts exposures by the language in use and by the topic of the card', async () => {
      await many(12, { item: 'papers.start' })
      await many(15, { item: 'ban.start', language: 'ru' })
      await many(11, { item: 'help.start', language: null })
      const { byLanguage, byTopic } = await ask()
      const shown = (cell: { kind: string; count?: number }) => cell.count ?? cell.kind
      expect(byTopic.map(({ topic, exposures }) => [topic, shown(exposures)])).toEqual([
        ['ban', 15],
        ['papers', 12],
        ['other', 11],
      ])
      expect(byLanguage.map(({ language, exposures }) => [language, shown(exposures)])).toEqual([
        ['ru', 15],
        ['ky', 12],
        [null, 11],
        ['en', 0],
      ])
    })

    it('shows no small number, nor one that would tell it', async () => {
      await many(3, { item: 'papers.start' })
      await many(15, { item: 'ban.start' })
      await many(20, { item: 'help.start' })
      const { byTopic, byLanguage } = await ask()
      expect(byTopic).toEqual([
        { topic: 'other', exposures: { kind: 'exact', count: 20 } },
        { topic: 'papers', exposures: { kind: 'few' } },
        { topic: 'ban', exposures: { kind: 'hidden' } },
      ])
      expect(new Set(byLanguage.map(({ reached }) => reached.kind))).toEqual(new Set(['hidden']))
    })
  })
})
