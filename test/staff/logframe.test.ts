import { beforeEach, expect, it } from 'vitest'
import { readSpreadsheet } from '../../src/documents/spreadsheet.ts'
import { onEachDatabase } from '../databases.ts'
import { content, openPages, phrases, signedIn, words } from './rig.ts'

const home = '/staff/logframe'
const target = { kind: 'target', day: '2027-09-01', value: '20000', evidence: 'Project document, annex 2' }
const spend = {
  day: '2026-03-01',
  output: 'informed',
  amount: '12 500,50',
  what: 'Printing',
  evidence: 'Invoice 17',
}

onEachDatabase('the page of the logframe', (db) => {
  let before = 0
  /** What was written to the audit log since the test began: it is append only. */
  const noted = () =>
    db().run('select staff, action, what from audit where id > $1::text::bigint order by id', [
      String(before),
    ])
  beforeEach(async () => {
    const [last] = await db().run('select coalesce(max(id), 0) as id from audit', [])
    before = Number(last?.id)
    for (const table of ['activity', 'spend', 'logframe_number']) await db().run(`delete from ${table}`, [])
  })
  const counting = (role: 'editor' | 'viewer' = 'editor') =>
    signedIn(db(), role, {
      actuals: async (measure, _until, of) =>
        measure !== 'reached'
          ? null
          : { kind: 'exact', count: of === undefined ? 5000 : of === 'women' ? 900 : 1500 },
    })
  const numbers = () =>
    db().run('select indicator, kind, value::float8 as value from logframe_number order by id', [])

  it('shows every output with its weight and risk, and every indicator with how it is checked and what must hold', async () => {
    const { ask } = await counting('viewer')
    const page = await words(await ask(home))
    const { logframe } = content
    for (const { id, weight } of logframe?.outputs ?? []) {
      expect(page).toContain(phrases.plain('en', `logframe.output.${id}`))
      expect(page).toContain(`Weight: ${weight}%`)
    }
    for (const { id } of logframe?.indicators ?? []) {
      for (const part of ['', '.verification', '.assumption'])
        expect(page).toContain(phrases.plain('en', `logframe.indicator.${id}${part}`))
    }
    expect(page).toContain('not set yet')
    expect(page).toContain('not collected yet')
  })

  it('holds what was counted against what staff typed in, women and girls on a line of their own', async () => {
    const { ask, who } = await counting()
    const added = await ask(`${home}/indicator/reached`, { form: target })
    expect([added.status, added.headers.get('location')]).toEqual([303, `${home}/indicator/reached`])
    await ask(`${home}/indicator/reached`, {
      form: { ...target, kind: 'milestone', day: '2026-10-05', value: '10000' },
    })
    const page = await words(await ask(home))
    expect(page).toMatch(/October 2026: 10,000 \(actual: 5,000\)/)
    expect(page).toMatch(/20,000 September 2027 5,000 25%/)
    expect(page).toMatch(/of these, women and girls 900 Sex is known for 30%/)
    expect(page).toMatch(/Weighted achievement 50% Over outputs that make up 40% of the weight/)
    const history = await words(await ask(`${home}/indicator/reached`))
    expect(history).toMatch(/Target 30 Sept? 2027 20,000 Project document, annex 2 The editor, 24 Nov 2026/)
    expect((await noted()).slice(0, 1)).toEqual([
      {
        staff: who.staff,
        action: 'logframe.add',
        what: expect.objectContaining({ indicator: 'reached', kind: 'target', value: '20000' }),
      },
    ])
  })

  it('says of a score how it is made and where that comes from', async () => {
    const { ask } = await counting('viewer')
    const page = await words(await ask(home))
    expect(page).toMatch(/weight × achievement/)
    expect(page).toContain('DFID')
    expect(page).toMatch(/Spend of 0.00 USD for accounts reached: 5,000. It needs both numbers./)
  })

  it('removes a number and takes it back, keeping its history', async () => {
    const { ask } = await counting()
    await ask(`${home}/indicator/reached`, { form: target })
    const [row] = await db().run('select id from logframe_number', [])
    const path = `${home}/number/${Number(row?.id)}`
    expect((await ask(`${path}/remove`, { form: {} })).headers.get('location')).toBe(
      `${home}/indicator/reached`,
    )
    expect(await words(await ask(home))).not.toContain('September 2027')
    expect(await words(await ask(`${home}/indicator/reached`))).toContain('Target (removed)')
    expect((await ask(`${path}/remove`, { form: {} })).status).toBe(404)
    expect((await ask(`${path}/restore`, { form: {} })).status).toBe(303)
    expect(await words(await ask(home))).toContain('September 2027')
  })

  it('divides spend by accounts reached, by output and in all', async () => {
    const { ask } = await counting()
    expect((await ask(`${home}/spend`, { form: spend })).status).toBe(303)
    await ask(`${home}/spend`, { form: { ...spend, output: '', amount: '2499.50' } })
    const page = await words(await ask(home))
    expect(page).toMatch(/Spend 15,000.00 USD For the campaign as a whole: 2,499.50 USD/)
    expect(page).toMatch(/Cost per account reached 3.00 USD/)
    expect(page).toContain('Spend: 12,500.50 USD')
    const [first] = await db().run('select min(id) as id from spend', [])
    await ask(`${home}/spend/${Number(first?.id)}/remove`, { form: {} })
    expect(await words(await ask(`${home}/spend`))).toMatch(/In all 2,499.50 USD .*\(removed\)/)
    expect(await words(await ask(home))).toMatch(/Cost per account reached 0.50 USD/)
  })

  it.each([
    [`${home}/indicator/reached`, { ...target, evidence: '' }, 422, 'Say what shows it'],
    [`${home}/indicator/reached`, { ...target, value: '-1' }, 422, 'cannot be below 0'],
    [
      `${home}/indicator/reached`,
      { ...target, day: '2025-09-30' },
      422,
      'Before the campaign began (1 Oct 2025)',
    ],
    [
      `${home}/indicator/reached`,
      { ...target, kind: 'actual', day: '2026-11-01' },
      422,
      'The program counts this actual',
    ],
    [`${home}/indicator/dreams`, target, 404, 'There is no such indicator'],
    [`${home}/number/999/remove`, {}, 404, 'There is no such indicator or number'],
    [`${home}/spend`, { ...spend, amount: '-5' }, 422, 'cannot be below 0'],
    [`${home}/spend`, { ...spend, output: 'dance' }, 422, 'There is no such output'],
    [`${home}/spend`, { ...spend, evidence: '' }, 422, 'Say what shows it'],
    [`${home}/spend/999/remove`, {}, 404, 'There is no such indicator or number'],
  ])('refuses at %s %j', async (path, form, status, says) => {
    const { ask } = await counting()
    const refused = await ask(path, { form })
    expect([refused.status, await words(refused)]).toEqual([status, expect.stringContaining(says)])
    expect(await numbers()).toEqual([])
    expect(await db().run('select id from spend', [])).toEqual([])
    expect(await noted()).toEqual([])
  })

  it('shows the end of a month that is asked for, and no other day', async () => {
    const { ask } = await counting('viewer')
    expect(await words(await ask(`${home}?until=2026-10`))).toContain('Achieved: 1 Oct 2025 to 31 Oct 2026')
    expect(await words(await ask(`${home}?until=2026-11`))).toContain('to 24 Nov 2026')
    for (const search of ['until=2026-12', 'until=2025-09', 'until=2026-10-15', 'until=x', 'by=day'])
      expect([search, (await ask(`${home}?${search}`)).status]).toEqual([search, 400])
  })

  it('shows words as words, and makes a workbook of numbers without a formula', async () => {
    const { ask } = await counting()
    await ask(`${home}/indicator/reached`, { form: { ...target, evidence: '=HYPERLINK("x")<script>' } })
    await ask(`${home}/spend`, { form: { ...spend, what: '<script>alert(1)</script>', evidence: '=1+1' } })
    for (const path of [`${home}/indicator/reached`, `${home}/spend`]) {
      const page = await (await ask(path)).text()
      expect(page).not.toMatch(/<script>/)
      expect(page).toContain('&lt;script&gt;')
    }
    const file = await ask(`${home}.xlsx`)
    expect(file.headers.get('content-disposition')).toContain('logframe-2026-11-24.xlsx')
    const sheets = await readSpreadsheet(new Uint8Array(await file.arrayBuffer()))
    const row = sheets[0]?.rows.find(([name]) => name?.startsWith('Accounts reached') === true)
    expect(row?.slice(3, 7)).toEqual(['20000', '5000', '0.25', '900'])
    expect(sheets[1]?.rows[1]).toContain('=HYPERLINK("x")<script>')
    expect(sheets[2]?.rows[1]).toEqual(expect.arrayContaining(['12500.5', '=1+1']))
  })

  it('lets a viewer read, and write nothing; the stranger signs in; other methods are refused', async () => {
    const { ask } = await counting('viewer')
    for (const path of [home, `${home}/indicator/reached`, `${home}/spend`]) {
      expect(await (await ask(path)).text()).not.toMatch(/<form method="post"/)
      expect((await ask(path, { headers: { cookie: '' } })).status).toBe(303)
      expect((await ask(path, { method: 'PUT' })).status).toBe(405)
    }
    const forms = {
      [`${home}/indicator/reached`]: target,
      [`${home}/spend`]: spend,
      [`${home}/number/1/remove`]: {},
      [`${home}/spend/1/restore`]: {},
    }
    for (const [path, form] of Object.entries(forms)) {
      expect([path, (await ask(path, { form })).status]).toEqual([path, 403])
      expect([path, (await ask(path, { form, headers: { cookie: '' } })).status]).toEqual([path, 401])
    }
    expect(await numbers()).toEqual([])
  })

  it('does not start on an indicator without words, and says so where there is no logframe', async () => {
    const plan = content.logframe
    if (plan === undefined) throw new Error('The logframe is not there')
    const renamed = { ...plan, indicators: plan.indicators.map((each) => ({ ...each, id: `${each.id}-x` })) }
    expect(() => openPages(db(), { content: { ...content, logframe: renamed } })).toThrow(
      'indicator.reached-x',
    )
    const { ask } = await signedIn(db(), 'viewer', { content: { ...content, logframe: undefined } })
    expect(await words(await ask(home))).toContain('This campaign has no logframe.')
  })
})
