import type { Finding } from './finding.ts'

/** What a translated text was made from, and whether a speaker has read it. */
export type Pin = {
  /** Fingerprint of the source text that the translation was made from. */
  of: string
  state: 'draft' | 'reviewed'
  /** Who has read it, and when (YYYY-MM-DD). */
  by?: string
  on?: string
}

const draft = /^\S+: [0-9a-f]{8} draft$/
const reviewed = /^\S+: ([0-9a-f]{8}) reviewed(?: by (.+) on (\d{4}-\d{2}-\d{2}))?$/

/**
 * Reads `content/<language>/pins.yaml`: one line a text. It is YAML that tools can read; here it is read by lines, because
 * it is as long as all texts together and read at every start.
 */
export function readPins(file: string, source: string, findings: Finding[]): Map<string, Pin> {
  const pins = new Map<string, Pin>()
  let number = 0
  for (const line of source.split('\n')) {
    number += 1
    if (line === '' || line === '{}' || line.startsWith('#')) continue
    const pin = readPin(line)
    if (pin === undefined) {
      const message = 'must be such as `menu.start: 1a2b3c4d draft` or `… reviewed by Aigul on 2026-12-01`'
      findings.push({ rule: 'shape', file, line: number, column: 1, message })
    } else pins.set(line.slice(0, line.indexOf(': ')), pin)
  }
  return pins
}

function readPin(line: string): Pin | undefined {
  // Nearly all are drafts, and cutting is several times faster than capturing.
  if (draft.test(line)) return { of: line.slice(-14, -6), state: 'draft' }
  const [, of, by, on] = reviewed.exec(line) ?? []
  if (of === undefined) return undefined
  return by === undefined || on === undefined ? { of, state: 'reviewed' } : { of, state: 'reviewed', by, on }
}

export function writePin({ of, state, by, on }: Pin): string {
  return by === undefined || on === undefined ? `${of} ${state}` : `${of} ${state} by ${by} on ${on}`
}

/** A short fingerprint (FNV-1a, 32 bits) of a text: it notices a change, it is no protection. */
export function fingerprint(text: string): string {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash.toString(16).padStart(8, '0')
}
