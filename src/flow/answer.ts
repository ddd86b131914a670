import { showDate } from '../content/message.ts'
import type { Args } from '../content/texts.ts'
import type { NodeOf, Scalar } from './script.ts'

/** A typed answer, checked: its value, or the key of what to say kindly before asking again. */
export type Answer = { ok: true; value: Scalar } | { ok: false; say: { key: string; args?: Args } }

const no = (key: string, args?: Args): Answer => ({
  ok: false,
  say: args === undefined ? { key } : { key, args },
})

/** Checks what a person typed as an answer to a question that takes a number, a date or a text. */
export function readAnswer(node: NodeOf<'ask'>, typed: string, now: Date): Answer {
  const text = plain(typed)
  switch (node.answer) {
    case 'number':
      return readNumber(node, text)
    case 'date':
      return readDate(node, text, now)
    case 'text':
      if (text === '') return no('ui.wrong_text_empty')
      if (text.length > node.max_length) return no('ui.wrong_text_long', { max: node.max_length })
      return { ok: true, value: text }
    case 'choice':
      return no('ui.wrong_choice')
    case 'location':
      return no('ui.wrong_location')
  }
}

/** Full-width and other digits become plain ones; control, direction and zero-width marks go. */
export function plain(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

function readNumber(node: NodeOf<'ask'>, text: string): Answer {
  const digits = text.replace(/(?<=\d)[ ’'](?=\d{3}\b)/g, '').replace(',', '.')
  const value = /^[+-]?\d+(\.\d+)?$/.test(digits) ? Number(digits) : Number.NaN
  const { min = 0, max = 1_000_000_000 } = node
  if (Number.isNaN(value) || value < min || value > max) return no('ui.wrong_number', { min, max })
  return { ok: true, value }
}

function readDate(node: NodeOf<'ask'>, text: string, now: Date): Answer {
  const day = isoDay(text)
  if (day === undefined) return no('ui.wrong_date', { example: showDate(isoOf(now)) })
  const earliest = limit(node.earliest ?? '-36500d', now)
  const latest = limit(node.latest ?? '+36500d', now)
  if (day < earliest || day > latest) {
    return no('ui.wrong_date_range', { earliest: showDate(earliest), latest: showDate(latest) })
  }
  return { ok: true, value: day }
}

/** Day first, as the region writes it (24.11.2026, 24/11/26, 24 11 2026), or 2026-11-24; never month first. */
function isoDay(text: string): string | undefined {
  const dayFirst = /^(\d{1,2})[. /-](\d{1,2})[. /-](\d{4}|\d{2})\.?$/.exec(text)
  const yearFirst = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text)
  const [year, month, dayOfMonth] = dayFirst
    ? [fullYear(dayFirst[3] ?? ''), Number(dayFirst[2]), Number(dayFirst[1])]
    : [Number(yearFirst?.[1]), Number(yearFirst?.[2]), Number(yearFirst?.[3])]
  const date = new Date(Date.UTC(year, month - 1, dayOfMonth))
  if (Number.isNaN(date.getTime()) || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth) {
    return undefined
  }
  return isoOf(date)
}

function fullYear(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits)
}

function limit(bound: string, now: Date): string {
  const days = /^([+-]\d+)d$/.exec(bound)
  return days === null ? bound : isoOf(new Date(now.getTime() + Number(days[1]) * 86_400_000))
}

function isoOf(date: Date): string {
  return date.toISOString().slice(0, 10)
}

/** Great-circle distance in kilometres (haversine, mean earth radius 6371 km). */
export function distanceKm(a: readonly [number, number], b: readonly [number, number]): number {
  const rad = Math.PI / 180
  const half = (x: number) => Math.sin((x * rad) / 2) ** 2
  const h = half(b[0] - a[0]) + Math.cos(a[0] * rad) * Math.cos(b[0] * rad) * half(b[1] - a[1])
  return 2 * 6371 * Math.asin(Math.sqrt(h))
}
