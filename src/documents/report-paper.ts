/** A report as it is printed: words and pictures, ready in one language. */
export type ReportPaper = {
  /** Of the file. */
  name: string
  title: string
  language: string
  /** Above all: what must not be overlooked. */
  warnings: readonly string[]
  /** Below the title: whose numbers these are, of when. */
  facts: readonly { label: string; text: string }[]
  parts: readonly ReportPart[]
  /** At the foot of every page, beside its number. */
  foot: string
}

export type ReportPart = {
  heading: string
  says: string
  /** An SVG chart drawn for light, above the table. */
  chart?: string
  head: readonly string[]
  /** In points; without them names get what numbers leave. */
  widths?: readonly (number | '*' | 'auto')[]
  rows: readonly (readonly { text: string; number: boolean }[])[]
  remarks: readonly string[]
}
