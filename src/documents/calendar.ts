import type { Calendar } from '../content/paper.ts'

type Day = Calendar['days'][number]

/** Octets of a line before it must be folded (RFC 5545, 3.1). */
const longestLine = 75
const utf8 = new TextEncoder()

/**
 * Days as a calendar file (RFC 5545): whole days, each with a reminder the day before at 9:00 and on the day at 9:00 by
 * the phone's own clock. A day's UID comes from the calendar's name, its id and the day, so that a file opened twice
 * changes an entry and does not double it; nothing in the file tells of a person or a computer.
 * Throws on no days, and on a day that no calendar has.
 *
 * @param now when the file is made; to the second, in UTC
 */
export function makeCalendar({ name, days }: Calendar, now: Date): Uint8Array {
  if (days.length === 0)
    throw new Error(`The calendar ${name} has no days: a calendar file needs one at least`)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sapar//Sapar//EN',
    'CALSCALE:GREGORIAN',
    ...days.flatMap((day) => eventLines(name, day, basic(now.toISOString()))),
    'END:VCALENDAR',
  ]
  return utf8.encode(lines.map((line) => `${fold(line)}\r\n`).join(''))
}

function eventLines(name: string, { id, day, title, words }: Day, stamp: string): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(`${name}-${id}-${day}`)}`,
    `DTSTAMP:${stamp}`,
    `DTSTART;VALUE=DATE:${dateOf(day, 0)}`,
    `DTEND;VALUE=DATE:${dateOf(day, 1)}`,
    `SUMMARY:${escapeText(title)}`,
    `DESCRIPTION:${escapeText(words)}`,
    'CLASS:PRIVATE',
    'TRANSP:TRANSPARENT',
    ...alarmLines('-PT15H', title),
    ...alarmLines('PT9H', title),
    'END:VEVENT',
  ]
}

/** A whole day begins at midnight: 15 hours before is 9:00 of the day before. */
function alarmLines(trigger: string, title: string): string[] {
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `TRIGGER:${trigger}`,
    `DESCRIPTION:${escapeText(title)}`,
    'END:VALARM',
  ]
}

/** YYYYMMDD of a day, or of the day so many days after it. */
function dateOf(day: string, after: number): string {
  const date = new Date(`${day}T00:00:00Z`)
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== day)
    throw new Error(`${day} is not a day; a calendar takes YYYY-MM-DD`)
  date.setUTCDate(date.getUTCDate() + after)
  return date.toISOString().slice(0, 10).replaceAll('-', '')
}

/** 2026-11-24T08:00:00.000Z as 20261124T080000Z. */
function basic(iso: string): string {
  return `${iso.slice(0, 19).replaceAll(/[-:]/g, '')}Z`
}

/** A TEXT value (RFC 5545, 3.3.11): control characters have no place in it. */
function escapeText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\\;,]/g, (char) => `\\${char}`)
    .replaceAll('\n', '\\n')
    .replace(/\p{Cc}/gu, '')
}

/** Breaks a long line between letters, never inside one; the space that begins the next line counts as its first octet. */
function fold(line: string): string {
  let folded = ''
  let room = longestLine
  for (const letter of line) {
    const size = utf8.encode(letter).length
    if (size > room) {
      folded += '\r\n '
      room = longestLine - 1
    }
    folded += letter
    room -= size
  }
  return folded
}
