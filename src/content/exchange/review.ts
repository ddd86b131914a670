import type { Pin } from '../pins.ts'
import type { ReturnedRow } from './rows.ts'

type Review = { by: string; on: string }
type Given = { given: Review | null } | { why: string }

/**
 * Who has read the translation of a row, if somebody says so now. The name that a table was made with says
 * nothing about words that were changed later: it counts again with a new day.
 */
export function reviewOf(row: ReturnedRow, pin: Pin | undefined, rewritten: boolean, today: string): Given {
  const by = row['reviewed by'].replace(/\s+/g, ' ')
  if (by === '') return { given: null }
  if (by.length > 80 || /[:#]/.test(by)) {
    return { why: '“reviewed by” takes a name of at most 80 characters, without : and #' }
  }
  const on = row['reviewed on'] === '' ? today : dayOf(row['reviewed on'])
  if (on === undefined)
    return { why: `“reviewed on” takes a day such as ${today}, not ${row['reviewed on']}` }
  if (on > today) return { why: `“reviewed on” is ${on}, a day that is still to come` }
  const isOld = pin?.by === by && pin.on === on
  return { given: isOld && !(rewritten && on === today) ? null : { by, on } }
}

/** 2026-11-24 or 24.11.2026 as YYYY-MM-DD; undefined for what is no day. */
export function dayOf(written: string): string | undefined {
  const [, d = '', m = '', y = ''] = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(written) ?? []
  const day = y === '' ? written : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
  const at = new Date(`${day}T00:00:00Z`)
  const exists = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(at.getTime())
  return exists && at.toISOString().startsWith(day) ? day : undefined
}
