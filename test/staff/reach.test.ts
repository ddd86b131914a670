import { beforeAll, describe, expect, it } from 'vitest'
import type { Role } from '../../src/access/rights.ts'
import { seededRandom } from '../../src/campaign/random.ts'
import { Rollup } from '../../src/store/rollup.ts'
import { onEachDatabase } from '../databases.ts'
import { addAccount } from '../report/events.ts'
import { add, type Event, startOver } from '../store/lives.ts'
import { askFor, openPages, signedIn, well, words } from './rig.ts'

const key = (language: string, origin = '', source = 'none') => `${language}|${origin}||${source}||||`

/** Accounts that start in a month, see cards of a topic, and some of whom finish it. */
function month(from: number, day: string, n: number, segment: (at: number) => string): Event[] {
  const random = seededRandom(n)
  return Array.from({ length: n }, (_, at) => at).flatMap((at) => {
    const account = from + at
    const time = (minute: number) =>
      new Date(Date.parse(`${day}T06:00:00Z`) + at * 3_600_000 + minute * 60_000).toISOString()
    const event = (name: string, minute: number, item: string): Event => ({
      account,
      name,
      at: time(minute),
      item,
      segment: segment(at),
    })
    const seen = [
      event('card_shown', 2, 'registration.where'),
      event('card_shown', 3, 'registration.deadline'),
    ]
    const done = random() < 0.5 ? [event('topic_completed', 4, 'ru.registration')] : []
    return [event('started', 0, 'none'), event('language_chosen', 1, 'ky'), ...seen, ...done]
  })
}

onEachDatabase('the reach page', (db) => {
  beforeAll(async () => {
    await startOver(db())
    await db().run(
      `insert into item (name) values ('registration.where'), ('ru.registration') on conflict do nothing`,
      [],
    )
    await db().run(
      `insert into card_topic select c.id, t.id from item c, item t
       where c.name = 'registration.where' and t.name = 'ru.registration' on conflict do nothing`,
      [],
    )
    for (let id = 1; id <= 300; id++) await addAccount(db(), { id })
    await add(db(), [
      ...month(1, '2026-09-03', 100, (at) => key(at % 4 === 0 ? 'ru' : 'ky', 'KG')),
      ...month(101, '2026-10-03', 120, (at) =>
        key(
          at < 4 ? 'tg' : at % 3 === 0 ? 'ru' : 'ky',
          at % 2 === 0 ? 'KG' : 'TJ',
          at < 30 ? 'radio' : 'none',
        ),
      ),
      ...month(221, '2026-11-02', 40, () => key('ky')),
    ])
    await new Rollup(db()).catchUp({
      timeZone: 'Asia/Bishkek',
      today: '2026-11-24',
      now: new Date('2026-11-24T08:01:00Z'),
    })
  })
  const page = async (path: string, role: Role = 'viewer') =>
    words(await (await signedIn(db(), role)).ask(path))

  it('answers first what staff ask first: how many, is it growing', async () => {
    const text = await page('/staff?period=2026-10')
    expect(text).toMatch(
      /How many, and is it growing\? Accounts reached at least 120 20% more than in September 2026 \(100\)/,
    )
    expect(text).toMatch(/Reached in all 260/)
    expect(text).toContain('October 2026. Counted until 24 Nov 2026, 14:01 (time of Asia/Bishkek).')
  })

  it('does not compare a month that is not over with a whole one', async () => {
    expect(await page('/staff')).toMatch(/Accounts reached at least 40 so far; October 2026 in all: 120/)
  })

  it('says of each month whether it is final', async () => {
    expect(await page('/staff?period=2026-10')).toMatch(/October 2026 final/)
    expect(await page('/staff?period=2026-11')).toMatch(/November 2026 provisional/)
  })

  it('shows topics with how many finished, and the way of new accounts', async () => {
    const text = await page('/staff?period=2026-10')
    expect(text).toMatch(/Registration in Russia 120 240 \d\d% –/)
    expect(text).toMatch(/Pressed Start 100% Chose a language 100% Saw a card 100% Finished a topic \d\d%/)
  })

  it('keeps a small language back, and what would tell it', async () => {
    const text = await page('/staff?period=2026-10')
    expect(text).toMatch(/Tajik &lt;10/)
    expect(text).toMatch(/Russian kept back/)
    expect(text).toContain('“&lt;10” is a number from 1 to 9')
  })

  it('says what is not collected instead of showing a zero', async () => {
    const text = await page('/staff')
    expect(text).toMatch(/Knowledge change not collected/)
    expect(text).toMatch(/Broadcasts not collected/)
    expect(text).toContain('“Not collected”: the bot does not ask or do this yet.')
  })

  it('makes every row a filter that stands in the address, as a chip, and goes with Esc', async () => {
    const { ask } = await signedIn(db(), 'viewer')
    const all = await (await ask('/staff?period=2026-10')).text()
    expect(all).toContain('href="/staff?period=2026-10&amp;language=ky"')
    const html = await (await ask('/staff?period=2026-10&language=ky')).text()
    expect(html).toMatch(/class="filter" href="\/staff\?period=2026-10"[^>]*>\s*Language: Kyrgyz/)
    expect(html).toMatch(/data-key="Escape" href="\/staff\?period=2026-10"/)
    expect(html).toContain('href="/staff?period=2026-10&amp;language=ky&amp;origin=KG"')
    const both = await (await ask('/staff?period=2026-10&language=ky&origin=KG')).text()
    expect(both).not.toMatch(/&amp;destination=/)
    expect(both).toContain('the groups would become so small')
  })

  it('leads to the months before and after, never past the campaign or today', async () => {
    const { ask } = await signedIn(db(), 'viewer')
    expect(await (await ask('/staff?period=2026-10')).text()).toMatch(
      /href="\/staff\?period=2026-09" rel="prev"[\s\S]*href="\/staff\?period=2026-11" rel="next"/,
    )
    expect(await (await ask('/staff?period=2026-09')).text()).not.toContain('rel="prev"')
    expect(await (await ask('/staff?period=2026-11')).text()).not.toContain('rel="next"')
  })

  it('shows days to who writes, and only weeks and months to a viewer', async () => {
    expect(await page('/staff?period=2026-10', 'editor')).toContain('Day by day')
    expect(await page('/staff?period=2026-10', 'viewer')).not.toContain('Day by day')
    const { ask } = await signedIn(db(), 'viewer')
    expect((await ask('/staff/chart.svg?period=2026-10&of=days')).status).toBe(404)
  })

  it.each([
    ['period=2026-13', '“2026-13” is no period. Write 2026-11 for a month'],
    ['period=2026-W54', 'is no period'],
    ['period=2025-W53', 'is no period'],
    ['period=2026-11..2026-08', 'ends before it begins'],
    ['period=2025-01', 'is before the campaign began (2026-09-03)'],
    ['period=2027-01', 'has not begun yet'],
    ['from=2026-11-01', 'names “from”, which is neither the period nor a filter'],
    ['language=xx', '“xx” is no value of the filter “language”'],
    ['language=ky&language=ru', 'is there twice'],
    ['language=ky&origin=KG&source=radio', 'At most two filters can be combined'],
    ['source=<script>', '“&lt;script&gt;” is no value'],
  ])('refuses ?%s and says why', async (query, why) => {
    const response = await (await signedIn(db(), 'admin')).ask(`/staff?${query}`)
    expect(response.status).toBe(400)
    expect(await words(response)).toContain(why)
  })

  it('takes a stranger to the sign-in, and refuses other methods', async () => {
    const stranger = await askFor(openPages(db()), '/staff?period=2026-10')
    expect([stranger.status, stranger.headers.get('location')]).toEqual([
      303,
      '/staff/sign-in?to=%2Fstaff%3Fperiod%3D2026-10',
    ])
    const { ask } = await signedIn(db(), 'admin')
    expect((await ask('/staff', { method: 'PUT' })).status).toBe(405)
    expect((await ask('/staff/chart.svg', { form: {} })).status).toBe(405)
  })

  it('keeps notes to days as words, removes them, and writes both down', async () => {
    const { ask } = await signedIn(db(), 'editor')
    const text = '<script>alert(1)</script> =HYPERLINK("x")'
    expect((await ask('/staff/notes', { form: { day: '2026-10-12', text } })).status).toBe(303)
    const html = await (await ask('/staff?period=2026-10')).text()
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt; =HYPERLINK(&quot;x&quot;)')
    expect(html).not.toContain('<script>alert')
    const id = /name="id" value="(\d+)"/.exec(html)?.[1] ?? ''
    expect((await ask('/staff/notes/remove', { form: { id } })).status).toBe(303)
    expect(await (await ask('/staff?period=2026-10')).text()).not.toContain('alert(1)')
    expect((await ask('/staff/notes/remove', { form: { id } })).status).toBe(404)
    const rows = await db().run(`select action from audit where action like 'note.%' order by id`, [])
    expect(rows.map(({ action }) => action)).toEqual(['note.add', 'note.remove'])
  })

  it.each([
    [{ day: '2026-02-30', text: 'x' }],
    [{ day: '2026-10-12', text: '' }],
    [{ day: '2026-10-12', text: 'x'.repeat(141) }],
  ])('refuses a note without a day or words, and changes nothing', async (form) => {
    const { ask } = await signedIn(db(), 'editor')
    expect((await ask('/staff/notes', { form })).status).toBe(422)
    expect((await (await signedIn(db(), 'viewer')).ask('/staff/notes', { form })).status).toBe(403)
    expect(await db().run('select 1 from annotation where removed_at is null', [])).toEqual([])
  })

  it('draws its chart in light and dark, and a flow with its numbers', async () => {
    const { ask } = await signedIn(db(), 'viewer')
    const chart = await ask('/staff/chart.svg?period=2026-10&of=series&theme=dark&size=narrow')
    expect(chart.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
    expect(await chart.text()).toContain('width="300"')
    const flow = await ask('/staff/flow/registration?period=2026-10')
    const text = await words(flow)
    expect(text).toMatch(/Registration in Russia 120 0/)
    expect(await (await ask('/staff/flow/registration/picture.svg?period=2026-10')).text()).toContain('>120<')
    expect((await ask('/staff/flow/nothing')).status).toBe(404)
  })

  it('has no inline style or script', async () => {
    const { ask } = await signedIn(db(), 'admin')
    const html = await (await ask('/staff?period=2026-10')).text()
    expect(html).not.toMatch(/<style|<script>|\sstyle=|\son\w+=/)
  })
})

describe('the reach page before anything happened, and without the database', () => {
  onEachDatabase('empty', (db) => {
    it('says what to do', async () => {
      const { ask } = await signedIn(db(), 'viewer')
      expect(await words(await ask('/staff'))).toContain('Open the bot and press Start')
    })
    it('warns of synthetic accounts on every page', async () => {
      await db().run(`insert into setting (name, value) values ('synthetic', 'true')`, [])
      const { ask } = await signedIn(db(), 'viewer')
      for (const path of ['/staff', '/staff/content'])
        expect(await (await ask(path)).text()).toMatch(
          /<body[^>]*><p class="synthetic" role="note"><strong>Synthetic/,
        )
    })
    it('says that the database is away, with 503', async () => {
      const { ask, who } = await signedIn(db(), 'viewer', {
        health: () => ({ ...well, databaseAway: true }),
      })
      expect(who.role).toBe('viewer')
      const response = await ask('/staff')
      expect(response.status).toBe(503)
      expect(await words(response)).toContain('The database does not answer')
    })
  })
})
