/** Files that staff may add as evidence. */
export const fileTypes = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
export type FileKind = keyof typeof fileTypes

const beginnings: readonly (readonly [FileKind, string])[] = [
  ['pdf', '255044462d'],
  ['png', '89504e470d0a1a0a'],
  ['jpg', 'ffd8ff'],
  ['xlsx', '504b0304'],
]

/** What a file is by its own bytes, whatever its name says; undefined when it is none of those that are taken. */
export function fileKind(bytes: Uint8Array): FileKind | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = file.toString('hex', 0, 8)
  const [kind] = beginnings.find(([, beginning]) => start.startsWith(beginning)) ?? []
  // Any zip begins alike; a workbook has its list of sheets in it.
  return kind === 'xlsx' && !file.includes('xl/workbook.xml') ? undefined : kind
}

/** How large the files inside a zip say they are, in bytes: to be asked before one is unpacked. */
export function unpackedSize(archive: Uint8Array): number {
  const bytes = Buffer.from(archive.buffer, archive.byteOffset, archive.byteLength)
  const entry = Buffer.from('504b0102', 'hex')
  let size = 0
  for (let at = bytes.indexOf(entry); at >= 0 && at + 28 <= bytes.length; at = bytes.indexOf(entry, at + 4)) {
    size += bytes.readUInt32LE(at + 24)
  }
  return size
}
