import { inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import { readSpreadsheet, SpreadsheetError, writeSpreadsheet } from '../../src/documents/spreadsheet.ts'

test.each([
  '=1+1',
  '=HYPERLINK("https://a.b")',
  '+7',
  '-а',
  '@user',
  '0012',
  '1E5',
  '24.11.2026',
  'true',
  '<b>a</b> & "b"',
  'Первая\n\nТретья',
  '  с краю  ',
  '_x0041_',
])('a cell stays the text it was: %j', async (text) => {
  const file = await writeSpreadsheet([{ name: 'Тексты', columns: [{ width: 9 }], rows: [[{ text }]] }])
  expect(await readSpreadsheet(file)).toEqual([{ name: 'Тексты', rows: [[text]] }])
})

test('numbers, days, yes and no that a spreadsheet made of typed words come back as text; what has no value is empty', async () => {
  const file = await writeExcelFile([
    [112, 0.1, 2_500_000, true, { value: new Date('2026-11-24'), format: 'dd.mm.yyyy' }],
    [{ value: 'SUM(A1:B1)', type: 'Formula' }, null, 'a'],
  ]).toBuffer()
  expect((await readSpreadsheet(file))[0]?.rows).toEqual([
    ['112', '0.1', '2500000', 'true', '2026-11-24'],
    ['', '', 'a', '', ''],
  ])
})

test('a number is a number to a spreadsheet, beside texts that look like one', async () => {
  const rows = [
    [
      { number: 1234.5, format: '#,##0.00' },
      { number: 0.42, format: '0%' },
      { text: '=1+1' },
      { number: -3 },
    ],
  ]
  const file = await writeSpreadsheet([{ name: 'One', columns: [{ width: 9 }], rows }])
  expect((await readSpreadsheet(file))[0]?.rows).toEqual([['1234.5', '0.42', '=1+1', '-3']])
  const sheet = partOf(file, 'xl/worksheets/sheet1.xml')
  expect(sheet.match(/<v>(1234\.5|0\.42|-3)<\/v>/g)).toHaveLength(3)
  expect(sheet).not.toContain('<f>')
})

test('hidden columns are hidden and keep what is in them, on their own sheet only', async () => {
  const rows = [[{ text: 'a' }, { text: 'b' }]]
  const file = await writeSpreadsheet([
    { name: 'One', columns: [{ width: 5 }, { width: 5 }], rows },
    {
      name: 'Two',
      columns: [{ width: 5 }, { width: 5, hidden: true }],
      rows,
      frozen: { rows: 1, columns: 1 },
    },
  ])
  expect((await readSpreadsheet(file)).map((sheet) => sheet.rows)).toEqual([[['a', 'b']], [['a', 'b']]])
  const [one, two] = ['1', '2'].map((sheet) => partOf(file, `xl/worksheets/sheet${sheet}.xml`))
  expect(one).not.toContain('hidden')
  expect(two?.match(/<col [^>]*>/g)?.map((column) => /hidden="1"/.test(column))).toEqual([false, true])
  expect(two).toContain('state="frozen"')
})

/** A file inside a zip archive, found by the archive's own list. */
function partOf(archive: Uint8Array, name: string): string {
  const bytes = Buffer.from(archive)
  const listed = bytes.indexOf(Buffer.from(`PK\u0001\u0002`))
  for (let at = listed; bytes.readUInt32LE(at) === 0x02014b50; ) {
    const nameEnd = at + 46 + bytes.readUInt16LE(at + 28)
    if (bytes.toString('utf8', at + 46, nameEnd) === name) {
      const local = bytes.readUInt32LE(at + 42)
      const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
      return inflateRawSync(bytes.subarray(data, data + bytes.readUInt32LE(at + 20))).toString('utf8')
    }
    at = nameEnd + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  throw new Error(`There is no ${name}`)
}

test.each([
  ['words', Buffer.from('key,translation\n')],
  ['nothing', Buffer.alloc(0)],
  ['the old format of Excel', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])],
  ['a broken archive', Buffer.from('PK\u0003\u0004 and no more')],
])('a file of %s is refused with what to do', async (_, file) => {
  const refused = readSpreadsheet(file)
  await expect(refused).rejects.toThrow(SpreadsheetError)
  await expect(refused).rejects.toThrow('Save it as an Excel workbook (.xlsx)')
})
