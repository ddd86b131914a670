import { describe, expect, it } from 'vitest'
import type { Calendar } from '../../src/content/paper.ts'
import { makeCalendar } from '../../src/documents/calendar.ts'

type Component = { name: string; properties: Map<string, string>; inside: Component[] }

const now = new Date('2026-11-24T08:01:02.345Z')
const calendar: Calendar = {
  name: 'arrival',
  days: [
    {
      id: 'register',
      day: '2026-12-08',
      title: 'Встать на учёт',
      words: 'Дайте паспорт; заберите, сразу.\nХраните \\ бланк',
    },
    { id: 'patent', day: '2028-02-29', title: 'Патент', words: '' },
  ],
}

/** Reads a calendar file as RFC 5545 has it, and refuses everything else. */
function readCalendar(bytes: Uint8Array): Component {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  expect(text.endsWith('\r\n')).toBe(true)
  const physical = text.slice(0, -2).split('\r\n')
  for (const line of physical) {
    expect(line).not.toMatch(/[\r\n]/)
    expect(new TextEncoder().encode(line).length, line).toBeLessThanOrEqual(75)
  }
  const root: Component = { name: '', properties: new Map(), inside: [] }
  const open = [root]
  for (const line of physical.join('\n').replaceAll('\n ', '').split('\n')) {
    const [, name = '', value = ''] = /^([A-Z-]+(?:;[A-Z-]+=[^:;]+)*):(.*)$/.exec(line) ?? []
    expect(name, line).not.toBe('')
    const here = open.at(-1)
    if (name === 'BEGIN') {
      const component = { name: value, properties: new Map<string, string>(), inside: [] }
      here?.inside.push(component)
      open.push(component)
    } else if (name === 'END') {
      expect(open.pop()?.name).toBe(value)
    } else {
      expect(here?.properties.has(name), line).toBe(false)
      here?.properties.set(name, value)
    }
  }
  expect(open).toEqual([root])
  expect(root.inside.length).toBe(1)
  return root.inside[0] ?? root
}

function plain(value = ''): string {
  expect(value.replace(/\\[\\;,n]/g, '')).not.toMatch(/[\\;,]/)
  return value.replace(/\\([\\;,n])/g, (_, char: string) => (char === 'n' ? '\n' : char))
}

const events = (of: Calendar) => readCalendar(makeCalendar(of, now)).inside
const property = (event: Component | undefined, name: string) => event?.properties.get(name)

describe('a calendar file', () => {
  it('has whole days that end where the next begins, also on 29 February', () => {
    const [first, second] = events(calendar)
    expect(property(first, 'DTSTART;VALUE=DATE')).toBe('20261208')
    expect(property(first, 'DTEND;VALUE=DATE')).toBe('20261209')
    expect(property(second, 'DTSTART;VALUE=DATE')).toBe('20280229')
    expect(property(second, 'DTEND;VALUE=DATE')).toBe('20280301')
    expect(property(first, 'DTSTAMP')).toBe('20261124T080102Z')
  })

  it('says title and words as they are, whatever marks are in them', () => {
    const [first] = events(calendar)
    expect(plain(property(first, 'SUMMARY'))).toBe('Встать на учёт')
    expect(plain(property(first, 'DESCRIPTION'))).toBe(calendar.days[0]?.words)
  })

  it('reminds the day before at 9:00 and on the day at 9:00', () => {
    for (const event of events(calendar)) {
      expect(event.inside.map(({ name }) => name)).toEqual(['VALARM', 'VALARM'])
      expect(event.inside.map((alarm) => property(alarm, 'TRIGGER'))).toEqual(['-PT15H', 'PT9H'])
      for (const alarm of event.inside) {
        expect(property(alarm, 'ACTION')).toBe('DISPLAY')
        expect(alarm.properties.has('DESCRIPTION')).toBe(true)
      }
    }
  })

  it('breaks long lines by octets and never inside a letter', () => {
    const words = `${'ө'.repeat(200)} ${'a'.repeat(200)} ${'🚆'.repeat(60)}`
    const [event] = events({ name: 'x', days: [{ id: 'a', day: '2026-12-08', title: 'x', words }] })
    expect(plain(property(event, 'DESCRIPTION'))).toBe(words)
  })

  it('lets no text become an event of its own', () => {
    const title = 'a\r\nEND:VEVENT\r\nBEGIN:VEVENT\rx\u0007'
    const all = events({ name: 'x', days: [{ id: 'a', day: '2026-12-08', title, words: title }] })
    expect(all.length).toBe(1)
    expect(plain(property(all[0], 'SUMMARY'))).toBe('a\nEND:VEVENT\nBEGIN:VEVENT\nx')
  })

  it('names each entry the same at another time, and tells of no person and no computer', () => {
    const uids = (at: Date) =>
      readCalendar(makeCalendar(calendar, at)).inside.map((event) => property(event, 'UID'))
    expect(uids(now)).toEqual(['arrival-register-2026-12-08', 'arrival-patent-2028-02-29'])
    expect(uids(new Date(0))).toEqual(uids(now))
    const text = new TextDecoder().decode(makeCalendar(calendar, now))
    expect(text).not.toMatch(/ORGANIZER|ATTENDEE|@/)
    expect(text).toContain('CLASS:PRIVATE')
  })

  it('refuses a day that does not exist, and no days at all', () => {
    const of = (day: string) => () =>
      makeCalendar({ name: 'x', days: [{ id: 'a', day, title: 'a', words: '' }] }, now)
    expect(of('2027-02-29')).toThrow('2027-02-29 is not a day')
    expect(of('24.11.2026')).toThrow('24.11.2026 is not a day')
    expect(() => makeCalendar({ name: 'x', days: [] }, now)).toThrow('has no days')
  })
})
