/** Measures of a page, in points. */
export type Layout = {
  margins: [left: number, top: number, right: number, bottom: number]
  /** Between the margins. */
  width: number
  title: number
  topic: number
  heading: number
  text: number
  small: number
  /** Between two lines for the pen. */
  penLine: number
  qr: number
}

/** A5 pages are 420 points wide, A4 595. */
export const layouts: Readonly<Record<'A4' | 'A5', Layout>> = {
  A4: {
    margins: [54, 48, 54, 60],
    width: 487,
    title: 20,
    topic: 18,
    heading: 14,
    text: 12,
    small: 9.5,
    penLine: 27,
    qr: 120,
  },
  A5: {
    margins: [36, 34, 36, 50],
    width: 348,
    title: 17,
    topic: 16,
    heading: 12.5,
    text: 11,
    small: 9,
    penLine: 25,
    qr: 100,
  },
}
