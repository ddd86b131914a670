import { inflateSync } from 'node:zlib'
import { create } from 'qrcode'
import { describe, expect, it } from 'vitest'
import { makePicture } from '../../src/documents/picture.ts'
import { greyPng } from '../../src/documents/png.ts'
import { qrPath } from '../../src/documents/qr.ts'
import { form, letters, longPaper } from './papers.ts'

type Png = { chunks: string[]; width: number; height: number; header: number[]; rows: Uint8Array[] }

/** Reads a PNG of 16 greys without filters; each row has one grey a pixel, 0 to 15. */
function readPng(bytes: Uint8Array): Png {
  const png = Buffer.from(bytes)
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n')
  const chunks: string[] = []
  let data = Buffer.alloc(0)
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    const type = png.toString('latin1', at + 4, at + 8)
    chunks.push(type)
    if (type === 'IDAT') data = inflateSync(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  const stride = 1 + Math.ceil(width / 2)
  const rows = Array.from({ length: height }, (_, y) => {
    const packed = data.subarray(y * stride + 1, (y + 1) * stride)
    return Uint8Array.from({ length: width }, (_, x) => ((packed[x >> 1] ?? 0) >> (x % 2 === 0 ? 4 : 0)) & 15)
  })
  return { chunks, width, height, header: [...png.subarray(24, 29)], rows }
}

function share(rows: readonly Uint8Array[], grey: number): number {
  const hits = rows.reduce((sum, row) => sum + row.filter((each) => each === grey).length, 0)
  return hits / rows.reduce((sum, row) => sum + row.length, 0)
}

const card = {
  ...form,
  blocks: [
    { as: 'text', html: `Встаньте на учёт в <b>первую неделю</b>. ${letters}` } as const,
    { as: 'code', link: 'https://t.me/sapar_test_bot', html: 'Откройте' } as const,
  ],
}

describe('a picture', () => {
  it('is 1080 wide, as high as its words need, grey on white, and holds nothing beside', async () => {
    const [short, long] = [readPng(await makePicture(card)), readPng(await makePicture(longPaper(6)))]
    expect(short).toMatchObject({ width: 1080, header: [4, 0, 0, 0, 0], chunks: ['IHDR', 'IDAT', 'IEND'] })
    expect(long.width).toBe(1080)
    expect(long.height).toBeGreaterThan(short.height * 1.5)
    expect(share(short.rows, 15)).toBeGreaterThan(0.8)
    expect(share(short.rows, 0)).toBeGreaterThan(0.02)
  })

  it('keeps its edge white: nothing runs out of it', async () => {
    const word = 'неописуемодлинноесловобезпробелов'.repeat(4)
    const { rows, width } = readPng(await makePicture({ ...card, blocks: [{ as: 'text', html: word }] }))
    expect(
      share(
        rows.map((row) => row.subarray(0, 40)),
        15,
      ),
    ).toBe(1)
    expect(
      share(
        rows.map((row) => row.subarray(width - 40)),
        15,
      ),
    ).toBe(1)
  })

  it('stays below 150 KB, also with much to say', async () => {
    expect((await makePicture(form)).length).toBeLessThan(150_000)
    expect((await makePicture(longPaper(4))).length).toBeLessThan(150_000)
  })

  it('is the same for the same paper', async () => {
    expect(Buffer.compare(await makePicture(card), await makePicture(card))).toBe(0)
  })
})

describe('a PNG of greys', () => {
  it('holds each pixel, also in an odd width', () => {
    const greys = [0, 51, 255, 255, 17, 0]
    const png = readPng(greyPng(Uint8Array.from(greys.flatMap((grey) => [grey, grey, grey, 255])), 3, 2))
    expect(png).toMatchObject({ width: 3, height: 2 })
    expect(png.rows.map((row) => [...row])).toEqual([
      [0, 3, 15],
      [15, 1, 0],
    ])
  })
})

describe('a QR code', () => {
  it('is drawn square by square, with an empty margin of four', () => {
    const link = 'https://t.me/sapar_test_bot?start=share-reg'
    const { size, data } = create(link, { errorCorrectionLevel: 'M' }).modules
    const { side, path } = qrPath(link)
    const drawn = new Uint8Array(size * size)
    for (const [, x = '', y = '', length = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g))
      for (let at = 0; at < Number(length); at++) drawn[(Number(y) - 4) * size + Number(x) - 4 + at] = 1
    expect(side).toBe(size + 8)
    expect([...drawn]).toEqual([...data])
  })
})
