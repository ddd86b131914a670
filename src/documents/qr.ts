import { create } from 'qrcode'

/** Empty squares round the code, as ISO/IEC 18004 wants them. */
const margin = 4

/**
 * The QR code of a link as one path of an SVG: `side` squares wide and high, the empty margin included.
 * Level M: still read when a seventh of it is dirty or badly copied.
 */
export function qrPath(link: string): { side: number; path: string } {
  const { size, data } = create(link, { errorCorrectionLevel: 'M' }).modules
  const pieces: string[] = []
  for (let row = 0; row < size; row++) {
    for (let from = 0; from < size; from++) {
      const start = from
      while (from < size && data[row * size + from] === 1) from++
      if (from > start) pieces.push(`M${start + margin} ${row + margin}h${from - start}v1H${start + margin}z`)
    }
  }
  return { side: size + 2 * margin, path: pieces.join('') }
}
