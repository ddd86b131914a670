import { z } from 'zod'

/** What a translated text was made from, and whether a speaker has read it. */
export type Pin = {
  /** Fingerprint of the source text that the translation was made from. */
  of: string
  state: 'draft' | 'reviewed'
  /** Who has read it, and when (YYYY-MM-DD). */
  by?: string
  on?: string
}

const form = /^([0-9a-f]{8}) (?:draft|reviewed(?: by (.+) on (\d{4}-\d{2}-\d{2}))?)$/

/** `content/<language>/pins.yaml`: one short line a text, because it is read at every start. */
export const pinsSchema = z.record(
  z.string(),
  z
    .string()
    .regex(form, 'must be such as `1a2b3c4d draft` or `1a2b3c4d reviewed by Aigul on 2026-12-01`')
    .transform(readPin),
)

function readPin(line: string): Pin {
  const [, of = '', by, on] = form.exec(line) ?? []
  const state = line.includes(' reviewed') ? 'reviewed' : 'draft'
  return by === undefined || on === undefined ? { of, state } : { of, state, by, on }
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
