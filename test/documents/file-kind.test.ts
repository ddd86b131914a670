import { expect, test } from 'vitest'
import { fileKind, unpackedSize } from '../../src/documents/file-kind.ts'
import { writeSpreadsheet } from '../../src/documents/spreadsheet.ts'

test.each([
  ['pdf', Buffer.from('%PDF-1.7 and so on')],
  ['png', Buffer.from('89504e470d0a1a0a0000', 'hex')],
  ['jpg', Buffer.from('ffd8ffe000104a464946', 'hex')],
  [undefined, Buffer.from('<html><script>alert(1)</script>')],
  [undefined, Buffer.from('PK\u0003\u0004 a zip of something else')],
  [undefined, Buffer.from('MZ a program')],
  [undefined, Buffer.alloc(0)],
])('a file is %s by its own bytes', (kind, bytes) => {
  expect(fileKind(bytes)).toBe(kind)
})

test('a workbook is known, and says how large it is inside', async () => {
  const rows = Array.from({ length: 500 }, () => [{ text: 'the same words in every row' }])
  const file = await writeSpreadsheet([{ name: 'One', columns: [{ width: 9 }], rows }])
  expect(fileKind(file)).toBe('xlsx')
  expect(unpackedSize(file)).toBeGreaterThan(file.length * 2)
  expect(unpackedSize(Buffer.from('no archive'))).toBe(0)
})
