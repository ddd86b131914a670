import type { Language } from '../campaign/campaign.ts'

/** One piece of a paper. `html` is a text of the small set of tags that cards use, already in its language. */
export type Block =
  | { as: 'heading' | 'text' | 'note'; html: string }
  /** A heading that begins a new page and stands in the contents; the headings below it are its bookmarks. */
  | { as: 'topic'; html: string }
  /** The contents of a long paper, under a title. A picture has none. */
  | { as: 'contents'; html: string }
  /** A square to tick and words. */
  | { as: 'tick'; html: string }
  /** A label and empty lines for the pen. */
  | { as: 'blank'; html: string; lines: number }
  /** A label and an empty frame of so many lines. */
  | { as: 'box'; html: string; lines: number }
  /** Dates and what to do by them. `day` is as shown. */
  | { as: 'dates'; rows: { day: string; html: string }[] }
  /** A QR code of a link, with words beside it. */
  | { as: 'code'; link: string; html: string }

/** Something to print, to keep as a picture or to send on. */
export type Paper = {
  /** Of the file, without its ending: small Latin letters, digits and hyphens. It tells nothing of the person. */
  name: string
  language: Language
  size: 'A4' | 'A5'
  title: string
  /** The title is a name only: a letter says by itself what it is. */
  untitled?: boolean
  blocks: Block[]
  /** One small line at the foot of each page, such as when it was checked. */
  foot: string
}

/** Days to remember, as a calendar file. Days are YYYY-MM-DD, whole days without a time zone. Words are plain, without tags. */
export type Calendar = { name: string; days: { id: string; day: string; title: string; words: string }[] }
