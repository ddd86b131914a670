import { beforeEach, expect, it } from 'vitest'
import { writeSpreadsheet } from '../../src/documents/spreadsheet.ts'
import { onEachDatabase } from '../databases.ts'
import { signedIn, words } from './rig.ts'

const home = '/staff/activities/import'
const kobo = [
  'group_a/date;group_a/district;group_a/kind;people/women;people/men;comment;_id;_uuid;_submission_time',
  '"2026-11-03";"Ноокат";"shg_session";"12";"0";"";"1";"aa-11";"2026-11-04 10:00:00"',
  '"2026-11-05";"Ош";"field_event";"7";"5";"в школе";"2";"bb-22";"2026-11-05 10:00:00"',
].join('\n')

/** The hidden and chosen fields of the form that leads to a step, as a browser would send them. */
async function fieldsOf(response: Response, action: string): Promise<Record<string, string>> {
  const page = await response.text()
  const form = page.split('<form ').find((each) => each.includes(`action="${action}"`))
  if (form === undefined) throw new Error(`There is no form to ${action}`)
  const plain = (text: string) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
  const inputs = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(
    ([, name = '', value = '']) => [name, plain(value)],
  )
  const selects = [...form.matchAll(/<select [^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gs)].map(
    ([, name = '', options = '']) => [name, /<option value="([^"]*)" selected/.exec(options)?.[1] ?? ''],
  )
  return Object.fromEntries([...inputs, ...selects])
}

onEachDatabase('the import of activities', (db) => {
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
  const rows = () =>
    db().run(
      `select to_char(day, 'YYYY-MM-DD') as day, kind, district, people, remark from activity order by day, id`,
      [],
    )

  async function upload(content: BlobPart, name = 'log.csv') {
    const editor = await signedIn(db(), 'editor')
    const sent = await editor.ask(home, { form: { file: new File([content], name) } })
    return { ...editor, sent }
  }
  async function check(content: BlobPart, more: Record<string, string> = {}) {
    const { ask, sent } = await upload(content)
    const fields = { ...(await fieldsOf(sent, `${home}/check`)), ...more }
    const checked = await ask(`${home}/check`, { form: fields })
    return { ask, checked, page: await words(checked.clone()) }
  }
  async function write(content: BlobPart, more: Record<string, string> = {}) {
    const { ask, checked } = await check(content, more)
    const written = await ask(`${home}/write`, { form: await fieldsOf(checked, `${home}/write`) })
    return { ask, written }
  }

  it('takes a file of Kobo in three steps, writes only at the last, and adds nothing of it again', async () => {
    const { ask, checked, page } = await check(`\ufeff${kobo}`)
    expect(page).toContain('New: 2. Already there: 0. Wrong: 0.')
    expect(page).toMatch(/3 new 5 Nov 2026 · Field event · Ош · 12/)
    expect(await rows()).toEqual([])
    const written = await ask(`${home}/write`, { form: await fieldsOf(checked, `${home}/write`) })
    expect(written.headers.get('location')).toBe('/staff/activities?done=imported&id=2')
    expect(await rows()).toEqual([
      {
        day: '2026-11-03',
        kind: 'shg-session',
        district: 'Ноокат',
        people: { women: 12, men: 0, total: 12 },
        remark: '',
      },
      {
        day: '2026-11-05',
        kind: 'field-event',
        district: 'Ош',
        people: { women: 7, men: 5, total: 12 },
        remark: 'в школе',
      },
    ])
    expect((await noted()).map(({ action, what }) => ({ action, what }))).toEqual([
      { action: 'activity.import', what: { rows: 2 } },
    ])
    const again = await check(kobo)
    expect(again.page).toContain('New: 0. Already there: 2. Wrong: 0.')
    expect(await again.checked.text()).not.toContain(`action="${home}/write"`)
  })

  it('says of each wrong row which column, what stands there and what to do, and writes the others', async () => {
    const csv = `${kobo}\n"31.02.2026";"Ош";"radio";"-3";"";"=HYPERLINK(""x"")";"3";"cc";""\n"2026-11-06";"Ош";"radio";"3";"";"";"4";"dd";""\n`
    const { page } = await check(csv)
    expect(page).toContain('New: 2. Already there: 0. Wrong: 2.')
    expect(page).toMatch(/4 wrong comment “=HYPERLINK\(&quot;x&quot;\)”: The cell begins with “=”/)
    expect(page).toMatch(/5 wrong .*Give the estimated audience instead/)
    await write(csv)
    expect(await rows()).toHaveLength(2)
  })

  it('asks what a day means that can be read both ways, and writes nothing until it knows', async () => {
    const csv = 'Timestamp,Date,District,Type of activity\n11/03/2026 10:00:00,03/04/2026,Osh,Training\n'
    const { ask, checked, page } = await check(csv)
    expect(page).toContain('What does 03/04/2026 mean?')
    const fields = await fieldsOf(checked, `${home}/check`)
    expect((await ask(`${home}/write`, { form: fields })).status).toBe(422)
    expect(await rows()).toEqual([])
    const answered = await ask(`${home}/check`, { form: { ...fields, order: 'month-first' } })
    await ask(`${home}/write`, { form: await fieldsOf(answered, `${home}/write`) })
    expect((await rows())[0]).toMatchObject({ day: '2026-03-04', kind: 'training' })
  })

  it('asks what a word means that is no kind, and remembers the answer to the end', async () => {
    const csv = 'Дата;Район;Вид\n24.10.2026;Ош;Кино под небом\n25.10.2026;Ош;Кино под небом\n'
    const { ask, checked, page } = await check(csv)
    expect(page).toContain('New: 0. Already there: 0. Wrong: 2.')
    expect(page).toContain('These words of the file are no kinds that are known.')
    const fields = await fieldsOf(checked, `${home}/check`)
    const answered = await ask(`${home}/check`, { form: { ...fields, 'means.0': 'field-event' } })
    await ask(`${home}/write`, { form: await fieldsOf(answered, `${home}/write`) })
    expect((await rows()).map(({ kind }) => kind)).toEqual(['field-event', 'field-event'])
  })

  it('takes other columns than it guessed, and one kind for all rows where no column says it', async () => {
    const csv = 'A,B,C\n46350,Osh,5\n'
    await write(csv, { 'column.day': '0', 'column.district': '1', 'column.girls': '2', kind: 'training' })
    expect(await rows()).toMatchObject([
      { day: '2026-11-24', kind: 'training', people: { girls: 5, total: 5 } },
    ])
  })

  it('reads an Excel workbook', async () => {
    const text = (each: string) => ({ text: each })
    const file = await writeSpreadsheet([
      {
        name: 'Ответы',
        columns: [{ width: 9 }],
        rows: [
          ['Отметка времени', 'Дата', 'Район', 'Вид', 'Женщин'].map(text),
          [...['46350.4', '20.11.2026', 'Баткен', 'Обучение'].map(text), { number: 14 }],
        ],
      },
    ])
    const { sent, ask } = await upload(new Uint8Array(file), 'ответы.xlsx')
    const checked = await ask(`${home}/check`, { form: await fieldsOf(sent, `${home}/check`) })
    await ask(`${home}/write`, { form: await fieldsOf(checked, `${home}/write`) })
    expect(await rows()).toMatchObject([
      { day: '2026-11-20', district: 'Баткен', kind: 'training', people: { women: 14 } },
    ])
  })

  it('reads its own table back', async () => {
    const { ask, sent: _sent } = await upload(kobo)
    await write(kobo)
    const csv = await (await ask('/staff/activities.csv')).text()
    const { page } = await check(csv)
    expect(page).toContain('New: 2. Already there: 0. Wrong: 0.')
  })

  it.each([
    ['nothing', '', 'no rows below its headings'],
    ['headings alone', 'date,district,kind\n', 'no rows below its headings'],
    ['one column of words', 'Dear colleagues\nhere is the report\n', 'no table with headings and columns'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000', 'hex'), 'no table with headings and columns'],
    ['letters of another encoding', Buffer.from('c4e0f2e02cd0e0e9eeed0a31', 'hex'), 'CSV UTF-8'],
    ['a broken workbook', 'PK\u0003\u0004 and no more', 'damaged or no table'],
    ['a quote without an end', 'a,b\n"1,2\n', 'damaged or no table'],
    [
      '10,000 rows',
      `date,district\n${'2026-11-01,Osh\n'.repeat(10_000)}`,
      'The file has 10,000 rows; at most 2,000',
    ],
  ])('refuses a file of %s and says what to do', async (_, content, says) => {
    const { sent } = await upload(content)
    expect([sent.status, await words(sent)]).toEqual([422, expect.stringContaining(says)])
    expect(await rows()).toEqual([])
  })

  it('says that every row is wrong when the columns are, and refuses to write none', async () => {
    const { ask, checked, page } = await check('color,size\nred,5\n')
    expect(page).toContain('New: 0. Already there: 0. Wrong: 1.')
    expect(page).toContain('There is no date.')
    const fields = await fieldsOf(checked, `${home}/columns`)
    expect((await ask(`${home}/write`, { form: fields })).status).toBe(422)
    expect(await (await ask(`${home}/columns`, { form: fields })).text()).toContain('Step 2 of 3.')
  })

  it.each([
    ['none', {}],
    ['one that is no table', { table: '[1,2]' }],
    ['one that is no JSON', { table: '{' }],
    [
      'one with too many rows',
      {
        table: JSON.stringify({
          head: 1,
          headings: ['a', 'b'],
          rows: Array.from({ length: 3000 }, () => ['x']),
        }),
      },
    ],
  ])('refuses a step with a table of its own making: %s', async (_, form) => {
    const { ask } = await signedIn(db(), 'editor')
    for (const step of ['columns', 'check', 'write']) {
      const refused = await ask(`${home}/${step}`, { form })
      expect([step, refused.status, await words(refused)]).toEqual([
        step,
        422,
        expect.stringContaining('Choose the file again.'),
      ])
    }
    expect(await rows()).toEqual([])
  })

  it('shows the words of a table as words', async () => {
    const csv =
      'date,district,<script>alert(1)</script>,note\n2026-11-01,<img src=x onerror=alert(1)>,"""><script>",</textarea><script>\n'
    const { ask, sent } = await upload(csv)
    const first = await sent.clone().text()
    const second = await (
      await ask(`${home}/check`, { form: { ...(await fieldsOf(sent, `${home}/check`)), kind: 'other' } })
    ).text()
    for (const page of [first, second]) {
      expect(page).not.toMatch(/<script>|<img|<script>alert/)
      expect(page).toContain('&lt;img src=x')
    }
  })
})
