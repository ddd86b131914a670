import { dayIn, type Language } from '../campaign/campaign.ts'
import type { Made } from '../content/message.ts'
import { fingerprint } from '../content/pins.ts'
import type { Hidden, Script } from '../flow/script.ts'
import { packName } from './book.ts'
import { makeCalendar } from './calendar.ts'
import { makePack } from './pack.ts'
import { openPress } from './press.ts'
import type { ReportPaper } from './report-paper.ts'

/** A file that was made. With a `key` it is the same for everybody: Telegram's id of it may be remembered. */
export type MadeFile = { name: string; bytes: Uint8Array; key: string | null }
export type MakeFile = (made: Made) => Promise<MadeFile>

export type Files = {
  make: MakeFile
  pack: (language: Language) => string
  /** Prints a report of staff as a PDF file. */
  report: (paper: ReportPaper) => Promise<Uint8Array>
  close: () => Promise<void>
}

/** Makes what people ask for, from the script as it is at that time: papers and pictures in a thread of their own, calendars and packs at once. */
export function openFiles(script: () => Script, now: () => Date): Files {
  const press = openPress()
  const packs = new Packs(script, now)
  return {
    async make(made) {
      switch (made.as) {
        case 'pdf':
          return { name: `${made.paper.name}.pdf`, bytes: await press.pdf(made.paper), key: null }
        case 'picture':
          return { name: `${made.paper.name}.png`, bytes: await press.picture(made.paper), key: null }
        case 'calendar':
          return { name: `${made.calendar.name}.ics`, bytes: makeCalendar(made.calendar, now()), key: null }
        case 'pack': {
          const html = packs.of(made.language)
          const name = `${packName(made.language)}.html`
          return { name, bytes: new TextEncoder().encode(html), key: `${name}@${fingerprint(html)}` }
        }
      }
    },
    pack: (language) => packs.of(language),
    report: (paper) => press.report(paper),
    close: () => press.close(),
  }
}

/** The offline files, each made once a day, which it names, and anew when staff hide something or show it again. */
class Packs {
  readonly #script: () => Script
  readonly #now: () => Date
  readonly #made = new Map<Language, { day: string; hidden: Hidden; html: string }>()

  constructor(script: () => Script, now: () => Date) {
    this.#script = script
    this.#now = now
  }

  of(language: Language): string {
    const script = this.#script()
    const { hidden } = script
    const day = dayIn(script.content.campaign.time_zone, this.#now())
    const known = this.#made.get(language)
    if (known?.day === day && known.hidden === hidden) return known.html
    const html = makePack(script, language, day)
    this.#made.set(language, { day, hidden, html })
    return html
  }
}
