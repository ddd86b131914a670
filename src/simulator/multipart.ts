import { badRequest } from './refusal.ts'

export interface Part {
  name: string
  fileName: string | undefined
  mime: string
  bytes: Buffer
}

const HEADER_END = Buffer.from('\r\n\r\n')

/** Takes a multipart body apart as leniently as Telegram does; the platform's own parser refuses what grammY sends. */
export function parseMultipart(body: Buffer, contentType: string): Part[] {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? []
  const boundary = quoted ?? plain
  if (boundary === undefined) throw badRequest("can't parse multipart body")
  const opening = Buffer.from(`--${boundary}`)
  const between = Buffer.from(`\r\n--${boundary}`)
  const parts: Part[] = []
  let at = body.indexOf(opening)
  while (at !== -1) {
    const from = at + opening.length
    if (body.toString('latin1', from, from + 2) === '--') return parts
    const end = body.indexOf(between, from)
    if (end === -1) break
    parts.push(partOf(body.subarray(from + 2, end)))
    at = end + 2
  }
  throw badRequest("can't parse multipart body")
}

function partOf(piece: Buffer): Part {
  const split = piece.indexOf(HEADER_END)
  if (split === -1) throw badRequest("can't parse multipart body")
  const headers = piece.toString('utf8', 0, split)
  const disposition = /^content-disposition:(.*)$/im.exec(headers)?.[1] ?? ''
  return {
    name: quotedField(disposition, 'name') ?? '',
    fileName: quotedField(disposition, 'filename'),
    mime: /^content-type:\s*([^\r\n]+)$/im.exec(headers)?.[1]?.trim() ?? '',
    bytes: piece.subarray(split + HEADER_END.length),
  }
}

function quotedField(disposition: string, field: string): string | undefined {
  const [, quoted, plain] =
    new RegExp(`;\\s*${field}=(?:"([^"]*)"|([^;\\r\\n]+))`, 'i').exec(disposition) ?? []
  const value = quoted ?? plain
  return value === undefined ? undefined : value.trim().replaceAll('%22', '"').replaceAll('\\', '')
}
