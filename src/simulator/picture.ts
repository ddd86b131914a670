import { crc32, deflateSync } from 'node:zlib'

export interface Size {
  width: number
  height: number
}

/** The size of a PNG, GIF, WebP or JPEG picture; undefined when it is none of these. */
export function pictureSize(bytes: Uint8Array): Size | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (view.length < 16) return undefined
  if (view.readUInt32BE(0) === 0x89504e47 && view.length >= 24) {
    return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) }
  }
  if (view.toString('latin1', 0, 3) === 'GIF')
    return { width: view.readUInt16LE(6), height: view.readUInt16LE(8) }
  if (view.toString('latin1', 8, 12) === 'WEBP') return { width: 512, height: 512 }
  return view.readUInt16BE(0) === 0xffd8 ? jpegSize(view) : undefined
}

function jpegSize(view: Buffer): Size | undefined {
  let at = 2
  while (at + 9 < view.length && view[at] === 0xff) {
    const marker = view[at + 1] ?? 0
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: view.readUInt16BE(at + 5), width: view.readUInt16BE(at + 7) }
    at += 2 + view.readUInt16BE(at + 2)
  }
  return undefined
}

/** A calm picture of hills, drawn here so that no file is needed. */
export function drawPicture(width = 320, height = 240): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1)
      rows.set(colour(x / width, y / height), y * (width * 3 + 1) + 1 + x * 3)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const parts = [chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
}

function colour(x: number, y: number): [number, number, number] {
  const far = 0.55 + 0.12 * Math.sin(x * 5 + 1)
  const near = 0.75 + 0.08 * Math.sin(x * 8)
  if (y > near) return [46, 110, 92]
  if (y > far) return [96, 152, 148]
  return [Math.round(150 + 90 * y), Math.round(190 + 50 * y), 235]
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  framed.set(body, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
