import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Written } from '../campaign/campaign.ts'

/** The recordings of each language: the file, below `content/`, of each card that was read out. */
export type Voices = ReadonlyMap<Written, ReadonlyMap<string, string>>

/** Finds `content/<language>/voice/<key>.ogg`. */
export function readVoices(root: string, languages: readonly Written[]): Voices {
  return new Map(languages.map((language) => [language, voicesIn(root, language)]))
}

function voicesIn(root: string, language: Written): Map<string, string> {
  const folder = join(root, 'content', language, 'voice')
  const names = existsSync(folder) ? readdirSync(folder) : []
  return new Map(
    names
      .filter((name) => name.endsWith('.ogg'))
      .map((name) => [name.slice(0, -'.ogg'.length), join(language, 'voice', name)]),
  )
}

/**
 * How long an Ogg Opus recording is, in seconds: the granule position of its last page at 48 kHz, less the pre-skip of its
 * head (RFC 7845, sections 4 and 5.1). Undefined when it is not Ogg Opus, which is all that Telegram plays as a voice.
 */
export function secondsOf(ogg: Uint8Array): number | undefined {
  const bytes = Buffer.from(ogg.buffer, ogg.byteOffset, ogg.byteLength)
  const head = bytes.indexOf('OpusHead')
  const last = bytes.lastIndexOf('OggS')
  if (bytes.indexOf('OggS') !== 0 || head < 0 || head > 64 || last + 14 > bytes.length) return undefined
  const samples = bytes.readBigInt64LE(last + 6)
  return samples < 0n ? undefined : Math.max(0, (Number(samples) - bytes.readUInt16LE(head + 10)) / 48_000)
}
