import { fingerprint } from '../pins.ts'

/**
 * A text without what a spreadsheet or another computer changes on its own: ends of lines, spaces at their
 * ends, letters composed of two characters.
 */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[ \t\u00a0]+$/gm, '')
    .normalize('NFC')
    .trim()
}

/** Fingerprint of a translation as it leaves and comes back; empty for one that does not exist. */
export function textPrint(text: string | undefined): string {
  return text === undefined ? '' : fingerprint(tidy(text))
}
