import { beforeEach, expect, it } from 'vitest'
import { fromCsv } from '../../src/content/csv.ts'
import { readSpreadsheet } from '../../src/documents/spreadsheet.ts'
import { onEachDatabase } from '../databases.ts'
import { signedIn, words } from './rig.ts'

const home = '/staff/activities'
const right = { day: '2026-11-20', kind: 'field-event', district: 'Ноокат', women: '12', men: '8' }

onEachDatabase('the page of activities', (db) => {
  let before = 0
  /** What was written to the audit log since the test began: it is append only. */
  const noted = () =>
    db().run('select staff, action, what from audit where id > $1::text::bigint order by id', [
      String(before),
    ])
  beforeEach(async () => {
    const [last] = await db().run('select coalesce(max(id), 0) as id from audit', [])
    before = Number(last?.id)
    await db().run('delete from activity', [])
  })
  const editor = () => signedIn(db(), 'editor')
  const rows = () =>
    db().run('select id, district, people, removed_at is null as here from activity order by id', [])
  const idOf = async () => Number((await rows())[0]?.id)

  it('adds what is typed in, shows it with its sums, and notes who did it', async () => {
    const { ask, who } = await editor()
    const added = await ask(home, {
      form: { ...right, code: 'shg', remark: 'В школе', link: 'https://a.kg/1' },
    })
    expect([added.status, added.headers.get('location')]).toEqual([
      303,
      `${home}?done=added&id=${await idOf()}`,
    ])
    const page = await words(await ask(added.headers.get('location') ?? ''))
    expect(page).toContain('The activity is added.')
    expect(page).toMatch(/Field event Ноокат .*20 people · women 12 · men 8/)
    expect(page).toMatch(/People in all 20/)
    expect(page).toMatch(/Entry code shg \(Self-help group\)/)
    expect(page).toContain('https://a.kg/1')
    expect(await noted()).toEqual([
      {
        staff: who.staff,
        action: 'activity.add',
        what: expect.objectContaining({ day: '2026-11-20', kind: 'field-event', code: 'shg' }),
      },
    ])
  })

  it('says which numbers do not agree, keeps what was typed, and saves nothing', async () => {
    const { ask } = await editor()
    const refused = await ask(home, { form: { ...right, total: '25', remark: 'stays here' } })
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain('By sex it is 20, but the total is 25.')
    expect(page).toContain('stays here')
    expect(page).toMatch(/<input[^>]*name="total"[^>]*value="25"/)
    expect(await rows()).toEqual([])
  })

  it.each([
    [{ day: '2026-11-25' }, 'The day is still to come'],
    [{ day: '2025-01-01' }, 'Before the campaign began (1 Oct 2025)'],
    [{ women: '-1' }, 'cannot be below 0'],
    [{ kind: 'party' }, 'no kind of activity'],
    [{ code: 'tv' }, 'No such entry code'],
    [{ link: 'http://a.kg' }, 'must begin with https://'],
    [{ kind: 'radio' }, 'Give the estimated audience instead'],
  ])('refuses %j with words that say what to do', async (more, says) => {
    const { ask } = await editor()
    const refused = await ask(home, { form: { ...right, ...more } })
    expect([refused.status, await words(refused)]).toEqual([422, expect.stringContaining(says)])
    expect(await rows()).toEqual([])
  })

  it('changes, removes and restores, and loses nothing', async () => {
    const { ask } = await editor()
    await ask(home, { form: right })
    const id = await idOf()
    expect(await (await ask(`${home}/${id}`)).text()).toMatch(/name="women"[^>]*value="12"/)
    expect((await ask(`${home}/${id}`, { form: { ...right, women: '13' } })).status).toBe(303)
    expect((await rows())[0]).toMatchObject({ people: { women: 13, total: 21 } })
    const removed = await ask(`${home}/${id}/remove`, { form: {} })
    const after = await (await ask(removed.headers.get('location') ?? '')).text()
    expect(after).toContain(`action="${home}/${id}/restore"`)
    expect(after).not.toContain('women 13')
    expect(await words(await ask(`${home}?removed=1`))).toContain('women 13')
    for (const path of [`${home}/${id}`, `${home}/${id}/remove`]) {
      expect([path, (await ask(path, { form: right })).status]).toEqual([path, 404])
    }
    expect((await ask(`${home}/${id}/restore`, { form: {} })).status).toBe(303)
    expect(await words(await ask(home))).toContain('women 13')
    const actions = await noted()
    expect(actions.map(({ action }) => action)).toEqual([
      'activity.add',
      'activity.change',
      'activity.remove',
      'activity.restore',
    ])
  })

  it('shows a part by kind, district and months, and refuses what it does not know', async () => {
    const { ask } = await editor()
    await ask(home, { form: right })
    await ask(home, {
      form: { ...right, day: '2026-09-30', kind: 'training', district: 'Batken', women: '99' },
    })
    const page = async (search: string) => words(await ask(`${home}?${search}`))
    expect(await page('kind=training')).toMatch(/Batken .*99/)
    expect(await page('kind=training')).not.toContain('women 12')
    expect(await page('from=2026-10&to=2026-11')).not.toContain('women 99')
    expect(await page(`district=${encodeURIComponent('Ноокат')}`)).not.toContain('women 99')
    for (const search of [
      'kind=party',
      'from=2026-13',
      'from=2026-11&to=2026-10',
      'page=0',
      'sort=x',
      'done=1',
    ]) {
      const refused = await ask(`${home}?${search}`)
      expect([search, refused.status]).toEqual([search, 400])
      expect(await refused.text()).toContain('Open /staff/activities and choose again.')
    }
  })

  it('serves a file as what it is, to be saved and never shown', async () => {
    const { ask } = await editor()
    const pdf = new File(['%PDF-1.7 the list'], '../Тизме "1".exe', { type: 'text/html' })
    await ask(home, { form: { ...right, file: pdf } })
    const file = await ask(`${home}/${await idOf()}/evidence`)
    expect(await file.text()).toBe('%PDF-1.7 the list')
    expect(file.headers.get('content-type')).toBe('application/pdf')
    expect(file.headers.get('content-disposition')).toBe(
      `attachment; filename="_1_.pdf"; filename*=UTF-8''${encodeURIComponent('Тизме "1".pdf')}`,
    )
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    expect((await ask(`${home}/999999/evidence`)).status).toBe(404)
  })

  it.each([
    [
      'a page that calls itself a picture',
      new File(['<html><script>alert(1)</script>'], 'a.png', { type: 'image/png' }),
      'not a PDF, PNG, JPEG or XLSX',
    ],
    ['more than 5 MB', new File(['%PDF-', new Uint8Array(5_000_001)], 'a.pdf'), 'larger than 5 MB'],
  ])('refuses as evidence %s', async (_, file, says) => {
    const { ask } = await editor()
    const refused = await ask(home, { form: { ...right, file } })
    expect([refused.status, await words(refused)]).toEqual([422, expect.stringContaining(says)])
    expect(await rows()).toEqual([])
  })

  it('shows words as words, and writes none of them as a formula into its tables', async () => {
    const { ask } = await editor()
    const evil = {
      district: '=HYPERLINK("http://x","y")',
      partner: '<script>alert(1)</script>',
      remark: '@SUM(A1)',
    }
    await ask(home, { form: { ...right, ...evil } })
    const page = await (await ask(home)).text()
    expect(page).not.toContain('<script>alert')
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    const csv = await (await ask(`${home}.csv`)).arrayBuffer()
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(csv)
    expect(text.startsWith('\ufeff')).toBe(true)
    const [headings = [], row = []] = fromCsv(text)
    const cell = (heading: string) => row[headings.indexOf(heading)]
    expect([cell('District'), cell('Partner'), cell('Remark')]).toEqual([
      `'${evil.district}`,
      evil.partner,
      `'${evil.remark}`,
    ])
    expect([cell('Women'), cell('People in all'), cell('Girls')]).toEqual(['12', '20', ''])
    const [sheet] = await readSpreadsheet(
      new Uint8Array(await (await ask(`${home}.xlsx?kind=field-event`)).arrayBuffer()),
    )
    expect(sheet?.rows[1]?.[2]).toBe(evil.district)
    expect((await ask(`${home}.csv?kind=x`)).status).toBe(400)
  })

  it('shows the accounts that came by the code beside the people, and adds them to nothing', async () => {
    const asked: unknown[] = []
    const { ask } = await signedIn(db(), 'editor', {
      arrivals: async (list) => {
        asked.push(...list)
        return [{ kind: 'exact', count: 37 }]
      },
    })
    await ask(home, { form: { ...right, code: 'shg' } })
    await ask(home, { form: { ...right, day: '2026-11-01' } })
    const page = await words(await ask(home))
    expect(asked).toEqual([{ code: 'shg', day: '2026-11-20' }])
    expect(page).toContain('37 new accounts came by this code that week and the next.')
    expect(page).toMatch(/People in all 40/)
  })

  it('lets a viewer read and save the tables, and change nothing', async () => {
    const { ask: write } = await editor()
    await write(home, { form: right })
    const id = await idOf()
    const { ask } = await signedIn(db(), 'viewer')
    const page = await (await ask(home)).text()
    expect(page).not.toMatch(/<form method="post"/)
    expect((await ask(`${home}.csv`)).status).toBe(200)
    for (const path of [`${home}/new`, `${home}/${id}`, `${home}/import`])
      expect((await ask(path)).status).toBe(403)
    for (const path of [home, `${home}/${id}`, `${home}/${id}/remove`, `${home}/${id}/restore`]) {
      expect([path, (await ask(path, { form: right })).status]).toEqual([path, 403])
    }
    expect((await rows())[0]).toMatchObject({ here: true })
  })

  it('sends the stranger to sign in, and refuses other methods', async () => {
    const { ask } = await editor()
    const stranger = { headers: { cookie: '' } }
    for (const path of [
      home,
      `${home}/new`,
      `${home}/1`,
      `${home}/1/evidence`,
      `${home}.csv`,
      `${home}.xlsx`,
      `${home}/import`,
    ]) {
      const sent = await ask(path, stranger)
      expect([path, sent.status]).toEqual([path, 303])
      expect(sent.headers.get('location')).toContain('/staff/sign-in')
    }
    for (const path of [home, `${home}/1/remove`, `${home}/import/write`]) {
      expect([path, (await ask(path, { ...stranger, form: right })).status]).toEqual([path, 401])
      expect([path, (await ask(path, { method: 'DELETE' })).status]).toEqual([path, 405])
    }
    expect((await ask(`${home}/1/remove`)).status).toBe(405)
    expect((await ask(home, { form: { ...right, csrf: 'guessed' } })).status).toBe(403)
    expect(await rows()).toEqual([])
  })
})
