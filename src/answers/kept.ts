import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { deserialize, serialize } from 'node:v8'
import type { Campaign } from '../campaign/campaign.ts'
import { asksBytes, asksIn, readAsks } from '../content/asks.ts'
import { ContentError, type Finding } from '../content/finding.ts'
import { sha256 } from '../privacy/fingerprint.ts'
import { type Example, learn } from './learn.ts'
import type { Model } from './model.ts'

/** Changes when the same asks are to be learned in another way. */
const version = 1

type Kept = { of: string; model: Model }

/** Where the build keeps what it learned. */
function fileIn(root: string): string {
  return join(root, 'dist', 'asks.model')
}

/** All ways of asking of a campaign's languages. Throws a {@link ContentError} when a file cannot be read. */
export function examplesIn(root: string, { languages }: Campaign): Example[] {
  const findings: Finding[] = []
  const examples = languages.flatMap((language) => {
    const read = readAsks(root, language, findings)
    return read === undefined ? [] : asksIn(language, read.asks)
  })
  if (findings.length > 0) throw new ContentError(findings)
  return examples
}

/** What the build learned from the asks as they are now; learned anew, which takes seconds, where they have changed since. */
export function openModel(root: string, campaign: Campaign): { model: Model; isNew: boolean } {
  const kept = readKept(fileIn(root))
  if (kept?.of === fingerprintOf(root, campaign)) return { model: kept.model, isNew: false }
  return { model: learn(examplesIn(root, campaign)), isNew: true }
}

/** Learns what has changed and keeps it for the next start; answers whether anything had. */
export function keepModel(root: string, campaign: Campaign): boolean {
  const { model, isNew } = openModel(root, campaign)
  if (!isNew) return false
  const kept: Kept = { of: fingerprintOf(root, campaign), model }
  mkdirSync(dirname(fileIn(root)), { recursive: true })
  writeFileSync(fileIn(root), serialize(kept))
  return true
}

function readKept(file: string): Kept | undefined {
  return existsSync(file) ? deserialize(readFileSync(file)) : undefined
}

function fingerprintOf(root: string, { languages }: Campaign): string {
  const files = languages.map((language) => sha256(asksBytes(root, language)?.toString('base64') ?? ''))
  return sha256([version, ...languages, ...files].join(' '))
}
