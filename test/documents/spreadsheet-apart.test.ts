import { expect, test } from 'vitest'
import { SpreadsheetError, writeSpreadsheet } from '../../src/documents/spreadsheet.ts'
import { readSpreadsheetApart } from '../../src/documents/spreadsheet-apart.ts'

const make = (rows: number) =>
  writeSpreadsheet([
    {
      name: 'One',
      columns: [{ width: 9 }],
      rows: Array.from({ length: rows }, (_, at) => [{ text: `row ${at}` }, { text: 'x' }]),
    },
  ])

test('reads a workbook in a thread of its own, while this one goes on', async () => {
  const file = await make(3)
  let ticks = 0
  const ticking = setInterval(() => ticks++, 5)
  const [sheet] = await readSpreadsheetApart(file)
  clearInterval(ticking)
  expect(sheet?.rows[2]).toEqual(['row 2', 'x'])
  expect(ticks).toBeGreaterThan(2)
})

test('says of what is no workbook what to do', async () => {
  await expect(readSpreadsheetApart(Buffer.from('PK no more'))).rejects.toThrow(
    'Save it as an Excel workbook',
  )
})

test('gives up a workbook that takes too long or needs too much, and lives on', async () => {
  const file = await make(20_000)
  await expect(readSpreadsheetApart(file, { patienceMs: 5 })).rejects.toThrow(SpreadsheetError)
  await expect(readSpreadsheetApart(file, { memoryMb: 4 })).rejects.toThrow(SpreadsheetError)
  expect((await readSpreadsheetApart(await make(1)))[0]?.rows).toHaveLength(1)
})
